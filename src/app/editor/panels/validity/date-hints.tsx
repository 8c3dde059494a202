import { useWatch } from 'react-hook-form';
import type { FieldKey, Values } from '#catalogue/catalogue.ts';
import { formatNumber } from '#values/number-format.ts';
import type { RedemptionRange } from '#catalogue/model/kinds.ts';
import { formatDay } from '#values/date-format.ts';
import { startOfDay, type Day } from '#values/zone.ts';
import { isBorrowed, seriesEnd } from '#domain/lifetime/expiry.ts';
import { laterEndText } from '#domain/lifetime/outstanding.ts';
import { valueOrNull } from '#domain/series/series.ts';
import { choosesDays, firstDayInRange, isFull, lastDayInRange } from '#domain/windows/range-days.ts';
import { useNow } from '../../../ui/use-now.ts';
import { useBase, useEditor } from '../../state/editor-context.tsx';
import { InstantInZones } from './instant-in-zones.tsx';
import { StoredNote } from './stored-note.tsx';

/** When coupons can be redeemed, by the values of the form. */
function useRedemptionPeriod() {
  const { form, settings } = useEditor();
  const base = useBase();
  const [validTillDate, redemptionRange, redemptionValidFrom] = useWatch({
    control: form.control,
    name: ['validTillDate', 'redemptionRange', 'redemptionValidFrom'],
  });
  // The form holds catalogue values; react-hook-form types them as unknown.
  const values = { ...base.values, validTillDate, redemptionRange, redemptionValidFrom } as Values;
  const isUnknown = typeof validTillDate === 'object' && validTillDate !== null;
  return {
    values,
    start: valueOrNull(values.redemptionValidFrom),
    end: isUnknown ? null : seriesEnd(values, settings.clusterTimeZone),
    range: valueOrNull(values.redemptionRange),
  };
}

export function LastSecond() {
  const { settings } = useEditor();
  const base = useBase();
  const { clusterTimeZone: zone } = settings;
  const now = useNow();
  const { values, start, end, range } = useRedemptionPeriod();
  const { validTillDate } = values;
  const untouched = validTillDate === base.values.validTillDate;
  const followsOwner = untouched && (isBorrowed(base.values, zone) || validTillDate === null);
  const chosen = end && range && chosenTimesText(range, start, end.day, 'last');
  const startsLater = end !== null && start !== null && start > end.day;
  const laterEnd = end && laterEndText(base.values, values, now, zone);
  return (
    <>
      {end && followsOwner && <p className="secondary">Follows its owner.</p>}
      {end && (
        <InstantInZones
          title={chosen || startsLater ? 'Last second of the series' : 'Last second it works'}
          instant={end.instant}
        />
      )}
      {chosen && <p className="secondary">{chosen}</p>}
      {laterEnd && <p className="secondary">{laterEnd}</p>}
      <StoredNote name="validTillDate" />
    </>
  );
}

/** When coupons start or stop working because of the chosen days and hours; null if any time is chosen. */
function chosenTimesText(range: RedemptionRange, start: Day | null, end: Day | null, edge: 'first' | 'last') {
  const hours = isFull(range, 'hours') ? '' : ' at the chosen hours';
  if (!choosesDays(range)) return hours ? `Coupons work${hours} only.` : null;
  const find = edge === 'first' ? firstDayInRange : lastDayInRange;
  const day = find(range, start ?? '0000-01-01', end ?? '9999-12-31');
  if (day === null) return 'No chosen day lies between the start and the end.';
  return `The ${edge} chosen day is ${formatDay(day)}: coupons work${hours} ${edge === 'first' ? 'from then on' : 'until then'}.`;
}

export function FirstSecond() {
  const { settings } = useEditor();
  const { start, end, range } = useRedemptionPeriod();
  const chosen = start && range && chosenTimesText(range, start, end?.day ?? null, 'first');
  const startsLater = end !== null && start !== null && start > end.day;
  return (
    <>
      {start !== null && (
        <InstantInZones
          title={chosen || startsLater ? 'Redemption starts' : 'First second it works'}
          instant={startOfDay(start, settings.clusterTimeZone)}
        />
      )}
      {chosen && <p className="secondary">{chosen}</p>}
      <StoredNote name="redemptionValidFrom" />
    </>
  );
}

export const RegisteredFrom = () => (
  <Registration name="validUserRegistrationStartTime" title="First second of registration" />
);
export const RegisteredUntil = () => (
  <Registration name="validUserRegistrationEndTime" title="Last second of registration" />
);

function Registration({ name, title }: { name: FieldKey; title: string }) {
  const { form } = useEditor();
  const instant = useWatch({ control: form.control, name });
  return typeof instant === 'number' ? <InstantInZones title={title} instant={instant} /> : null;
}

export function TransactionsSoFar() {
  const { form } = useEditor();
  const limit = useWatch({ control: form.control, name: 'validMaxUserTransactionLimit' });
  if (typeof limit !== 'number' || limit < 0) return null;
  return (
    <p className="secondary">
      {limit === 0
        ? 'For customers who have not bought yet. They are refused from their first transaction on.'
        : `For new customers. Refused with ${formatNumber(limit + 1)} transactions or more.`}
    </p>
  );
}
