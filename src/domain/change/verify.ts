import { dequal } from 'dequal/lite';
import { EDITABLE_KEYS, type FieldKey, fieldOf, type Values } from '#catalogue/catalogue.ts';
import { sameAmount } from '#catalogue/codecs.ts';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import type { Json, JsonObject } from '#values/json.ts';
import { readField, unknownKeys, wireOf } from '#catalogue/wire-path.ts';
import { dayOf } from '#values/zone.ts';

interface Difference {
  readonly field: FieldKey;
  readonly asked: Values[FieldKey];
  readonly got: Values[FieldKey];
}

/** What a read after the save proves. */
export interface Verification {
  /** The API stores something else than was sent. */
  readonly differences: readonly Difference[];
  /** Sent, and not part of what the API returns. */
  readonly unverifiable: readonly FieldKey[];
  /** Keys outside the catalogue that the API changed or dropped. */
  readonly unknownChanged: readonly { readonly key: string; readonly asked: Json; readonly got: Json | undefined }[];
}

export function isVerified(result: Verification): boolean {
  return result.differences.length === 0 && result.unknownChanged.length === 0;
}

/** Compares what was sent with what a later GET answers, by meaning: noon and midnight of one day are the same day. */
export function verify(asked: JsonObject, got: JsonObject, clusterZone: string): Verification {
  const differences: Difference[] = [];
  const unverifiable: FieldKey[] = [];
  for (const field of EDITABLE_KEYS) {
    const { kind, whenOmitted } = fieldOf(field);
    const sent = wireOf(asked, field);
    const isSent = sent !== undefined;
    // What came back as it was sent need not be read, which takes its time with a long list.
    if (isSent && sent !== null && dequal(sent, wireOf(got, field))) continue;
    if (!isSent && isAbsentable(kind.type)) continue;
    // Left out, the API repeats the name: that is what was asked for.
    const repeatsName = !isSent && 'rule' in whenOmitted && whenOmitted.rule === 'description';
    const a = heldOf(repeatsName ? 'description' : field, asked, clusterZone);
    const g = heldOf(field, got, clusterZone);
    if (isUnresolved(g) && g.unresolved === 'notReturned') unverifiable.push(field);
    else if (!isSame(field, a, g) && !(field === 'validTillDate' && a === null && isOwners(got, clusterZone)))
      differences.push({ field, asked: a, got: g });
  }
  const unknownChanged = unknownKeys(asked)
    .filter((key) => !dequal(asked[key], got[key]))
    .map((key) => ({ key, asked: asked[key] ?? null, got: got[key] }));
  return { differences, unverifiable, unknownChanged };
}

function isSame(field: FieldKey, asked: Values[FieldKey], got: Values[FieldKey]): boolean {
  const { kind } = fieldOf(field);
  const isFloat = kind.type === 'number' && kind.float32 === true;
  if (isFloat && typeof asked === 'number' && typeof got === 'number') return sameAmount(asked, got);
  return dequal(asked, got);
}

/** Without a date of its own a claimed series is answered with the end of its owner. */
function isOwners(got: JsonObject, zone: string): boolean {
  const owner = heldOf('ownerValidity', got, zone);
  const isFixed = heldOf('fixedExpiryDate', got, zone) !== null;
  return !isFixed && typeof owner === 'number' && heldOf('validTillDate', got, zone) === dayOf(owner, zone);
}

const isAbsentable = (type: string) => type === 'products' || type === 'places';

function heldOf(field: FieldKey, series: JsonObject, zone: string): Values[FieldKey] {
  const read = readField(series, field, zone);
  return 'value' in read ? read.value : read.unresolved;
}
