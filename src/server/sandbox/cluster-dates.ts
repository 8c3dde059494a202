import { unreadable } from './refusal.ts';

/** The API's "no date" in every zone: the epoch. */
export const NO_DATE = '1970-01-01T00:00:00Z';

const MINUTE = 60_000;
const DAY = 86_400_000;
const EARLIEST = Date.UTC(1000, 0, 1);
const LATEST = Date.UTC(9999, 11, 30);
const DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
const isInCalendar = (instant: number) => instant >= EARLIEST && instant <= LATEST;
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  let clock = clocks.get(zone);
  if (!clock) {
    const digits = 'numeric';
    const parts = { year: digits, month: digits, day: digits, hour: digits, minute: digits, second: digits } as const;
    clock = new Intl.DateTimeFormat('en-US', { ...parts, timeZone: zone, calendar: 'gregory', hourCycle: 'h23' });
    clocks.set(zone, clock);
  }
  return clock;
}

/** What the cluster's clock shows at `instant`, as epoch ms of the same clock time in UTC. Offsets are whole minutes. */
function clockTime(instant: number, zone: string): number {
  const shown = Object.fromEntries(
    clockOf(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = shown;
  const offset = Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
  return instant + Math.trunc(offset / MINUTE) * MINUTE;
}

/**
 * The first minute at which the cluster's clock shows `time` or later. The clock may skip `time` itself, or show it twice.
 */
function firstMinute(time: number, zone: string): number {
  // No zone is a day away from UTC.
  let [early, late] = [time - DAY, time + DAY];
  while (late - early > MINUTE) {
    const middle = early + Math.floor((late - early) / MINUTE / 2) * MINUTE;
    if (clockTime(middle, zone) < time) early = middle;
    else late = middle;
  }
  const east = (instant: number) => clockTime(instant, zone) - instant;
  if (east(late - DAY) <= east(late)) return late;
  // The clock went back within a day, so it may have shown `time` before: the halving above can miss that.
  let minute = late - DAY;
  while (clockTime(minute, zone) < time) minute += MINUTE;
  return minute;
}

/** The day that the cluster's clock shows at `instant`, as epoch ms of its start in UTC. */
const clockDay = (instant: number, zone: string) => Math.floor(clockTime(instant, zone) / DAY) * DAY;

/** The midnight (epoch ms) at which the cluster's day of `instant` starts. */
export function midnightBefore(instant: number, zone: string): number {
  return firstMinute(clockDay(instant, zone), zone);
}

/** The last second (epoch ms) of the cluster's day that starts at `midnight`. */
export function lastSecond(midnight: number, zone: string): number {
  return firstMinute(clockDay(midnight, zone) + DAY, zone) - 1000;
}

/** `2026-12-06 12:00:00` on the cluster's clock. */
export function printClock(instant: number, zone: string): string {
  return new Date(clockTime(instant, zone)).toISOString().slice(0, 19).replace('T', ' ');
}

/** As answers print a moment: the cluster's clock with its offset, or `Z` for UTC: `2026-12-06T12:00:00+05:30`. */
export function printMoment(instant: number, zone: string): string {
  const minutes = (clockTime(instant, zone) - instant) / MINUTE;
  const [hours, rest] = [Math.trunc(Math.abs(minutes) / 60), Math.abs(minutes) % 60].map((part) =>
    String(part).padStart(2, '0'),
  );
  const offset = minutes === 0 ? 'Z' : `${minutes < 0 ? '-' : '+'}${hours}:${rest}`;
  return printClock(instant, zone).replace(' ', 'T') + offset;
}

/**
 * Returns epoch ms of a date as the API reads it, or null: parts that are too large roll over (second 79 is 19 seconds
 * into the next minute). Without an offset the time is in the cluster's zone.
 */
export function readMoment(text: string, zone: string): number | null {
  const match = DATE.exec(text.trim());
  if (!match) return null;
  const [, year, month, day, hour = 0, minute = 0, second = 0, offset] = match;
  const time = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  if (offset === undefined) return isInCalendar(time) ? firstMinute(time, zone) : null;
  const east = offset === 'Z' ? 0 : Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  const instant = time - (offset.startsWith('-') ? -east : east) * MINUTE;
  return isInCalendar(instant) ? instant : null;
}

/**
 * Returns the midnight (epoch ms) of the day in the cluster's zone that contains the sent moment, or null for the epoch.
 * A midnight sent from east of the cluster therefore becomes the day before.
 */
export function cutToDay(key: string, text: string, zone: string): number | null {
  const instant = readMoment(text, zone);
  if (instant === null) throw unreadable(`${key} is not a date`);
  const midnight = midnightBefore(instant, zone);
  return instant === 0 || clockDay(instant, zone) === 0 ? null : midnight;
}

/** As answers print a midnight from `cutToDay`. */
export function printDay(midnight: number | null, zone: string): string {
  return midnight === null ? NO_DATE : printMoment(midnight, zone);
}

/** Whether this is an IANA time zone name. */
export function isZone(zone: string): boolean {
  try {
    return /^[a-z]/i.test(zone) && clockOf(zone) !== undefined;
  } catch {
    return false;
  }
}
