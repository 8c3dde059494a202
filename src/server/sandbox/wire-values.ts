import { isObject, type Json, type JsonObject } from '#values/json.ts';
import { cutToDay, printDay } from './cluster-dates.ts';
import { FIELDS, type WireField } from './field-table.ts';
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

/** JSON serialises -0 as 0. */
const withoutNegativeZero = (value: number) => (value === 0 ? 0 : value);

function toObject(key: string, sent: Json): JsonObject {
  if (!isObject(sent)) throw unreadable(`${key} is not an object`);
  return sent;
}

/** A 32-bit count and two 64-bit counts of milliseconds; other keys are dropped. */
function toNewCustomers(sent: JsonObject): JsonObject {
  const keys = ['validMaxUserTransactionLimit', 'validUserRegistrationStartTime', 'validUserRegistrationEndTime'];
  const entries = keys.flatMap((key): [string, Json][] => {
    const value = sent[key];
    if (value === undefined || value === null) return [];
    const isCount = key === 'validMaxUserTransactionLimit';
    return [[key, isCount ? int32(key, value) : withoutNegativeZero(Math.trunc(toNumber(key, value)))]];
  });
  return Object.fromEntries(entries);
}

/** Returns what the API stores for a sent value. It does not check ranges: -123 is stored as a limit. */
export function storedValue(key: string, { type }: WireField, sent: Json, zone: string): Json {
  switch (type) {
    case 'text':
      return toText(key, sent);
    case 'flag':
      return toFlag(key, sent);
    case 'int32':
      return int32(key, sent);
    case 'float32':
      return withoutNegativeZero(float32(key, sent));
    case 'cents':
      return withoutNegativeZero(roundToTwoDecimals(toNumber(key, sent)));
    case 'double':
      return withoutNegativeZero(toNumber(key, sent));
    case 'date':
      return printDay(cutToDay(key, toText(key, sent), zone), zone);
    case 'texts':
      return Object.fromEntries(
        Object.entries(toObject(key, sent)).map(([name, value]) => [name, toText(name, value)]),
      );
    case 'newCustomers':
      return toNewCustomers(toObject(key, sent));
    case 'hidden':
    case 'own':
      return sent;
  }
}

/** Returns a copy with its keys in the order of the API's answers. Keys that the table lacks come last. */
export function inAnswerOrder(wire: JsonObject): JsonObject {
  const keys = [...FIELDS.keys()].filter((key) => Object.hasOwn(wire, key));
  const unlisted = Object.keys(wire).filter((key) => !FIELDS.has(key));
  // Both lists contain keys of `wire` only.
  return Object.fromEntries([...keys, ...unlisted].map((key) => [key, wire[key] as Json]));
}

/** A text unchanged, a missing value as an empty text, others as JSON. */
export function plain(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
