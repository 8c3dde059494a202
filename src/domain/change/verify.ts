import { dequal } from 'dequal/lite';
import { FIELD_KEYS, type FieldKey, fieldOf, type Values } from '#catalogue/catalogue.ts';
import { sameAmount } from '#catalogue/codecs.ts';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import type { Json, JsonObject } from '#values/json.ts';
import { readField, unknownValues, wireOf } from '#catalogue/wire-path.ts';
import { dayOf, isNoDate, parseDateTime } from '#values/zone.ts';
import { inexactKeys } from './inexact-keys.ts';

interface Difference {
  readonly field: FieldKey;
  /** The sent value; for a read-only field, the loaded value. */
  readonly requested: Values[FieldKey];
  readonly got: Values[FieldKey];
}

/** The result of a read after a save. */
export interface Verification {
  /** The stored value is not the sent one, or the API changed a read-only field. */
  readonly differences: readonly Difference[];
  /** Sent, but the API does not return the field. */
  readonly unverifiable: readonly FieldKey[];
  /** Keys outside the catalogue that the API changed, dropped or added; inside of objects as `outer.inner`. */
  readonly unknownChanged: readonly {
    readonly key: string;
    /** `undefined` if the API added the key. */
    readonly requested: Json | undefined;
    readonly got: Json | undefined;
  }[];
  /** Keys outside the catalogue with a whole number that may have lost digits before it was sent. */
  readonly inexact: readonly string[];
}

/** Whether the series was read back whole and is what was sent. A field that the API does not return proves nothing. */
export function isVerified(result: Verification): boolean {
  const { differences, unverifiable, unknownChanged, inexact } = result;
  return [differences, unverifiable, unknownChanged, inexact].every((list) => list.length === 0);
}

/** Whether everything that was sent is stored, regardless of read-only fields and of keys that the API added. */
export function isStored({ differences, unknownChanged }: Verification): boolean {
  return (
    unknownChanged.every(({ requested }) => requested === undefined) &&
    differences.every(({ field }) => fieldOf(field).access === 'read')
  );
}

interface Save {
  /** The series before the save. */
  readonly before: JsonObject;
  readonly requested: JsonObject;
  /** The answer of a GET after the save. */
  readonly got: JsonObject;
}

/** Compares a series after a save with what was sent, by meaning: noon and midnight of one day are the same day. */
export function verify(save: Save, clusterZone: string): Verification {
  const { before, requested, got } = save;
  const differences: Difference[] = [];
  const unverifiable: FieldKey[] = [];
  for (const field of FIELD_KEYS) {
    const { kind, whenOmitted, access } = fieldOf(field);
    if (access === 'read') {
      // A PUT does not change read-only fields.
      const from = readAt(field, 'value' in whenOmitted ? requested : before, clusterZone);
      const to = readAt(field, got, clusterZone);
      if (!isExpectedMove(field, from, to, save, clusterZone)) differences.push({ field, requested: from, got: to });
      continue;
    }
    const sent = wireOf(requested, field);
    const isSent = sent !== undefined;
    // Skip decoding if the wire values are equal: it is slow for a long list.
    if (isSent && sent !== null && dequal(sent, wireOf(got, field))) continue;
    if (!isSent && mayBeAbsent(kind.type)) {
      // The API leaves these out at will. Only a list that it shows for the first time was not there before.
      const shown = readAt(field, got, clusterZone);
      const earlier = readAt(field, before, clusterZone);
      if (Array.isArray(shown) && shown.length > 0 && !dequal(shown, earlier))
        differences.push({ field, requested: earlier, got: shown });
      continue;
    }
    // If the key is omitted, the API repeats the name. That is expected.
    const repeatsName = !isSent && 'rule' in whenOmitted && whenOmitted.rule === 'description';
    const from = readAt(repeatsName ? 'description' : field, requested, clusterZone);
    const to = readAt(field, got, clusterZone);
    if (isUnresolved(to) && to.unresolved === 'notReturned') unverifiable.push(field);
    else if (!isSame(field, from, to) && !(field === 'validTillDate' && from === null && isOwnersEnd(got, clusterZone)))
      differences.push({ field, requested: from, got: to });
  }
  const [sent, stored, earlier] = [requested, got, before].map(unknownValues) as [Unknown, Unknown, Unknown];
  const unknownChanged = [...new Set([...sent.keys(), ...stored.keys()])]
    // A key that the API returned before and that was not sent is expected to stay.
    .map((key) => ({ key, requested: sent.has(key) ? sent.get(key) : earlier.get(key), got: stored.get(key) }))
    .filter((unknown) => !dequal(unknown.requested, unknown.got));
  return { differences, unverifiable, unknownChanged, inexact: inexactKeys(requested) };
}

type Unknown = ReadonlyMap<string, Json>;

/** Whether a read-only field is unchanged, or changed as documented by `moves` in its catalogue entry. */
function isExpectedMove(
  field: FieldKey,
  from: Values[FieldKey],
  to: Values[FieldKey],
  { before, requested, got }: Save,
  zone: string,
): boolean {
  const { moves } = fieldOf(field);
  if (moves === 'alone') return true;
  const isAbsent = wireOf(before, field) === undefined && wireOf(got, field) === undefined;
  if (moves === undefined || isAbsent) return dequal(from, to);
  const [previous, sent, stored] = [before, requested, got].map((series) => readAt(moves, series, zone));
  const hasChanged = !dequal(previous, sent) || !dequal(previous, stored);
  if (mayBeAbsent(fieldOf(moves).kind.type)) return hasChanged || dequal(from, to);
  const day = dayIn(field, to, zone);
  return hasChanged ? day === stored || day === sent : dequal(day, dayIn(field, from, zone));
}

/** The day of a moment or a text; null if it means no date. */
function dayIn(field: FieldKey, value: Values[FieldKey], zone: string): Values[FieldKey] {
  if (typeof value === 'number') return dayOf(value, zone);
  if (typeof value !== 'string') return value;
  if (value === '' || isNoDate(value)) return null;
  const instant = fieldOf(field).kind.type === 'instant' ? parseDateTime(value) : null;
  return instant === null ? value : dayOf(instant, zone);
}

function isSame(field: FieldKey, requested: Values[FieldKey], got: Values[FieldKey]): boolean {
  const { kind } = fieldOf(field);
  const isFloat = kind.type === 'number' && kind.float32 === true;
  if (isFloat && typeof requested === 'number' && typeof got === 'number') return sameAmount(requested, got);
  return dequal(requested, got);
}

/** Whether `validTillDate` is the owner's end: the API returns it for a claimed series that has no own date. */
function isOwnersEnd(got: JsonObject, zone: string): boolean {
  const owner = readAt('ownerValidity', got, zone);
  const isFixed = readAt('fixedExpiryDate', got, zone) !== null;
  return !isFixed && typeof owner === 'number' && readAt('validTillDate', got, zone) === dayOf(owner, zone);
}

const mayBeAbsent = (type: string) => type === 'products' || type === 'places';

function readAt(field: FieldKey, series: JsonObject, zone: string): Values[FieldKey] {
  const read = readField(series, field, zone);
  return 'value' in read ? read.value : read.unresolved;
}
