import { dequal } from 'dequal/lite';
import { FIELD_KEYS, type FieldKey, fieldOf, type Values } from '#catalogue/catalogue.ts';
import { writeValue } from '#catalogue/codecs.ts';
import { emptyValue, isUnresolved, type Kind } from '#catalogue/model/kinds.ts';
import type { Json, JsonObject } from '#values/json.ts';
import { blockedBy, readField, wireOf, withWire } from '#catalogue/wire-path.ts';
import { isObject } from '#values/json.ts';
import type { Series } from './series.ts';

/** Reads a series object in the cluster's time zone. Never throws: preserves a malformed value and reports it. */
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
  // The loop above sets every key of the catalogue.
  return { wire, values: values as Values, unreadable };
}

export type Encoded =
  | { readonly body: JsonObject }
  | { readonly problems: readonly { readonly field: FieldKey; readonly message: string }[] };

/**
 * The object to PUT: the loaded one, with changed values replaced. An unchanged field keeps its wire value in any
 * shape, and a field with the value of the `restored` version gets its wire value from there. Unknown keys stay. Copies for
 * display and `warnings` are omitted. Returns problems if a value cannot be sent.
 */
export function encodeUpdate(
  base: Series,
  values: Values,
  clusterZone: string,
  restored: Series | null = null,
): Encoded {
  const problems: { field: FieldKey; message: string }[] = [];
  let body = withoutEdits(base.wire);
  for (const key of FIELD_KEYS) {
    if (dequal(values[key], base.values[key])) continue;
    const again = restored && dequal(values[key], restored.values[key]) ? restored.wire : null;
    const written =
      again && hasWireOf(again, key) ? { wire: wireOf(again, key) } : writeField(key, values[key], clusterZone);
    const blocked = blockedBy(body, key);
    if ('problem' in written) problems.push({ field: key, message: written.problem });
    else if (blocked !== null)
      problems.push({
        field: key,
        message: `It is part of ${blocked}, whose stored value could not be read.`,
      });
    else body = withWire(body, key, withOtherKeys(key, wireOf(again ?? base.wire, key), written.wire));
  }
  return problems.length > 0 ? { problems } : { body };
}

/** Whether the wire value says what the field is: it is there, or the API reads its absence as a value. */
function hasWireOf(wire: JsonObject, key: FieldKey): boolean {
  const { whenOmitted } = fieldOf(key);
  return wireOf(wire, key) !== undefined || 'value' in whenOmitted || 'reads' in whenOmitted;
}

/** The body of a PUT without edits. */
function withoutEdits(wire: JsonObject): JsonObject {
  let body = wire;
  for (const key of FIELD_KEYS) {
    const field = fieldOf(key);
    if (field.neverSent) body = withWire(body, key, undefined);
    // Some answers use another path than PUT accepts. Without the move, PUT would drop the value.
    const answeredAt = field.readAlso?.[0];
    if (answeredAt && Object.hasOwn(body, answeredAt) && blockedBy(body, key) === null) {
      const { [answeredAt]: moved, ...rest } = body;
      body = withWire(rest, key, wireOf(rest, key) ?? moved);
    }
  }
  return body;
}

/** The wire value of one field's form value; `undefined` if the key must be omitted. */
function writeField(
  key: FieldKey,
  value: Values[FieldKey],
  clusterZone: string,
): { readonly wire: Json | undefined } | { readonly problem: string } {
  const { kind, omitEmpty } = fieldOf(key);
  if (omitEmpty && !isUnresolved(value) && dequal(value, emptyValue(kind))) return { wire: undefined };
  return writeValue(kind, value as never, clusterZone);
}

/** The keys that identify a row of a list. */
const ROW_IDENTITY: Partial<Record<Kind['type'], readonly string[]>> = {
  products: ['productType'],
  places: ['redemptionOrgEntityType', 'orgEntityId'],
};

/** Preserves other keys in rows that stay, such as keys newer than our reference. */
function withOtherKeys(key: FieldKey, before: Json | undefined, after: Json | undefined): Json | undefined {
  const identity = ROW_IDENTITY[fieldOf(key).kind.type];
  if (!identity || !isList(before) || !isList(after)) return after;
  const idOf = (row: JsonObject) => JSON.stringify(identity.map((name) => row[name]));
  const rowsById = new Map<string, JsonObject[]>();
  for (const row of before.filter(isObject)) rowsById.set(idOf(row), [...(rowsById.get(idOf(row)) ?? []), row]);
  return after.map((row) => (isObject(row) ? { ...rowsById.get(idOf(row))?.shift(), ...row } : row));
}

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);
