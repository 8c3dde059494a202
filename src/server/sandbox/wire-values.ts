import type { Kind } from '#catalogue/model/kinds.ts';
import type { Json } from '#values/json.ts';
import { dayOf, instantOf, isoInZone, startOfDay } from '#values/zone.ts';
import { NO_DATE } from '../samples/build-series.ts';
import { unreadable } from './refusal.ts';

function toNumber(key: string, sent: Json): number {
  const text = typeof sent === 'string' ? sent.trim() : '';
  const value = typeof sent === 'number' ? sent : text === '' ? Number.NaN : Number(text);
  // JSON has no infinity, but 1e999 parses to it.
  if (!Number.isFinite(value)) throw unreadable(`${key} is not a number`);
  return value;
}

/** Returns the low 32 bits, without a warning: 10000000297830 becomes 1316432742. */
export function int32(key: string, sent: Json): number {
  return Number(BigInt.asIntN(32, BigInt(Math.trunc(toNumber(key, sent)))));
}

/** Returns the nearest 32-bit float as a double: 150000000000000 becomes 150000004759552. */
function float32(key: string, sent: Json): number {
  const value = Math.fround(toNumber(key, sent));
  if (!Number.isFinite(value)) throw unreadable(`${key} is out of range`);
  return value;
}

/** Above 1e13 a double has too few decimals left to round. */
const roundToTwoDecimals = (value: number) => (Math.abs(value) > 1e13 ? value : Math.round(value * 100) / 100);

/** The API converts numbers and flags in text fields to text without a warning; it refuses objects and lists only. */
export function toText(key: string, sent: Json): string {
  if (typeof sent === 'object') throw unreadable(`${key} is not a text`);
  return String(sent);
}

function toFlag(key: string, sent: Json): boolean {
  if (typeof sent === 'boolean') return sent;
  if (sent === 'true' || sent === 'false') return sent === 'true';
  throw unreadable(`${key} is not true or false`);
}

const DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
const MINUTE = 60_000;
const EARLIEST = Date.UTC(1000, 0, 1);
const LATEST = Date.UTC(9999, 11, 30);

/**
 * Returns epoch ms of a date as the API reads it: parts that are too large roll over (second 79 is 19 seconds into the
 * next minute). Without an offset the time is in the cluster's zone.
 */
function lenientInstant(key: string, text: string, zone: string): number {
  const match = DATE.exec(text.trim());
  if (!match) throw unreadable(`${key} is not a date`);
  const [, year, month, day, hour = '0', minute = '0', second = '0', offset] = match;
  const wallClockMs = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  );
  const offsetMs =
    offset === undefined || offset === 'Z' ? 0 : (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2))) * MINUTE;
  const instant = offset?.startsWith('-') ? wallClockMs + offsetMs : wallClockMs - offsetMs;
  if (instant < EARLIEST || instant > LATEST) throw unreadable(`${key} is out of range`);
  if (offset !== undefined) return instant;
  const [clockDay = '', clockTime = ''] = new Date(wallClockMs).toISOString().slice(0, 23).split('T');
  return instantOf(clockDay, zone, clockTime);
}

/**
 * Returns the midnight (epoch ms) of the day in the cluster's zone that contains the sent instant, or null for the epoch.
 * A midnight sent from east of the cluster therefore becomes the day before.
 */
export function cutToDay(key: string, sent: Json, zone: string): number | null {
  const instant = lenientInstant(key, toText(key, sent), zone);
  const day = dayOf(instant, zone);
  return instant === 0 || day === '1970-01-01' ? null : startOfDay(day, zone);
}

/** The API's format of a midnight from `cutToDay`. */
export function answeredDay(midnight: number | null, zone: string): string {
  return midnight === null ? NO_DATE : isoInZone(midnight, zone);
}

/** JSON serialises -0 as 0. */
const withoutNegativeZero = (value: number) => (value === 0 ? 0 : value);

/** Returns what the API stores for a sent value. It does not check ranges: -123 is stored as a limit. */
export function storedValue(key: string, kind: Kind, sent: Json, zone: string): Json {
  switch (kind.type) {
    case 'text':
    case 'choice':
    case 'ids':
    case 'range':
      return toText(key, sent);
    case 'flag':
      return toFlag(key, sent);
    case 'number':
    case 'limit':
      // The only amount stored as a 32-bit float. The cap has two decimals, bill amounts are doubles.
      if (key === 'discountValue') return withoutNegativeZero(float32(key, sent));
      if (key === 'discountUpto') return withoutNegativeZero(roundToTwoDecimals(toNumber(key, sent)));
      return kind.integer ? int32(key, sent) : withoutNegativeZero(toNumber(key, sent));
    case 'day':
      return answeredDay(cutToDay(key, sent, zone), zone);
    case 'epoch':
      return withoutNegativeZero(Math.trunc(toNumber(key, sent)));
    default:
      return sent;
  }
}
