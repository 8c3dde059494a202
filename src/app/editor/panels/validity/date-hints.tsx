import { useWatch } from 'react-hook-form';
import type { FieldKey, Values } from '#catalogue/catalogue.ts';
import { formatNumber } from '#values/number-format.ts';
import type { RedemptionRange } from '#catalogue/model/kinds.ts';
import { formatDay } from '#values/date-format.ts';
import { startOfDay, type Day } from '#values/zone.ts';
import { isBorrowed, seriesEnd } from '#domain/lifetime/expiry.ts';
import { laterEndText } from '#domain/lifetime/outstanding.ts';
import { valueOrNull } from '#domain/series/series.ts';
import { choosesDays, isFull, lastDayInRange } from '#domain/windows/range-days.ts';
import { useNow } from '../../../ui/use-now.ts';
import { useBase, useEditor } from '../../state/editor-context.tsx';
import { InstantInZones } from './instant-in-zones.tsx';
import { StoredNote } from './stored-note.tsx';

export function LastSecond() {
  const { form, settings } = useEditor();
  const base = useBase();
  const { clusterTimeZone: zone } = settings;
  const now = useNow();
  const [validTillDate, redemptionRange] = useWatch({
    control: form.control,
    name: ['validTillDate', 'redemptionRange'],
  });
  // The form holds catalogue values; react-hook-form types them as unknown.
  const values = { ...base.values, validTillDate, redemptionRange } as Values;
  const untouched = validTillDate === base.values.validTillDate;
  const followsOwner = untouched && (isBorrowed(base.values, zone) || validTillDate === null);
  const end = typeof validTillDate === 'object' && validTillDate !== null ? null : seriesEnd(values, zone);
  const range = valueOrNull(values.redemptionRange);
  const chosen = end && range && chosenTimesText(range, end.day);
  const laterEnd = end && laterEndText(base.values, values, now, zone);
  return (
    <>
      {end && followsOwner && <p className="secondary">Follows its owner.</p>}
      {end && (
        <InstantInZones title={chosen ? 'Last second of the series' : 'Last second it works'} instant={end.instant} />
      )}
      {chosen && <p className="secondary">{chosen}</p>}
      {laterEnd && <p className="secondary">{laterEnd}</p>}
      <StoredNote name="validTillDate" />
    </>
  );
}

/** When coupons stop working because of the chosen days and hours; null if any time is chosen. */
function chosenTimesText(range: RedemptionRange, end: Day): string | null {
  const hours = isFull(range, 'hours') ? '' : ' at the chosen hours';
  if (!choosesDays(range)) return hours && `Coupons work${hours} only.`;
  const last = lastDayInRange(range, '0000-01-01', end);
  return last && `The last chosen day is ${formatDay(last)}: coupons work${hours} until then.`;
}

export function FirstSecond() {
  const { form, settings } = useEditor();
  const day = useWatch({ control: form.control, name: 'redemptionValidFrom' });
  return (
    <>
      {typeof day === 'string' && (
        <InstantInZones title="First second it works" instant={startOfDay(day, settings.clusterTimeZone)} />
      )}
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
