import { formatDay } from '#values/date-format.ts';
import type { Day } from '#values/zone.ts';
import { hasEmptyAxis } from '#catalogue/range.ts';
import { addDays, addMonths } from '#values/zone.ts';
import { firstDayInRange } from '../windows/range-days.ts';
import type { RuleContext, Rule } from './rule.ts';
import { valueOrNull } from '../series/series.ts';
const later = (...days: (Day | null)[]) =>
  days
    .filter((day) => day !== null)
    .toSorted()
    .at(-1) ?? '';

/** From when and until when any coupon can work; null where the series is over, never starts or has no known end. */
function openDays({ values, end, isOver, today }: RuleContext): { readonly from: Day; readonly until: Day } | null {
  if (end === null || isOver) return null;
  const from = later(today, valueOrNull(values.redemptionValidFrom));
  return from > end.day ? null : { from, until: end.day };
}

/** Whether a month that ends between two days is too short to have a day of the month; any two years have a February of 28 days. */
function lacksIn(date: number, from: Day, until: Day): boolean {
  const ends = Array.from({ length: 24 }, (_, at) => addMonths(`${from.slice(0, 8)}31`, at));
  return ends.some((end) => end <= until && Number(end.slice(-2)) < date);
}

/** The rules about the days and hours on which coupons work. Hours alone shut out no day. */
export const WINDOW_RULES = [
  {
    id: 'range-list-empty',
    reads: ['redemptionRange'],
    severity: 'warning',
    code: 729,
    check: ({ base, changed }) =>
      !changed('redemptionRange') && hasEmptyAxis(base.wire['redemptionRange'])
        ? 'An empty list of days or hours is stored. It is read as “any”; older versions of the API read it as “never”. Try it with one coupon to be sure.'
        : null,
  },
  {
    id: 'range-never-matches',
    reads: ['redemptionRange', 'validTillDate', 'redemptionValidFrom'],
    severity: 'warning',
    code: 729,
    check: (subject) => {
      const range = valueOrNull(subject.values.redemptionRange);
      const open = openDays(subject);
      if (!range || !open || firstDayInRange(range, open.from, open.until) !== null) return null;
      const what = range.dow.length === 0 ? 'these days of the month' : 'these days of the month and weekdays';
      return `No day from ${formatDay(open.from)} to the end on ${formatDay(open.until)} is on ${range.dom.length === 0 ? 'these weekdays' : what}, so nobody can redeem. Choose more days, or a later end.`;
    },
  },
  {
    id: 'range-misses-coupons',
    reads: ['redemptionRange', 'expiryStrategyValue', 'expiryStrategyType', 'redemptionValidAfterDays'],
    severity: 'warning',
    code: 729,
    check: (subject) => {
      const { values, today, couponEnd } = subject;
      const range = valueOrNull(values.redemptionRange);
      const open = openDays(subject);
      if (!range || !open || couponEnd === null) return null;
      const from = later(open.from, addDays(today, valueOrNull(values.redemptionValidAfterDays) ?? 0));
      if (from > couponEnd || firstDayInRange(range, from, couponEnd) !== null) return null;
      const next = firstDayInRange(range, from, open.until);
      return next === null
        ? null
        : `A coupon issued today expires on ${formatDay(couponEnd)}, before the next day that fits, ${formatDay(next)}. Let coupons live longer, or choose more days.`;
    },
  },
  {
    id: 'range-skips-months',
    reads: ['redemptionRange', 'validTillDate', 'redemptionValidFrom'],
    severity: 'warning',
    code: 729,
    check: (subject) => {
      const range = valueOrNull(subject.values.redemptionRange);
      const open = openDays(subject);
      const first = range?.dom[0] ?? 0;
      if (!range || first <= 28 || !open || firstDayInRange(range, open.from, open.until) === null) return null;
      return lacksIn(first, open.from, open.until)
        ? 'Months without these days are left out: nothing moves to their last day. Add the 28th if each month is meant.'
        : null;
    },
  },
] as const satisfies readonly Rule[];
