import { catalogue, type FieldKey, fieldOf } from './catalogue.ts';
import { type Read, readValue } from './codecs.ts';
import type { Kind, ValueOf } from './model/kinds.ts';
import type { Json, JsonObject } from '#values/json.ts';
import { isObject } from '#values/json.ts';

function at(series: JsonObject, path: readonly string[]): Json | undefined {
  let here: Json | undefined = series;
  for (const step of path) {
    if (!isObject(here) || !Object.hasOwn(here, step)) return undefined;
    here = here[step];
  }
  return here;
}

/** The wire value of a field, wherever the API put it; `undefined` where the key is absent or null. */
export function wireOf(series: JsonObject, key: FieldKey): Json | undefined {
  const field = fieldOf(key);
  const found = at(series, field.path) ?? (field.readAlso ? at(series, field.readAlso) : undefined);
  if (!field.except || !isObject(found)) return found;
  return Object.fromEntries(Object.entries(found).filter(([name]) => !field.except?.includes(name)));
}

/** Reads one field of a series in the cluster's zone. An absent or null key reads as what the API makes of leaving it out. */
export function readField(series: JsonObject, key: FieldKey, zone: string): Read<ValueOf<Kind>> {
  const { kind, whenOmitted } = fieldOf(key);
  const wire = wireOf(series, key);
  return readValue(kind, wire === undefined && 'value' in whenOmitted ? whenOmitted.value : wire, zone);
}

/** The outer key that would have to hold an object for this field and holds something else, or null. */
export function blockedBy(series: JsonObject, key: FieldKey): string | null {
  const [outer, ...inner] = fieldOf(key).path;
  const held = Object.hasOwn(series, outer) ? series[outer] : undefined;
  return inner.length === 0 || held === undefined || held === null || isObject(held) ? null : outer;
}

/** A copy of the series with one field's wire value replaced; `undefined` leaves the key out. */
export function withWire(series: JsonObject, key: FieldKey, wire: Json | undefined): JsonObject {
  const field = fieldOf(key);
  let value = wire;
  if (field.except && isObject(wire)) {
    const before = at(series, field.path);
    const kept = isObject(before) ? Object.entries(before).filter(([name]) => field.except?.includes(name)) : [];
    value = { ...wire, ...Object.fromEntries(kept) };
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

const KNOWN_TOP = new Set(
  (Object.keys(catalogue) as FieldKey[]).flatMap((key) => {
    const { path, readAlso } = fieldOf(key);
    return readAlso ? [path[0], readAlso[0]] : [path[0]];
  }),
);

/** Keys of the series that no catalogue entry knows. They are kept and sent back as they came. */
export function unknownKeys(series: JsonObject): readonly string[] {
  return Object.keys(series).filter((name) => !KNOWN_TOP.has(name));
}
