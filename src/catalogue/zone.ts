import dayjs from 'dayjs';
import utc from 'dayjs/plugin/utc.js';
import type { Day } from './kinds.ts';

dayjs.extend(utc);

const MINUTE = 60_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * Minutes east of UTC at `instant` (epoch ms) in the IANA zone. By Intl and not by dayjs' timezone plugin, which goes
 * through the machine's own zone and is wrong where that zone skips an hour.
 */
export function offsetMinutes(instant: number, zone: string): number {
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

export function dayOf(instant: number, zone: string): Day {
  return wallClock(instant, zone).format('YYYY-MM-DD');
}

/** Epoch ms of a wall-clock time on a day in a zone; a time that daylight saving skips becomes the first moment after it. */
export function instantOf(day: Day, zone: string, time = '00:00:00.000'): number {
  const wall = Date.parse(`${day}T${time}Z`);
  const first = wall - offsetMinutes(wall, zone) * MINUTE;
  const second = wall - offsetMinutes(first, zone) * MINUTE;
  return offsetMinutes(second, zone) === offsetMinutes(first, zone) ? second : Math.max(first, second);
}

export function startOfDay(day: Day, zone: string): number {
  return instantOf(day, zone);
}

/** The last millisecond of a day in a zone. */
export function endOfDay(day: Day, zone: string): number {
  return startOfDay(addDays(day, 1), zone) - 1;
}

export function addDays(day: Day, days: number): Day {
  return dayjs.utc(day).add(days, 'day').format('YYYY-MM-DD');
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

export function isTimeZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}
