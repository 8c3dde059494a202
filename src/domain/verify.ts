import { dequal } from 'dequal/lite';
import { FIELD_KEYS, type FieldKey, fieldOf, type Values } from '#catalogue/catalogue.ts';
import { sameAmount } from '#catalogue/codecs.ts';
import { isOdd, type Json, type JsonObject } from '#catalogue/kinds.ts';
import { readField, unknownKeys, wireOf } from '#catalogue/place.ts';
import { dayOf, isNoDate, parseDateTime } from '#catalogue/zone.ts';

interface Difference {
  readonly field: FieldKey;
  /** What was sent; of a field that no edit can change, what was loaded. */
  readonly asked: Values[FieldKey];
  readonly got: Values[FieldKey];
}

/** What a read after the save proves. */
export interface Verification {
  /** The API stores something else than was sent, or changed a field that no edit can change. */
  readonly differences: readonly Difference[];
  /** Sent, and not part of what the API returns. */
  readonly unverifiable: readonly FieldKey[];
  /** Keys outside the catalogue that the API changed or dropped. */
  readonly unknownChanged: readonly { readonly key: string; readonly asked: Json; readonly got: Json | undefined }[];
}

export function isVerified(result: Verification): boolean {
  return isStored(result) && result.differences.length === 0;
}

/** Everything that was sent is stored, whatever else the API changed with it. */
export function isStored({ differences, unknownChanged }: Verification): boolean {
  return unknownChanged.length === 0 && differences.every(({ field }) => fieldOf(field).access === 'read');
}

interface Save {
  /** The series before the save. */
  readonly before: JsonObject;
  readonly asked: JsonObject;
  /** What a GET after the save answers. */
  readonly got: JsonObject;
}

/** Compares a series after a save with what was meant, by meaning: noon and midnight of one day are the same day. */
export function verify(save: Save, clusterZone: string): Verification {
  const { before, asked, got } = save;
  const differences: Difference[] = [];
  const unverifiable: FieldKey[] = [];
  for (const field of FIELD_KEYS) {
    const { kind, leftOut, access } = fieldOf(field);
    if (access === 'read') {
      // Of what the API keeps for itself a PUT changes nothing.
      const from = heldOf(field, 'value' in leftOut ? asked : before, clusterZone);
      const to = heldOf(field, got, clusterZone);
      if (!isAsKnown(field, from, to, save, clusterZone)) differences.push({ field, asked: from, got: to });
      continue;
    }
    const sent = wireOf(asked, field);
    const isSent = sent !== undefined;
    // What came back as it was sent need not be read, which takes its time with a long list.
    if (isSent && sent !== null && dequal(sent, wireOf(got, field))) continue;
    if (!isSent && isAbsentable(kind.type)) continue;
    // Left out, the API repeats the name: that is what was asked for.
    const repeatsName = !isSent && 'rule' in leftOut && leftOut.rule === 'description';
    const a = heldOf(repeatsName ? 'description' : field, asked, clusterZone);
    const g = heldOf(field, got, clusterZone);
    if (isOdd(g) && g.odd === 'notReturned') unverifiable.push(field);
    else if (!isSame(field, a, g) && !(field === 'validTillDate' && a === null && isOwners(got, clusterZone)))
      differences.push({ field, asked: a, got: g });
  }
  const unknownChanged = unknownKeys(asked)
    .filter((key) => !dequal(asked[key], got[key]))
    .map((key) => ({ key, asked: asked[key] ?? null, got: got[key] }));
  return { differences, unverifiable, unknownChanged };
}

/** Whether a field that no edit can change is as it was, or has moved as the API is known to move it. */
function isAsKnown(
  field: FieldKey,
  from: Values[FieldKey],
  to: Values[FieldKey],
  { before, asked, got }: Save,
  zone: string,
): boolean {
  const { moves } = fieldOf(field);
  if (moves === 'alone') return true;
  const isAbsent = wireOf(before, field) === undefined && wireOf(got, field) === undefined;
  if (moves === undefined || isAbsent) return dequal(from, to);
  const [was, sent, is] = [before, asked, got].map((series) => heldOf(moves, series, zone));
  const hasChanged = !dequal(was, sent) || !dequal(was, is);
  if (isAbsentable(fieldOf(moves).kind.type)) return hasChanged || dequal(from, to);
  const day = dayNamed(field, to, zone);
  return hasChanged ? day === is || day === sent : dequal(day, dayNamed(field, from, zone));
}

/** The day that a moment or a text names; null for none. */
function dayNamed(field: FieldKey, value: Values[FieldKey], zone: string): Values[FieldKey] {
  if (typeof value === 'number') return dayOf(value, zone);
  if (typeof value !== 'string') return value;
  if (value === '' || isNoDate(value)) return null;
  const instant = fieldOf(field).kind.type === 'instant' ? parseDateTime(value) : null;
  return instant === null ? value : dayOf(instant, zone);
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
  return 'value' in read ? read.value : read.odd;
}
