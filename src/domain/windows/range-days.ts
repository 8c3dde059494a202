import type { RedemptionRange } from '#catalogue/model/kinds.ts';
import type { Day } from '#values/zone.ts';
import { addDays } from '#values/zone.ts';

const DAY = 86_400_000;

/**
 * Any day of the month falls on any weekday again after at most this many days. The calendar repeats after 400 years, which
 * are whole weeks, and not after 28, because most centuries skip a leap year; over those 400 years the longest wait is for
 * a 31st (609 days), and 427 for all other days. A test walks them.
 */
export const LONGEST_WAIT = 609;

/** The first day, from `from` to `until` (both in), whose day of the month and weekday a range allows; null where there is none. */
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
