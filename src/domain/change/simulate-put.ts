import { FIELD_KEYS, type FieldKey, fieldOf } from '#catalogue/catalogue.ts';
import { readValue } from '#catalogue/codecs.ts';
import type { Json, JsonObject } from '#values/json.ts';
import { wireOf, withWire } from '#catalogue/wire-path.ts';
import { dayOf, endOfDay, isoInZone, startOfDay } from '#values/zone.ts';
import type { EvaluationContext } from '../series/series.ts';

/** How the API answers a date that is not set. */
const NO_DATE = '1970-01-01T00:00:00Z';

/** Mandatory fields that a body leaves out or sets to null. */
export function missingFields(body: JsonObject): readonly FieldKey[] {
  return FIELD_KEYS.filter((key) => {
    const { whenOmitted } = fieldOf(key);
    return 'rule' in whenOmitted && whenOmitted.rule === 'refused' && (wireOf(body, key) ?? null) === null;
  });
}

/**
 * What the API stores of a PUT body, by its published behaviour: the body replaces the series, what it leaves out falls back to
 * the documented default, the API's own fields stay as they are or are worked out anew, and dates are kept as midnight of
 * their day in the cluster's zone. Values are stored as sent; whether they may be sent is `validate`'s matter.
 */
export function simulatePut(
  current: JsonObject,
  body: JsonObject,
  { now, clusterZone }: EvaluationContext,
): JsonObject {
  const today = isoInZone(startOfDay(dayOf(now, clusterZone), clusterZone), clusterZone);
  let next = body;
  for (const key of FIELD_KEYS) {
    const { kind, whenOmitted, neverSent, access } = fieldOf(key);
    const sent = wireOf(body, key);
    if (neverSent) next = withWire(next, key, undefined);
    else if ('value' in whenOmitted)
      next = sent === undefined && !isNullAgain(current, body, key) ? withWire(next, key, whenOmitted.value) : next;
    else if (whenOmitted.rule === 'own' || (whenOmitted.rule === 'absent' && access === 'read'))
      next = withWire(next, key, isNull(current, key) ? null : wireOf(current, key));
    else if (whenOmitted.rule === 'today' && sent === undefined) next = withWire(next, key, today);
    else if (whenOmitted.rule === 'description' && sent === undefined)
      next = withWire(next, key, wireOf(body, 'description'));
    // Published answers never show these two; left out they restrict nothing, which is what an empty list says.
    else if (kind.type === 'products' || kind.type === 'places')
      next = sent === undefined && !isNullAgain(current, body, key) ? withWire(next, key, []) : next;
    else if (isNull(body, key) && !isNullAgain(current, body, key)) next = withWire(next, key, undefined);
  }
  for (const key of ['validTillDate', 'redemptionValidFrom'] as const)
    next = withWire(next, key, storedDay(key, wireOf(current, key), wireOf(next, key), clusterZone));
  return inOrder(current, derived(current, next, today, { now, clusterZone }));
}

/** A stored null that is sent back says what it said before. */
function isNullAgain(current: JsonObject, body: JsonObject, key: FieldKey): boolean {
  return isNull(current, key) && isNull(body, key);
}

const isNull = (series: JsonObject, key: FieldKey) => series[fieldOf(key).path[0]] === null;

/** A date that names the same day stays as it is stored, time of day included; a date nobody can read is not touched. */
function storedDay(key: FieldKey, before: Json | undefined, sent: Json | undefined, zone: string): Json | undefined {
  const { kind } = fieldOf(key);
  const read = readValue(kind, sent, zone);
  const old = readValue(kind, before, zone);
  if (!('value' in read)) return sent;
  if ('value' in old && old.value === read.value && before !== undefined) return before;
  return typeof read.value === 'string' ? isoInZone(startOfDay(read.value, zone), zone) : NO_DATE;
}

/** The API's own fields that follow from the rest. */
function derived(
  current: JsonObject,
  next: JsonObject,
  today: string,
  { now, clusterZone }: EvaluationContext,
): JsonObject {
  const end = readValue(fieldOf('validTillDate').kind, next['validTillDate'], clusterZone);
  const moved = next['validTillDate'] !== current['validTillDate'];
  const day = 'value' in end && typeof end.value === 'string' ? end.value : null;
  return {
    ...next,
    lastUsed: isoInZone(now, clusterZone),
    dvsExpiryDate: today,
    ...(moved ? { fixedExpiryDate: day === null ? 0 : startOfDay(day, clusterZone) } : {}),
    ...lastMoment(current, moved, day, clusterZone),
    ...(next['clientHandlingType'] === 'DISC_CODE' ? { numTotal: next['maxCreate'] ?? -1 } : {}),
  };
}

/** Answers of late 2025 repeat the end with its time: a series that has it keeps having it. */
function lastMoment(current: JsonObject, moved: boolean, day: string | null, zone: string): JsonObject {
  const held = current['validTillDateTime'];
  if (held === undefined) return {};
  if (!moved) return { validTillDateTime: held };
  return { validTillDateTime: day === null ? NO_DATE : isoInZone(endOfDay(day, zone), zone) };
}

/** Keys in the order they were stored in, new ones behind. */
function inOrder(current: JsonObject, next: JsonObject): JsonObject {
  const keys = [...Object.keys(current).filter((key) => Object.hasOwn(next, key)), ...Object.keys(next)];
  return Object.fromEntries([...new Set(keys)].map((key) => [key, next[key] ?? null]));
}
