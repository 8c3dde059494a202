import { Box } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { fieldOf } from '#catalogue/catalogue.ts';
import { formatValue } from '#catalogue/format.ts';
import type { HistoryEntry } from '#contract/history-endpoints.ts';
import { entryDifferences, ORIGIN_TEXTS } from '#domain/change/entry-versions.ts';
import { formatPreviousValue } from '#domain/change/previous-value.ts';
import { type Series, valueOrNull } from '#domain/series/series.ts';
import { gatesOf } from '#domain/series/visibility.ts';
import { formatInstant } from '#values/date-format.ts';
import type { ShownSettings } from '../../api/series-queries.ts';
import { ChangeRow, ValueChange } from '../../editor/changes/value-change.tsx';
import { EntryContext } from '../../series/entry-context.ts';
import { OtherChanges } from './other-changes.tsx';
import { type Restoring, RestoreButton } from './restore-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import cards from '../../ui/cards.module.css';

interface Props {
  readonly entry: HistoryEntry;
  readonly settings: ShownSettings;
  /** Names the series and links to it. */
  readonly withSeries: boolean;
  readonly restoring: Restoring | null;
  /** It is the first entry of the series: the version before it has no other entry. */
  readonly isFirst: boolean;
}

/** One entry: who, when, from where, why, and each change in words. */
export function HistoryEntryRow({ entry, settings, withSeries, restoring, isFirst }: Props) {
  const { at, author, isOwn, origin, changeReason, restored, seriesId } = entry;
  const { clusterTimeZone: clusterZone, currency, timeZone: zone } = settings;
  const differences = useMemo(() => entryDifferences(entry, clusterZone), [entry, clusterZone]);
  const { from, to, fields, sentOnly, others } = differences;
  const printOf = ({ values, wire }: Series) => ({ currency, zone, gates: gatesOf(values, wire) });
  const [before, after] = [printOf(from), printOf(to)];
  const who = isOwn ? 'You' : (author ?? 'A script');
  const moment = formatInstant(Date.parse(at), zone);
  const isVersion = !withSeries && entry.state === 'saved';
  const canUndo = restoring !== null && entry.state === 'saved';
  const context = useMemo(() => ({ clusterZone, ownId: seriesId }), [clusterZone, seriesId]);
  return (
    <article className={cards.panel} aria-label={`${who}, ${moment}`}>
      <p className={`cluster ${cards.title}`}>
        <span>{who}</span>
        <time dateTime={at} className="secondary tabular">
          {moment}
        </time>
        <span className="secondary">{ORIGIN_TEXTS[origin]}</span>
        {withSeries && (
          <Link to="/series/$id/history" params={{ id: seriesId }} className="link">
            {`${valueOrNull(to.values.description)?.trim() || 'Series'} (${seriesId})`}
          </Link>
        )}
      </p>
      {restored && (
        <p>{`Restored from the version ${restored.side} the save of ${formatInstant(Date.parse(restored.at), zone)}.`}</p>
      )}
      {changeReason !== null && <p>{`Reason: ${changeReason}`}</p>}
      <Outcome entry={entry} />
      {fields.length + sentOnly.length + others.length === 0 && <p className="secondary">No value changed.</p>}
      <EntryContext value={context}>
        <Box component="dl" mt="0.5rem">
          {fields.map((field) => (
            <ChangeRow key={field} field={field}>
              <ValueChange
                field={field}
                from={{ value: from.values[field], text: formatPreviousValue(from, field, before) }}
                to={{ value: to.values[field], text: formatValue(fieldOf(field).kind, to.values[field], after) }}
              />
              {canUndo && (
                <div>
                  <RestoreButton
                    restoring={restoring}
                    version={from}
                    reference={`${entry.id}.before`}
                    field={field}
                    label="Put back"
                    what={`${fieldOf(field).label} as before ${moment}`}
                  />
                </div>
              )}
            </ChangeRow>
          ))}
          <OtherChanges differences={differences} print={after} />
        </Box>
      </EntryContext>
      <div className="cluster">
        <Link
          to="/series/$id/receipts/$entry"
          params={{ id: seriesId, entry: entry.id }}
          aria-label={`Receipt: the save of ${moment}`}
          className="link"
        >
          Receipt
        </Link>
        {isVersion && (
          <Link
            to="/series/$id/versions"
            params={{ id: seriesId }}
            search={{ a: `${entry.id}.after`, b: 'now' }}
            aria-label={`Compare with now: after the save of ${moment}`}
            className="link"
          >
            Compare with now
          </Link>
        )}
        {isVersion && restoring && (
          <RestoreButton
            restoring={restoring}
            version={to}
            reference={`${entry.id}.after`}
            label="Restore this version"
            what={`after the save of ${moment}`}
          />
        )}
        {isVersion && restoring && isFirst && (
          <RestoreButton
            restoring={restoring}
            version={from}
            reference={`${entry.id}.before`}
            label="Restore the version before it"
            what={`before the save of ${moment}`}
          />
        )}
      </div>
    </article>
  );
}

/** Says what is not as usual about a save. */
function Outcome({ entry: { state, reason } }: { readonly entry: HistoryEntry }) {
  if (state === 'refused') return <Notice tone="error">{`Refused, nothing was changed. ${reason ?? ''}`}</Notice>;
  if (state === 'unknown') return <Notice tone="warn">{`Not confirmed by the loyalty API. ${reason ?? ''}`}</Notice>;
  if (state === 'intended') return <Notice tone="warn">The outcome is not recorded yet.</Notice>;
  return reason !== null && <p className="secondary">{reason}</p>;
}
