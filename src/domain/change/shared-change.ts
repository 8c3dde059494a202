import { EDITABLE_KEYS, type FieldKey, fieldOf, type Values } from '#catalogue/catalogue.ts';
import { isObject } from '#values/json.ts';
import type { Series } from '../series/series.ts';
import { draftValues, readDraft } from './drafts.ts';
import { merge, type Merge } from './merge.ts';

/** Increase it if older versions of the app would read a change wrongly. */
export const SHARED_FORMAT = 1;

/** A change of a form, to be sent to another person. */
export interface SharedChange {
  readonly format: number;
  readonly seriesId: number;
  /** The edited fields as they were stored, and as the form has them. */
  readonly from: Readonly<Record<string, unknown>>;
  readonly to: Readonly<Record<string, unknown>>;
}

/** The edited fields of a form. */
export function sharedChange(base: Series, values: Values): SharedChange {
  const to = draftValues(base, values);
  const from = Object.fromEntries(Object.keys(to).map((key) => [key, base.values[key as FieldKey]]));
  return { format: SHARED_FORMAT, seriesId: Number(base.wire['id']), from, to };
}

/** Checks the outline of a change that was received; the values of its fields are checked by `mergeShared`. */
export const isSharedChange = (value: unknown): value is SharedChange =>
  isObject(value) &&
  Number.isInteger(value['format']) &&
  Number.isInteger(value['seriesId']) &&
  isObject(value['from']) &&
  isObject(value['to']);

export interface MergedShared extends Merge {
  /** The series as the change saw it, as far as the change knows. */
  readonly base: Series;
  readonly mine: Values;
  /** The fields that the change sets to another value than the series has. */
  readonly changed: readonly FieldKey[];
  /** What this version of the app cannot read: labels of fields, or the keys of unknown ones. */
  readonly unreadable: readonly string[];
}

/** Applies a received change to the series as it is now, like any merge: a field that was changed since is a clash. */
export function mergeShared(current: Series, { from, to }: SharedChange, clusterZone: string): MergedShared {
  const [before, after] = [from, to].map((values) => readDraft(current.wire, values, clusterZone));
  if (!before || !after) throw new Error('A change has two sides.');
  const isKnown = (key: FieldKey) => isIn(key, from, before.dropped) && isIn(key, to, after.dropped);
  const fields = EDITABLE_KEYS.filter(isKnown);
  const base = { ...current, values: withFields(current.values, fields, before.values) };
  const mine = withFields(base.values, fields, after.values);
  const merged = merge(base, mine, current);
  const changed = fields.filter((key) => key in draftValues(current, merged.values));
  const named = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  return {
    ...merged,
    base,
    mine,
    changed,
    unreadable: named.filter((key) => !fields.some((field) => field === key)).map(labelOf),
  };
}

const labelOf = (key: string) => {
  const field = EDITABLE_KEYS.find((editable) => editable === key);
  return field ? fieldOf(field).label : key;
};
const isIn = (key: FieldKey, values: SharedChange['to'], dropped: readonly string[]) =>
  Object.hasOwn(values, key) && !dropped.includes(fieldOf(key).label);
const withFields = (values: Values, keys: readonly FieldKey[], from: Values): Values => ({
  ...values,
  ...Object.fromEntries(keys.map((key) => [key, from[key]])),
});
