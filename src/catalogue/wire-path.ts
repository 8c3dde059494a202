import { dequal } from 'dequal/lite';
import { catalogue, type FieldKey, fieldOf } from './catalogue.ts';
import { type Read, readValue } from './codecs.ts';
import type { Kind, ValueOf } from './model/kinds.ts';
import type { Json, JsonObject } from '#values/json.ts';
import { isObject } from '#values/json.ts';

function valueAt(series: JsonObject, path: readonly string[]): Json | undefined {
  let current: Json | undefined = series;
  for (const step of path) {
    if (!isObject(current) || !Object.hasOwn(current, step)) return undefined;
    current = current[step];
  }
  return current;
}

/** The wire value of a field, from either of its paths; `undefined` if the key is absent or null. */
export function wireOf(series: JsonObject, key: FieldKey): Json | undefined {
  const field = fieldOf(key);
  const wire = valueAt(series, field.path) ?? (field.readAlso ? valueAt(series, field.readAlso) : undefined);
  if (!field.except || !isObject(wire)) return wire;
  return Object.fromEntries(Object.entries(wire).filter(([name]) => !field.except?.includes(name)));
}

/** Reads one field of a series in the cluster's zone. An absent or null key reads as the API's default. */
export function readField(series: JsonObject, key: FieldKey, zone: string): Read<ValueOf<Kind>> {
  const { kind, whenOmitted } = fieldOf(key);
  const wire = wireOf(series, key);
  if (wire !== undefined) return readValue(kind, wire, zone);
  const omitted = 'value' in whenOmitted ? whenOmitted.value : 'reads' in whenOmitted ? whenOmitted.reads : undefined;
  return readValue(kind, omitted, zone);
}

/** The outer key if the field sits inside an object but the stored value is something else; else null. */
export function blockedBy(series: JsonObject, key: FieldKey): string | null {
  const [outer, ...inner] = fieldOf(key).path;
  const container = Object.hasOwn(series, outer) ? series[outer] : undefined;
  return inner.length === 0 || container === undefined || container === null || isObject(container) ? null : outer;
}

/** A copy of the series with one field's wire value replaced; `undefined` removes the key. */
export function withWire(series: JsonObject, key: FieldKey, wire: Json | undefined): JsonObject {
  const field = fieldOf(key);
  let value = wire;
  if (field.except && isObject(wire)) {
    const stored = valueAt(series, field.path);
    const others = isObject(stored) ? Object.entries(stored).filter(([name]) => field.except?.includes(name)) : [];
    value = { ...wire, ...Object.fromEntries(others) };
  }
  return put(series, field.path, value);
}

function put(object: JsonObject, path: readonly string[], value: Json | undefined): JsonObject {
  const [step = '', ...rest] = path;
  let next = value;
  if (rest.length > 0) {
    const inner = Object.hasOwn(object, step) ? object[step] : undefined;
    next = put(isObject(inner) ? inner : {}, rest, value);
    if (Object.keys(next).length === 0) next = undefined;
  }
  if (next === undefined) return Object.fromEntries(Object.entries(object).filter(([name]) => name !== step));
  return { ...object, [step]: next };
}

const KNOWN_TOP_LEVEL_KEYS = new Set(
  (Object.keys(catalogue) as FieldKey[]).flatMap((key) => {
    const { path, readAlso } = fieldOf(key);
    return readAlso ? [path[0], readAlso[0]] : [path[0]];
  }),
);

/** Keys of the series without a catalogue entry. A save sends them back unchanged. */
function unknownKeys(series: JsonObject): readonly string[] {
  return Object.keys(series).filter((name) => !KNOWN_TOP_LEVEL_KEYS.has(name));
}

/** Objects that contain fields only, with the names of those fields. */
const KNOWN_NESTED_KEYS = new Map<string, Set<string>>();
for (const key of Object.keys(catalogue) as FieldKey[]) {
  const [outer, inner] = fieldOf(key).path;
  if (inner !== undefined) KNOWN_NESTED_KEYS.set(outer, (KNOWN_NESTED_KEYS.get(outer) ?? new Set()).add(inner));
}
// A field that is a whole object contains every other key of it.
for (const key of Object.keys(catalogue) as FieldKey[])
  if (fieldOf(key).path.length === 1) KNOWN_NESTED_KEYS.delete(fieldOf(key).path[0]);

/** Values without a catalogue entry by their key, also inside of objects: `targetUserDetails.brandNew`. */
export function unknownValues(series: JsonObject): ReadonlyMap<string, Json> {
  const values = new Map<string, Json>(unknownKeys(series).map((key) => [key, series[key] ?? null]));
  for (const [outer, known] of KNOWN_NESTED_KEYS) {
    const container = Object.hasOwn(series, outer) ? series[outer] : undefined;
    if (!isObject(container)) continue;
    for (const [name, value] of Object.entries(container)) if (!known.has(name)) values.set(`${outer}.${name}`, value);
  }
  return values;
}

export interface UnknownDifference {
  readonly key: string;
  readonly from: Json | undefined;
  readonly to: Json | undefined;
}

/** The values without a catalogue entry that differ between two series. */
export function unknownDifferences(first: JsonObject, second: JsonObject): readonly UnknownDifference[] {
  const [from, to] = [unknownValues(first), unknownValues(second)];
  return [...new Set([...from.keys(), ...to.keys()])]
    .filter((key) => !dequal(from.get(key), to.get(key)))
    .map((key) => ({ key, from: from.get(key), to: to.get(key) }));
}
