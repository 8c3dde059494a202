import { FIELD_KEYS, type FieldKey, fieldOf } from '#catalogue/catalogue.ts';
import { readValue } from '#catalogue/codecs.ts';
import type { Json, JsonObject } from '#values/json.ts';
import { wireOf, withWire } from '#catalogue/wire-path.ts';
import { dayOf, endOfDay, isoInZone, startOfDay } from '#values/zone.ts';
import type { EvaluationContext } from '../series/series.ts';

/** The API's answer for a date that is not set. */
const NO_DATE = '1970-01-01T00:00:00Z';

/** Mandatory fields that a body omits or sets to null. */
export function missingFields(body: JsonObject): readonly FieldKey[] {
  return FIELD_KEYS.filter((key) => {
    const { whenOmitted } = fieldOf(key);
    return 'rule' in whenOmitted && whenOmitted.rule === 'refused' && (wireOf(body, key) ?? null) === null;
  });
}

/**
 * The series that the API stores for a PUT body, by its published behaviour: the body replaces the series, omitted keys
 * get their documented default, the API's own fields stay or are computed again, and dates become midnight of their day
 * in the cluster's zone. Other values are stored as sent. `validate` decides whether they may be sent.
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
    // Published answers never contain these two. Omitted, they restrict nothing, which an empty list also means.
    else if (kind.type === 'products' || kind.type === 'places')
      next = sent === undefined && !isNullAgain(current, body, key) ? withWire(next, key, []) : next;
    else if (isNull(body, key) && !isNullAgain(current, body, key)) next = withWire(next, key, undefined);
  }
  for (const key of ['validTillDate', 'redemptionValidFrom'] as const)
    next = withWire(next, key, dayToStore(key, wireOf(current, key), wireOf(next, key), clusterZone));
  return inOrder(current, derived(current, next, today, { now, clusterZone }));
}

/** A stored null that is sent back stays null. */
function isNullAgain(current: JsonObject, body: JsonObject, key: FieldKey): boolean {
  return isNull(current, key) && isNull(body, key);
}

const isNull = (series: JsonObject, key: FieldKey) => series[fieldOf(key).path[0]] === null;

/** A date on the stored day keeps its stored text with the time of day. An unreadable date is not changed. */
function dayToStore(key: FieldKey, stored: Json | undefined, sent: Json | undefined, zone: string): Json | undefined {
  const { kind } = fieldOf(key);
  const sentDay = readValue(kind, sent, zone);
  const storedDay = readValue(kind, stored, zone);
  if (!('value' in sentDay)) return sent;
  if ('value' in storedDay && storedDay.value === sentDay.value && stored !== undefined) return stored;
  return typeof sentDay.value === 'string' ? isoInZone(startOfDay(sentDay.value, zone), zone) : NO_DATE;
}

/** Adds the API's own fields that follow from others. */
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

/** Answers of late 2025 repeat the end with its time. The key is updated only if the series has it. */
function lastMoment(current: JsonObject, moved: boolean, day: string | null, zone: string): JsonObject {
  const stored = current['validTillDateTime'];
  if (stored === undefined) return {};
  if (!moved) return { validTillDateTime: stored };
  return { validTillDateTime: day === null ? NO_DATE : isoInZone(endOfDay(day, zone), zone) };
}

/** Keeps the stored order of keys; new keys come last. */
function inOrder(current: JsonObject, next: JsonObject): JsonObject {
  const keys = [...Object.keys(current).filter((key) => Object.hasOwn(next, key)), ...Object.keys(next)];
  return Object.fromEntries([...new Set(keys)].map((key) => [key, next[key] ?? null]));
}
