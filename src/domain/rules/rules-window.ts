import { formatDay } from '#values/date-format.ts';
import type { Day } from '#values/zone.ts';
import { hasEmptyAxis } from '#catalogue/range.ts';
import { addDays, addMonths } from '#values/zone.ts';
import { firstDayInRange } from '../windows/range-days.ts';
import type { RuleContext, Rule } from './rule.ts';
import { valueOrNull } from '../series/series.ts';
const latest = (...days: (Day | null)[]) =>
  days
    .filter((day) => day !== null)
    .toSorted()
    .at(-1) ?? '';

/** The days on which any coupon can work; null if the series is over, starts after its end or has no known end. */
function redemptionPeriod({
  values,
  end,
  isOver,
  today,
}: RuleContext): { readonly from: Day; readonly until: Day } | null {
  if (end === null || isOver) return null;
  const from = latest(today, valueOrNull(values.redemptionValidFrom));
  return from > end.day ? null : { from, until: end.day };
}

/**
 * True if a month that ends between the two days has fewer days than `date`. It checks 24 months: of two Februaries in a
 * row, one has 28 days.
 */
function hasShorterMonth(date: number, from: Day, until: Day): boolean {
  const monthEnds = Array.from({ length: 24 }, (_, at) => addMonths(`${from.slice(0, 8)}31`, at));
  return monthEnds.some((end) => end <= until && Number(end.slice(-2)) < date);
}

/** Rules about the days and hours on which coupons work. Hours alone exclude no day. */
export const WINDOW_RULES = [
  {
    id: 'range-list-empty',
    reads: ['redemptionRange'],
    severity: 'warning',
    code: 729,
    check: ({ base, changed }) =>
      !changed('redemptionRange') && hasEmptyAxis(base.wire['redemptionRange'])
        ? 'An empty list of days or hours is stored. It is read as “any”; older versions of the API read it as “never”. Test with one coupon to be sure.'
        : null,
  },
  {
    id: 'range-never-matches',
    reads: ['redemptionRange', 'validTillDate', 'redemptionValidFrom'],
    severity: 'warning',
    code: 729,
    check: (context) => {
      const range = valueOrNull(context.values.redemptionRange);
      const period = redemptionPeriod(context);
      if (!range || !period || firstDayInRange(range, period.from, period.until) !== null) return null;
      const days = range.dow.length === 0 ? 'these days of the month' : 'these days of the month and weekdays';
      return `No day from ${formatDay(period.from)} to the end on ${formatDay(period.until)} is on ${range.dom.length === 0 ? 'these weekdays' : days}, so no customer can redeem. Choose more days, or a later end.`;
    },
  },
  {
    id: 'range-misses-coupons',
    reads: ['redemptionRange', 'expiryStrategyValue', 'expiryStrategyType', 'redemptionValidAfterDays'],
    severity: 'warning',
    code: 729,
    check: (context) => {
      const { values, today, couponEnd } = context;
      const range = valueOrNull(values.redemptionRange);
      const period = redemptionPeriod(context);
      if (!range || !period || couponEnd === null) return null;
      const from = latest(period.from, addDays(today, valueOrNull(values.redemptionValidAfterDays) ?? 0));
      if (from > couponEnd || firstDayInRange(range, from, couponEnd) !== null) return null;
      const next = firstDayInRange(range, from, period.until);
      return next === null
        ? null
        : `A coupon issued today expires on ${formatDay(couponEnd)}, before the next day that fits, ${formatDay(next)}. Let coupons live longer, or choose more days.`;
    },
  },
  {
    id: 'wait-misses-range',
    reads: ['redemptionValidAfterDays', 'redemptionRange', 'validTillDate', 'redemptionValidFrom'],
    severity: 'warning',
    code: 739,
    check: (context) => {
      const { values, today } = context;
      const range = valueOrNull(values.redemptionRange);
      const wait = valueOrNull(values.redemptionValidAfterDays);
      const period = redemptionPeriod(context);
      if (!range || wait === null || !period) return null;
      const from = latest(period.from, addDays(today, wait));
      const isMissed = from <= period.until && firstDayInRange(range, from, period.until) === null;
      return isMissed && firstDayInRange(range, period.from, period.until) !== null
        ? `A coupon issued today waits until ${formatDay(from)}, and no day from then to the end on ${formatDay(period.until)} fits. Shorten the waiting time, choose more days, or a later end.`
        : null;
    },
  },
  {
    id: 'range-skips-months',
    reads: ['redemptionRange', 'validTillDate', 'redemptionValidFrom'],
    severity: 'warning',
    code: 729,
    check: (context) => {
      const range = valueOrNull(context.values.redemptionRange);
      const period = redemptionPeriod(context);
      const first = range?.dom[0] ?? 0;
      if (!range || first <= 28 || !period || firstDayInRange(range, period.from, period.until) === null) return null;
      return hasShorterMonth(first, period.from, period.until)
        ? 'Months without these days are skipped: the day does not move to the last of the month. Add the 28th to include every month.'
        : null;
    },
  },
] as const satisfies readonly Rule[];
