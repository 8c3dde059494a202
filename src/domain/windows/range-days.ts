import type { RedemptionRange } from '#catalogue/model/kinds.ts';
import { AXES } from '#catalogue/range.ts';
import { addDays, type Day } from '#values/zone.ts';
import { DAY } from '#values/durations.ts';

/**
 * Maximum number of days until a day of the month falls on a given weekday again. The calendar repeats after 400 years
 * (whole weeks), and not after 28, because most centuries skip a leap year. The maximum over 400 years is 609 days for
 * the 31st and 427 for other days. A test checks all of them.
 */
export const LONGEST_WAIT = 609;

/** The first day from `from` to `until` (inclusive) whose day of the month and weekday the range allows, or null. */
export function firstDayInRange({ dom, dow }: RedemptionRange, from: Day, until: Day): Day | null {
  if (from > until) return null;
  if (dom.length === 0 && dow.length === 0) return from;
  const start = Date.parse(from);
  const last = Math.min(LONGEST_WAIT - 1, Math.round((Date.parse(until) - start) / DAY));
  for (let offset = 0; offset <= last; offset += 1) {
    const date = new Date(start + offset * DAY);
    const weekday = date.getUTCDay() || 7;
    if ((dom.length === 0 || dom.includes(date.getUTCDate())) && (dow.length === 0 || dow.includes(weekday)))
      return addDays(from, offset);
  }
  return null;
}

/** The last such day, or null. */
export function lastDayInRange(range: RedemptionRange, from: Day, until: Day): Day | null {
  for (let offset = 0; offset < LONGEST_WAIT; offset += 1) {
    const day = addDays(until, -offset);
    if (day < from) return null;
    if (firstDayInRange(range, day, day) !== null) return day;
  }
  return null;
}

/** Whether an axis restricts nothing: no value is chosen, or every value is. */
export function isFull(range: RedemptionRange, axis: keyof RedemptionRange): boolean {
  const { min, max } = AXES[axis];
  return range[axis].length === 0 || range[axis].length > max - min;
}

/** Whether the range excludes whole days. */
export const choosesDays = (range: RedemptionRange) => !isFull(range, 'dom') || !isFull(range, 'dow');
