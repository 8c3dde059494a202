import { dayOf, wallClock } from '#values/zone.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long ago in the fewest words: "2 h ago", "yesterday", "3 days ago", "12 Nov", "12 Nov 2025". Days are those of `zone`. */
export function relativeTime(instant: number, now: number, zone: string): string {
  const passed = now - instant;
  const then = wallClock(instant, zone);
  if (passed >= 0) {
    const days = Math.round((Date.parse(dayOf(now, zone)) - Date.parse(dayOf(instant, zone))) / DAY);
    if (passed < MINUTE) return 'just now';
    if (passed < HOUR) return `${Math.floor(passed / MINUTE)} min ago`;
    if (days === 0 || passed < 6 * HOUR) return `${Math.floor(passed / HOUR)} h ago`;
    if (days === 1) return 'yesterday';
    if (days < 7) return `${days} days ago`;
  }
  return then.format(then.year() === wallClock(now, zone).year() ? 'D MMM' : 'D MMM YYYY');
}
