import dayjs from 'dayjs';
import utc from 'dayjs/plugin/utc.js';
import { DAY, MINUTE } from './durations.ts';
dayjs.extend(utc);

// Days are compared as text, so their years need exactly four digits.
const FIRST_WALL = Date.parse('0000-01-01T00:00:00.000Z');
const LAST_WALL = Date.parse('9999-12-31T23:59:59.999Z');
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * Minutes east of UTC at `instant` (epoch ms) in the IANA zone. Uses Intl because dayjs' timezone plugin goes through
 * the machine's zone and is wrong when that zone skips an hour.
 */
function offsetMinutes(instant: number, zone: string): number {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    formats.set(zone, format);
  }
  const name = format.formatToParts(instant).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const match = /GMT([+-])(\d{2}):(\d{2})/.exec(name);
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]));
}

/** The wall clock of `zone` at `instant` (epoch ms), as a dayjs value whose UTC fields are the local ones. */
export function wallClock(instant: number, zone: string): dayjs.Dayjs {
  return dayjs.utc(instant + offsetMinutes(instant, zone) * MINUTE);
}

/** The day of a wall clock, clamped to the years 0 to 9999. */
function dayOfWall(wall: number): Day {
  return new Date(Math.min(Math.max(wall, FIRST_WALL), LAST_WALL)).toISOString().slice(0, 10);
}

/** The calendar day at `instant` (epoch ms) in an IANA zone. */
export function dayOf(instant: number, zone: string): Day {
  return dayOfWall(instant + offsetMinutes(instant, zone) * MINUTE);
}

/**
 * Epoch ms of a wall-clock time on a day in an IANA zone. Returns the earlier of two moments if the clock shows the
 * time twice, and the first moment after the gap if daylight saving skips it.
 */
export function instantOf(day: Day, zone: string, time = '00:00:00.000'): number {
  const wall = Date.parse(`${day}T${time}Z`);
  const byOffsetBefore = wall - offsetMinutes(wall - DAY, zone) * MINUTE;
  const byOffsetAfter = wall - offsetMinutes(wall + DAY, zone) * MINUTE;
  const [early, late] = [Math.min(byOffsetBefore, byOffsetAfter), Math.max(byOffsetBefore, byOffsetAfter)];
  const shown = (instant: number) => instant + offsetMinutes(instant, zone) * MINUTE;
  if (shown(early) === wall) return early;
  if (shown(late) === wall) return late;
  // The gap ends between the two, and not at `late` if it began before `wall`.
  let [before, after] = [early, late];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (shown(middle) < wall) before = middle;
    else after = middle;
  }
  return after;
}

/** The first millisecond of a day in a zone, as epoch ms. */
export function startOfDay(day: Day, zone: string): number {
  return instantOf(day, zone);
}

/** The last millisecond of a day in a zone, as epoch ms. */
export function endOfDay(day: Day, zone: string): number {
  return instantOf(day, zone, '24:00:00.000') - 1;
}

export function addDays(day: Day, days: number): Day {
  return dayOfWall(Date.parse(day) + days * DAY);
}

/** The same day of the month `months` later, or the last day if that month is shorter. */
export function addMonths(day: Day, months: number): Day {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const lastDate = new Date(Date.UTC(2000, 0)).setUTCFullYear(year, month + months, 0);
  if (Number.isNaN(lastDate)) return dayOfWall(months < 0 ? FIRST_WALL : LAST_WALL);
  return dayOfWall(lastDate - Math.max(0, new Date(lastDate).getUTCDate() - date) * DAY);
}

export function lastDayOfMonth(day: Day): Day {
  return addMonths(`${day.slice(0, 8)}31`, 0);
}

function offsetText(minutes: number): string {
  const sign = minutes < 0 ? '-' : '+';
  const abs = Math.abs(minutes);
  return `${sign}${String(Math.floor(abs / 60)).padStart(2, '0')}:${String(abs % 60).padStart(2, '0')}`;
}

/** `2026-12-06T12:00:00+05:30`: the wall clock with the zone's offset, or `Z` if the offset is zero. */
export function isoInZone(instant: number, zone: string): string {
  const minutes = offsetMinutes(instant, zone);
  return wallClock(instant, zone).format('YYYY-MM-DDTHH:mm:ss') + (minutes === 0 ? 'Z' : offsetText(minutes));
}

const DATE_TIME = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** Epoch ms of an ISO date or date-time, or null if no such moment exists. A text without an offset is UTC. */
export function parseDateTime(text: string): number | null {
  const match = DATE_TIME.exec(text);
  if (!match) return null;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', offset = 'Z'] = match;
  const milliseconds = Number(fraction.padEnd(3, '0').slice(0, 3));
  const parts = [Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)] as const;
  const wall = Date.UTC(...parts, milliseconds);
  const date = new Date(wall);
  const exists =
    Number(year) >= 1000 &&
    date.getUTCMonth() === parts[1] &&
    date.getUTCDate() === parts[2] &&
    date.getUTCHours() === parts[3] &&
    date.getUTCMinutes() === parts[4] &&
    date.getUTCSeconds() === parts[5];
  if (!exists) return null;
  if (offset === 'Z') return wall;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  if (minutes > 18 * 60) return null;
  return wall - (offset.startsWith('-') ? -1 : 1) * minutes * MINUTE;
}

/** The API writes "no date" as 1970-01-01: as the instant 0, or as midnight of that day in some zone. */
export function isNoDate(text: string): boolean {
  return text.startsWith('1970-01-01') || parseDateTime(text) === 0;
}

/** Whether this is an IANA time zone name. Newer engines also accept offsets, which have no daylight saving time. */
export function isTimeZone(zone: string): boolean {
  if (/^[+-]/.test(zone)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}

/** A calendar day without a zone, `YYYY-MM-DD`. */
export type Day = string;
