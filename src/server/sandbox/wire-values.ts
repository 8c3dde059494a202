import type { Kind } from '#catalogue/model/kinds.ts';
import type { Json } from '#values/json.ts';
import { dayOf, instantOf, isoInZone, startOfDay } from '#values/zone.ts';
import { NO_DATE } from '../samples/build-series.ts';
import { unreadable } from './refusal.ts';

function toNumber(key: string, sent: Json): number {
  const text = typeof sent === 'string' ? sent.trim() : '';
  const value = typeof sent === 'number' ? sent : text === '' ? Number.NaN : Number(text);
  // JSON has no infinity, yet 1e999 parses to it.
  if (!Number.isFinite(value)) throw unreadable(`${key} is not a number`);
  return value;
}

/** The low 32 bits and no warning: 10000000297830 becomes 1316432742. */
export function int32(key: string, sent: Json): number {
  return Number(BigInt.asIntN(32, BigInt(Math.trunc(toNumber(key, sent)))));
}

/** The nearest 32-bit float, answered as the double it is: 150000000000000 becomes 150000004759552. */
function float32(key: string, sent: Json): number {
  const value = Math.fround(toNumber(key, sent));
  if (!Number.isFinite(value)) throw unreadable(`${key} is out of range`);
  return value;
}

/** Doubles beyond this have no decimals left to round. */
const twoDecimals = (value: number) => (Math.abs(value) > 1e13 ? value : Math.round(value * 100) / 100);

/** The API writes numbers and flags into text fields without a word; only objects and lists are refused. */
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
 * Epoch ms of a date as the API reads it: parts that are too large roll over (second 79 is 19 seconds into the next minute)
 * instead of being refused. Without an offset the time is on the cluster's clock.
 */
function lenientInstant(key: string, text: string, zone: string): number {
  const match = DATE.exec(text.trim());
  if (!match) throw unreadable(`${key} is not a date`);
  const [, year, month, day, hour = '0', minute = '0', second = '0', offset] = match;
  const wall = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  const east =
    offset === undefined || offset === 'Z' ? 0 : (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2))) * MINUTE;
  const instant = offset?.startsWith('-') ? wall + east : wall - east;
  if (instant < EARLIEST || instant > LATEST) throw unreadable(`${key} is out of range`);
  if (offset !== undefined) return instant;
  const [clockDay = '', clockTime = ''] = new Date(wall).toISOString().slice(0, 23).split('T');
  return instantOf(clockDay, zone, clockTime);
}

/**
 * Midnight (epoch ms) of the day on the cluster's calendar that holds the sent moment, or null for the epoch. A midnight sent
 * from east of the cluster therefore lands on the day before.
 */
export function cutToDay(key: string, sent: Json, zone: string): number | null {
  const instant = lenientInstant(key, toText(key, sent), zone);
  const day = dayOf(instant, zone);
  return instant === 0 || day === '1970-01-01' ? null : startOfDay(day, zone);
}

/** How the API answers such a midnight. */
export function answeredDay(midnight: number | null, zone: string): string {
  return midnight === null ? NO_DATE : isoInZone(midnight, zone);
}

/** JSON writes -0 as 0. */
const positiveZero = (value: number) => (value === 0 ? 0 : value);

/** What the API stores of a sent value. There are no range checks: -123 is stored as a limit. */
export function stored(key: string, kind: Kind, sent: Json, zone: string): Json {
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
      // The one amount kept as a 32-bit float; the cap has two decimals, and bill amounts are doubles.
      if (key === 'discountValue') return positiveZero(float32(key, sent));
      if (key === 'discountUpto') return positiveZero(twoDecimals(toNumber(key, sent)));
      return kind.integer ? int32(key, sent) : positiveZero(toNumber(key, sent));
    case 'day':
      return answeredDay(cutToDay(key, sent, zone), zone);
    case 'epoch':
      return positiveZero(Math.trunc(toNumber(key, sent)));
    default:
      return sent;
  }
}
