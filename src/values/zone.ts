import dayjs from 'dayjs';
import utc from 'dayjs/plugin/utc.js';
dayjs.extend(utc);

const MINUTE = 60_000;
const DAY = 86_400_000;
// Days are compared as text, so they stay within four digits of year.
const FIRST_WALL = Date.parse('0000-01-01T00:00:00.000Z');
const LAST_WALL = Date.parse('9999-12-31T23:59:59.999Z');
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * Minutes east of UTC at `instant` (epoch ms) in the IANA zone. By Intl and not by dayjs' timezone plugin, which goes
 * through the machine's own zone and is wrong where that zone skips an hour.
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

/** The wall clock of `zone` at `instant`, as a dayjs value whose UTC fields read as local ones: for printing and arithmetic. */
export function wallClock(instant: number, zone: string): dayjs.Dayjs {
  return dayjs.utc(instant + offsetMinutes(instant, zone) * MINUTE);
}

/** The day of a wall clock; what lies outside the years 0 to 9999 becomes the first or last day of them. */
function dayOfWall(wall: number): Day {
  return new Date(Math.min(Math.max(wall, FIRST_WALL), LAST_WALL)).toISOString().slice(0, 10);
}

export function dayOf(instant: number, zone: string): Day {
  return dayOfWall(instant + offsetMinutes(instant, zone) * MINUTE);
}

/**
 * Epoch ms of a wall-clock time on a day in a zone. A time that the clock shows twice is the earlier one; a midnight that
 * daylight saving skips becomes the first moment after it.
 */
export function instantOf(day: Day, zone: string, time = '00:00:00.000'): number {
  const wall = Date.parse(`${day}T${time}Z`);
  const byOffsetBefore = wall - offsetMinutes(wall - DAY, zone) * MINUTE;
  const byOffsetAfter = wall - offsetMinutes(wall + DAY, zone) * MINUTE;
  const [early, late] = [Math.min(byOffsetBefore, byOffsetAfter), Math.max(byOffsetBefore, byOffsetAfter)];
  return early + offsetMinutes(early, zone) * MINUTE === wall ? early : late;
}

export function startOfDay(day: Day, zone: string): number {
  return instantOf(day, zone);
}

/** The last millisecond of a day in a zone. */
export function endOfDay(day: Day, zone: string): number {
  return instantOf(day, zone, '24:00:00.000') - 1;
}

export function addDays(day: Day, days: number): Day {
  return dayOfWall(Date.parse(day) + days * DAY);
}

/** The same day some months later, or that month's last where it is shorter. */
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

/** `2026-12-06T12:00:00+05:30`: the wall clock with the zone's offset, `Z` where that is zero. */
export function isoInZone(instant: number, zone: string): string {
  const minutes = offsetMinutes(instant, zone);
  return wallClock(instant, zone).format('YYYY-MM-DDTHH:mm:ss') + (minutes === 0 ? 'Z' : offsetText(minutes));
}

const DATE_TIME = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** Epoch ms of an ISO date or date-time, or null where it names no real moment. Without an offset it is read as UTC. */
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

/** The API has no empty date: it answers 1970-01-01 instead, as instant 0 or as that day's midnight in some zone. */
export function isNoDate(text: string): boolean {
  return text.startsWith('1970-01-01') || parseDateTime(text) === 0;
}

/** Whether it is the name of a time zone. Newer engines also take offsets, which know no daylight saving time. */
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
