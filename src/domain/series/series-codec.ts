import { dequal } from 'dequal/lite';
import { FIELD_KEYS, type FieldKey, fieldOf, type Values } from '#catalogue/catalogue.ts';
import { writeValue } from '#catalogue/codecs.ts';
import { emptyValue, isUnresolved, type Kind } from '#catalogue/model/kinds.ts';
import type { Json, JsonObject } from '#values/json.ts';
import { blockedBy, readField, wireOf, withWire } from '#catalogue/wire-path.ts';
import { isObject } from '#values/json.ts';
import type { Series } from './series.ts';

/** Reads a series object in the cluster's time zone. A malformed value is kept and reported, never thrown. */
export function decodeSeries(wire: JsonObject, clusterZone: string): Series {
  const values: Partial<Record<FieldKey, unknown>> = {};
  const unreadable: Partial<Record<FieldKey, string>> = {};
  for (const key of FIELD_KEYS) {
    const read = readField(wire, key, clusterZone);
    if ('value' in read) values[key] = read.value;
    else {
      values[key] = read.unresolved;
      if (read.unresolved.unresolved === 'unreadable') unreadable[key] = read.problem;
    }
  }
  // Every key of the catalogue was set in the loop above.
  return { wire, values: values as Values, unreadable };
}

export type Encoded =
  | { readonly body: JsonObject }
  | { readonly problems: readonly { readonly field: FieldKey; readonly message: string }[] };

/**
 * The object to PUT: the loaded one with the edited values written over it. A field whose value is what was loaded keeps its
 * wire value as it came, whatever its shape; unknown keys stay; display twins and `warnings` are left out.
 */
export function encodeUpdate(base: Series, values: Values, clusterZone: string): Encoded {
  const problems: { field: FieldKey; message: string }[] = [];
  let body = outgoing(base.wire);
  for (const key of FIELD_KEYS) {
    if (dequal(values[key], base.values[key])) continue;
    const written = writeField(key, values[key], clusterZone);
    const blocked = blockedBy(body, key);
    if ('problem' in written) problems.push({ field: key, message: written.problem });
    else if (blocked !== null)
      problems.push({
        field: key,
        message: `It belongs inside ${blocked}, and what is stored there could not be read.`,
      });
    else body = withWire(body, key, withOldKeys(key, wireOf(base.wire, key), written.wire));
  }
  return problems.length > 0 ? { problems } : { body };
}

/** The loaded object as it goes back without an edit. */
function outgoing(wire: JsonObject): JsonObject {
  let body = wire;
  for (const key of FIELD_KEYS) {
    const field = fieldOf(key);
    if (field.neverSent) body = withWire(body, key, undefined);
    // Answered at another place than it must be sent at: moved, or PUT would drop it.
    const twin = field.readAlso?.[0];
    if (twin && Object.hasOwn(body, twin) && blockedBy(body, key) === null) {
      const { [twin]: moved, ...rest } = body;
      body = withWire(rest, key, wireOf(rest, key) ?? moved);
    }
  }
  return body;
}

/** The wire value of one field's form value; `undefined` where it is sent by leaving the key out. */
function writeField(
  key: FieldKey,
  value: Values[FieldKey],
  clusterZone: string,
): { readonly wire: Json | undefined } | { readonly problem: string } {
  const { kind, omitEmpty } = fieldOf(key);
  if (omitEmpty && !isUnresolved(value) && dequal(value, emptyValue(kind))) return { wire: undefined };
  return writeValue(kind, value as never, clusterZone);
}

/** What a row of a list is known again by. */
const ROW_NAMES: Partial<Record<Kind['type'], readonly string[]>> = {
  products: ['productType'],
  places: ['redemptionOrgEntityType', 'orgEntityId'],
};

/** Rows that stay keep what else the API had put in them, such as keys newer than our reference. */
function withOldKeys(key: FieldKey, before: Json | undefined, after: Json | undefined): Json | undefined {
  const names = ROW_NAMES[fieldOf(key).kind.type];
  if (!names || !isList(before) || !isList(after)) return after;
  const nameOf = (row: JsonObject) => JSON.stringify(names.map((name) => row[name]));
  const old = new Map<string, JsonObject[]>();
  for (const row of before.filter(isObject)) old.set(nameOf(row), [...(old.get(nameOf(row)) ?? []), row]);
  return after.map((row) => (isObject(row) ? { ...old.get(nameOf(row))?.shift(), ...row } : row));
}

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/** The series object inside the API's request wrapper, or null where there is none. */
export function unwrap(body: unknown): JsonObject | null {
  return isObject(body) && isObject(body['CouponSeriesV2']) ? body['CouponSeriesV2'] : null;
}
