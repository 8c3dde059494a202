import { Box } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { fieldOf } from '#catalogue/catalogue.ts';
import { formatValue } from '#catalogue/format.ts';
import type { HistoryEntry } from '#contract/history-endpoints.ts';
import { entryDifferences } from '#domain/change/entry-versions.ts';
import { formatPreviousValue } from '#domain/change/previous-value.ts';
import { type Series, valueOrNull } from '#domain/series/series.ts';
import { gatesOf } from '#domain/series/visibility.ts';
import { formatInstant } from '#values/date-format.ts';
import type { ShownSettings } from '../../api/series-queries.ts';
import { ChangeRow, ValueChange } from '../../editor/changes/value-change.tsx';
import { EntryContext } from '../../series/entry-context.ts';
import { Notice } from '../../ui/notice.tsx';
import cards from '../../ui/cards.module.css';

const ORIGINS: Readonly<Record<HistoryEntry['origin'], string>> = { app: 'in the form', api: 'by the API' };

interface Props {
  readonly entry: HistoryEntry;
  readonly settings: ShownSettings;
  /** Names the series and links to it. */
  readonly withSeries: boolean;
}

/** One entry: who, when, from where, why, and each change in words. */
export function HistoryEntryRow({ entry, settings, withSeries }: Props) {
  const { at, author, isOwn, origin, changeReason, seriesId } = entry;
  const { clusterTimeZone: clusterZone, currency, timeZone: zone } = settings;
  const { from, to, fields, sentOnly, otherKeys } = useMemo(
    () => entryDifferences(entry, clusterZone),
    [entry, clusterZone],
  );
  const printOf = ({ values, wire }: Series) => ({ currency, zone, gates: gatesOf(values, wire) });
  const [before, after] = [printOf(from), printOf(to)];
  const who = isOwn ? 'You' : (author ?? 'A script');
  const context = useMemo(() => ({ clusterZone, ownId: seriesId }), [clusterZone, seriesId]);
  return (
    <article className={cards.panel} aria-label={`${who}, ${formatInstant(Date.parse(at), zone)}`}>
      <p className={`cluster ${cards.title}`}>
        <span>{who}</span>
        <time dateTime={at} className="secondary tabular">
          {formatInstant(Date.parse(at), zone)}
        </time>
        <span className="secondary">{ORIGINS[origin]}</span>
        {withSeries && (
          <Link to="/series/$id/history" params={{ id: seriesId }} className="link">
            {`${valueOrNull(to.values.description)?.trim() || 'Series'} (${seriesId})`}
          </Link>
        )}
      </p>
      {changeReason !== null && <p>{`Reason: ${changeReason}`}</p>}
      <Outcome entry={entry} />
      {fields.length + sentOnly.length + otherKeys.length === 0 && <p className="secondary">No value changed.</p>}
      <EntryContext value={context}>
        <Box component="dl" mt="0.5rem">
          {fields.map((field) => (
            <ChangeRow key={field} field={field}>
              <ValueChange
                field={field}
                from={{ value: from.values[field], text: formatPreviousValue(from, field, before) }}
                to={{ value: to.values[field], text: formatValue(fieldOf(field).kind, to.values[field], after) }}
              />
            </ChangeRow>
          ))}
          {sentOnly.map((field) => (
            <ChangeRow key={field} field={field}>
              <span>{formatValue(fieldOf(field).kind, to.values[field], after)}</span>
              <p className="secondary">Sent, cannot be verified: the API does not return this field.</p>
            </ChangeRow>
          ))}
          {otherKeys.map((key) => (
            <div key={key} className="field-line">
              <dt>
                <code translate="no">{key}</code>
              </dt>
              <dd>
                <code translate="no">{`${json(from, key)} → ${json(to, key)}`}</code>
              </dd>
            </div>
          ))}
        </Box>
      </EntryContext>
    </article>
  );
}

const json = ({ wire }: Series, key: string) => JSON.stringify(wire[key]) ?? 'not there';

/** Says what is not as usual about a save. */
function Outcome({ entry: { state, reason } }: { readonly entry: HistoryEntry }) {
  if (state === 'refused') return <Notice tone="error">{`Refused, nothing was changed. ${reason ?? ''}`}</Notice>;
  if (state === 'unknown') return <Notice tone="warn">{`Not confirmed by the loyalty API. ${reason ?? ''}`}</Notice>;
  if (state === 'intended') return <Notice tone="warn">The outcome is not recorded yet.</Notice>;
  return reason !== null && <p className="secondary">{reason}</p>;
}
