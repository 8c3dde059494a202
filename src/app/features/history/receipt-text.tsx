import { Link } from '@tanstack/react-router';
import { type ReactNode, type Ref, useMemo } from 'react';
import { type FieldKey, fieldOf } from '#catalogue/catalogue.ts';
import { formatValue } from '#catalogue/format.ts';
import type { HistoryEntry } from '#contract/history-endpoints.ts';
import { readWarnings } from '#contract/warnings.ts';
import { ORIGIN_TEXTS } from '#domain/change/entry-versions.ts';
import { formatPreviousValue } from '#domain/change/previous-value.ts';
import { type Receipt, receiptOf } from '#domain/change/receipt.ts';
import { isVerified } from '#domain/change/verify.ts';
import { couponsOut } from '#domain/lifetime/outstanding.ts';
import { type Series, valueOrNull } from '#domain/series/series.ts';
import { gatesOf } from '#domain/series/visibility.ts';
import { formatInstant } from '#values/date-format.ts';
import type { ShownSettings } from '../../api/series-queries.ts';
import { ChangeRow, ValueChange } from '../../editor/changes/value-change.tsx';
import { changesText } from '../../editor/state/change-labels.ts';
import { EntryContext } from '../../series/entry-context.ts';
import { Card } from '../../ui/card.tsx';
import { Notice } from '../../ui/notice.tsx';
import { jsonOrNothing, OtherChanges } from './other-changes.tsx';

interface Props {
  readonly ref: Ref<HTMLElement>;
  readonly entry: HistoryEntry;
  readonly settings: ShownSettings;
}

/** Who, when, why, each change in words, what the API changed by itself, warnings, and the effect on issued coupons. */
export function ReceiptText({ ref, entry, settings }: Props) {
  const { at, author, isOwn, origin, changeReason, restored, reason, state, seriesId } = entry;
  const { clusterTimeZone: clusterZone, currency, timeZone: zone, organisationZone: storeZone = zone } = settings;
  const receipt = useMemo(
    () => receiptOf(entry, { now: Date.parse(at), clusterZone, storeZone }),
    [entry, at, clusterZone, storeZone],
  );
  const { from, to, fields, sentOnly, others, verification, setByApi } = receipt;
  const printOf = ({ values, wire }: Series) => ({ currency, zone, gates: gatesOf(values, wire) });
  const [before, after] = [printOf(from), printOf(to)];
  const row = (field: FieldKey, effect?: string) => (
    <ChangeRow key={field} field={field}>
      <ValueChange
        field={field}
        from={{ value: from.values[field], text: formatPreviousValue(from, field, before) }}
        to={{ value: to.values[field], text: formatValue(fieldOf(field).kind, to.values[field], after) }}
      />
      {effect !== undefined && <Notice tone="warn">{effect}</Notice>}
    </ChangeRow>
  );
  const count = fields.length + sentOnly.length + others.length;
  const context = useMemo(() => ({ clusterZone, ownId: seriesId }), [clusterZone, seriesId]);
  const warnings = readWarnings(entry.warnings);
  const differences = verification?.differences ?? [];
  const unknownChanged = verification?.unknownChanged ?? [];
  return (
    <EntryContext value={context}>
      <Card>
        <article ref={ref} className="rows" data-roomy>
          <h2 className="heading">{titleOf(state, receipt)}</h2>
          <dl>
            <Fact term="Series">
              <Link to="/series/$id" params={{ id: seriesId }} className="link">
                {`${valueOrNull(to.values.description)?.trim() || 'Series'} (${seriesId})`}
              </Link>
            </Fact>
            <Fact term="Saved by">
              <span>{`${author ?? 'A script'}${isOwn ? ' (you)' : ''}, ${ORIGIN_TEXTS[origin]}`}</span>
            </Fact>
            <Fact term="When">
              <time dateTime={at}>{formatInstant(Date.parse(at), zone)}</time>
            </Fact>
            {changeReason !== null && <Fact term="Reason">{changeReason}</Fact>}
            {restored && (
              <Fact term="Restored">
                {`The version ${restored.side} the save of ${formatInstant(Date.parse(restored.at), zone)}`}
              </Fact>
            )}
            {reason !== null && <Fact term="Outcome">{reason}</Fact>}
          </dl>
          <section>
            <h3 className="secondary">{count === 0 ? 'No value changed' : changesText(count)}</h3>
            <dl>
              {fields.map((field) => row(field, receipt.effects.restricts.get(field)))}
              <OtherChanges differences={receipt} print={after} />
            </dl>
          </section>
          <section>
            <h3 className="secondary">Coupons already issued</h3>
            <p>{effectText(receipt)}</p>
          </section>
          {differences.length + unknownChanged.length > 0 && (
            <section>
              <h3 className="secondary">What the API changed by itself</h3>
              <dl>
                {differences.map(({ field, requested, got }) => (
                  <ChangeRow key={field} field={field}>
                    <ValueChange
                      field={field}
                      from={{ value: requested, text: formatValue(fieldOf(field).kind, requested, after) }}
                      to={{ value: got, text: formatValue(fieldOf(field).kind, got, after) }}
                    />
                  </ChangeRow>
                ))}
                {unknownChanged.map(({ key, requested, got }) => (
                  <div key={key} className="field-line">
                    <dt>
                      <code translate="no">{key}</code>
                    </dt>
                    <dd>
                      <code translate="no">{`${jsonOrNothing(requested)} → ${jsonOrNothing(got)}`}</code>
                    </dd>
                  </div>
                ))}
              </dl>
              <p className="secondary">From the value that was sent to the value that is stored.</p>
            </section>
          )}
          {verification && verification.unverifiable.length > 0 && (
            <p>{`Cannot be verified, because the API does not return it: ${verification.unverifiable.map((field) => fieldOf(field).label).join(', ')}.`}</p>
          )}
          {verification && verification.inexact.length > 0 && (
            <p>{`Cannot be verified, because the number is too large: ${verification.inexact.join(', ')}.`}</p>
          )}
          {setByApi.length > 0 && (
            <section>
              <h3 className="secondary">Counters and dates that the API sets</h3>
              <dl>{setByApi.map((field) => row(field))}</dl>
            </section>
          )}
          {warnings.length > 0 && (
            <section>
              <h3 className="secondary">Warnings of the API</h3>
              <ul>
                {warnings.map(({ field, message }) => (
                  <li key={message}>{field === null ? message : `${fieldOf(field).label}: ${message}`}</li>
                ))}
              </ul>
            </section>
          )}
          {verification && isVerified(verification) && <p>Nothing else changed.</p>}
          <p className="secondary" translate="no">{`Entry ${entry.id}`}</p>
        </article>
      </Card>
    </EntryContext>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div className="field-line">
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function titleOf(state: HistoryEntry['state'], { verification }: Receipt): string {
  if (state === 'refused') return 'Refused, nothing was changed';
  if (state === 'unknown') return 'Not confirmed by the loyalty API';
  if (state === 'intended') return 'The outcome is not recorded yet';
  if (verification === null) return 'Saved, but not read back';
  if (isVerified(verification)) return 'Saved and verified';
  return verification.differences.length + verification.unknownChanged.length > 0
    ? 'Saved, and the API changed something'
    : 'Saved, but not all of it can be verified';
}

function effectText({ from, effects: { ends, restricts } }: Receipt): string {
  const coupons = couponsOut(from.values);
  if (coupons === null) return 'No coupon was outstanding before this save.';
  if (ends !== null) return ends;
  const outstanding = `Before this save: ${coupons}.`;
  return restricts.size > 0
    ? `${outstanding} The notes above say what changed for them.`
    : `${outstanding} No effect on them is known.`;
}
