import { dayOf, wallClock } from '#values/zone.ts';
import { DAY, HOUR, MINUTE } from '#values/durations.ts';

/**
 * Relative time, short: "2 h ago", "yesterday", "3 days ago", "12 Nov", "12 Nov 2025". `instant` and `now` in epoch ms;
 * days are those of `zone`.
 */
export function relativeTime(instant: number, now: number, zone: string): string {
  const elapsed = now - instant;
  const local = wallClock(instant, zone);
  if (elapsed >= 0) {
    const days = Math.round((Date.parse(dayOf(now, zone)) - Date.parse(dayOf(instant, zone))) / DAY);
    if (elapsed < MINUTE) return 'just now';
    if (elapsed < HOUR) return `${Math.floor(elapsed / MINUTE)} min ago`;
    if (days === 0 || elapsed < 6 * HOUR) return `${Math.floor(elapsed / HOUR)} h ago`;
    if (days === 1) return 'yesterday';
    if (days < 7) return `${days} days ago`;
  }
  return local.format(local.year() === wallClock(now, zone).year() ? 'D MMM' : 'D MMM YYYY');
}
