import { dequal } from 'dequal/lite';
import { EDITABLE_KEYS, type FieldKey, fieldOf, type Values } from '#catalogue/catalogue.ts';
import { isUnresolved, type Kind, type KindType } from '#catalogue/model/kinds.ts';
import { isObject, type JsonObject } from '#values/json.ts';
import type { Series } from '../series/series.ts';
import { decodeSeries } from '../series/series-codec.ts';

/** An unsaved edit, read back. */
export interface ReadDraft {
  /** The stored series that the edit started from. */
  readonly base: Series;
  readonly values: Values;
  /** What this version of the app cannot read: labels of fields, or the keys of unknown ones. */
  readonly dropped: readonly string[];
}

/** The part of an edit that a draft stores: the editable fields whose form value differs from the stored one. */
export function draftValues(base: Series, values: Values): Partial<Values> {
  const edited = EDITABLE_KEYS.filter((key) => !dequal(values[key], base.values[key]));
  return Object.fromEntries(edited.map((key) => [key, values[key]]));
}

/** Reads a draft, also one of another version of the app: drops what is not a value of its field, and names it. */
export function readDraft(base: JsonObject, stored: Readonly<Record<string, unknown>>, clusterZone: string): ReadDraft {
  const series = decodeSeries(base, clusterZone);
  const isReadable = (key: string): key is FieldKey =>
    isEditable(key) && (isStandIn(stored[key]) || isValueOf(fieldOf(key).kind, stored[key]));
  const keys = Object.keys(stored);
  const values = Object.fromEntries(keys.filter(isReadable).map((key) => [key, stored[key]]));
  const dropped = keys.filter((key) => !isReadable(key));
  return {
    base: series,
    values: { ...series.values, ...values },
    dropped: dropped.map((key) => (isEditable(key) ? fieldOf(key).label : key)),
  };
}

const isEditable = (key: string): key is FieldKey => EDITABLE_KEYS.some((editable) => editable === key);

/** An `Unresolved`: text that is not a valid value, and the two kinds of missing values. */
function isStandIn(value: unknown): boolean {
  if (!isUnresolved(value)) return false;
  if (value.unresolved === 'draft') return typeof value.text === 'string';
  return value.unresolved === 'notReturned' || (value.unresolved === 'unreadable' && 'raw' in value);
}

const isNumber = (value: unknown) => typeof value === 'number';
const isNumberOrNull = (value: unknown) => value === null || isNumber(value);
const isText = (value: unknown) => typeof value === 'string';
const isListOf = (value: unknown, isItem: (item: unknown) => boolean) => Array.isArray(value) && value.every(isItem);
const isNumbers = (value: unknown) => isListOf(value, isNumber);

/** Date.parse accepts 30 February. */
const isDay = (text: string) =>
  /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);

const CHECKS: Readonly<Record<KindType, (value: unknown) => boolean>> = {
  text: isText,
  flag: (value) => typeof value === 'boolean',
  choice: isText,
  number: isNumberOrNull,
  limit: isNumberOrNull,
  day: (value) => value === null || (typeof value === 'string' && isDay(value)),
  instant: (value) => value === null || isText(value),
  epoch: isNumberOrNull,
  ids: isNumbers,
  range: (value) => isObject(value) && ['dom', 'dow', 'hours'].every((axis) => isNumbers(value[axis])),
  properties: (value) => isListOf(value, (row) => isObject(row) && isText(row['key']) && isText(row['value'])),
  products: (value) => isListOf(value, (row) => isObject(row) && isText(row['type']) && isNumbers(row['ids'])),
  places: (value) => isListOf(value, (row) => isObject(row) && isText(row['type']) && isNumber(row['id'])),
  raw: (value) => value !== undefined,
};

function isValueOf(kind: Kind, value: unknown): boolean {
  if (kind.type === 'choice' && typeof value === 'string') return value === '' || Object.hasOwn(kind.options, value);
  return CHECKS[kind.type](value);
}
