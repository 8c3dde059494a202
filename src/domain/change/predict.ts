import { EDITABLE_KEYS, type FieldKey, fieldOf } from '#catalogue/catalogue.ts';
import { sameAmount } from '#catalogue/codecs.ts';
import { formatInstant } from '#values/date-format.ts';
import { formatNumber } from '#values/number-format.ts';
import type { Json, JsonObject } from '#values/json.ts';
import type { Kind } from '#catalogue/model/kinds.ts';
import { wireOf, withWire } from '#catalogue/wire-path.ts';
import { dayOf, isNoDate, parseDateTime, startOfDay } from '#values/zone.ts';
import { wrapInt32 } from '#values/int32.ts';

/** A value of the body that the API silently stores differently. */
export interface Prediction {
  readonly field: FieldKey;
  readonly sent: Json;
  readonly message: string;
}

/**
 * The silent changes of the real API to a body: integers keep their low 32 bits, discounts become 32-bit floats, dates
 * lose their time of day, and a date borrowed from the owner may become the series' own.
 */
export function predict(body: JsonObject, clusterZone: string): readonly Prediction[] {
  return EDITABLE_KEYS.flatMap((field) => {
    const sent = wireOf(body, field);
    const message = silentChange(field, body, clusterZone);
    return message === null || sent === undefined ? [] : [{ field, sent, message }];
  });
}

/** A sentence about the silent change of one field; null if the API stores what is sent. */
export function silentChange(field: FieldKey, body: JsonObject, clusterZone: string): string | null {
  const sent = wireOf(body, field);
  const { kind } = fieldOf(field);
  if (typeof sent === 'number' && (kind.type === 'number' || kind.type === 'limit')) {
    const stored = storedNumber(kind, sent);
    if (stored === sent) return null;
    return kind.integer
      ? `The API keeps 32 bits: ${formatNumber(sent)} will be stored as ${formatNumber(stored)}.`
      : `The API rounds to a 32-bit float: ${formatNumber(sent)} will be stored as ${String(stored)}.`;
  }
  if (typeof sent === 'string' && kind.type === 'day' && !isNoDate(sent)) {
    const instant = parseDateTime(sent);
    if (instant === null) return `${sent} does not exist; the API will store a day near it.`;
    if (field === 'validTillDate' && wireOf(body, 'fixedExpiryDate') === 0 && isOwnersEnd(instant, body, clusterZone))
      return 'This end is the owner’s. Saving may make it the series’ own, so that it no longer follows its owner.';
    const midnight = startOfDay(dayOf(instant, clusterZone), clusterZone);
    const noon = Math.abs(instant - midnight - 43_200_000) <= 3_600_000;
    if (instant === midnight || noon) return null;
    return `The API cuts the time of day: this will be stored as ${formatInstant(midnight, clusterZone)}.`;
  }
  return null;
}

/** The number that the API stores. A float that is the same amount counts as stored exactly. */
function storedNumber(kind: Kind, sent: number): number {
  if (kind.type !== 'number' && kind.type !== 'limit') return sent;
  if (kind.integer) return wrapInt32(sent);
  const rounded = kind.float32 ? Math.fround(sent) : sent;
  return sameAmount(sent, rounded) ? sent : rounded;
}

/** The series with the numbers that the API stores. */
export function withStoredNumbers(series: JsonObject): JsonObject {
  return EDITABLE_KEYS.reduce((next, field) => {
    const sent = wireOf(next, field);
    const stored = typeof sent === 'number' ? storedNumber(fieldOf(field).kind, sent) : sent;
    return stored === sent ? next : withWire(next, field, stored);
  }, series);
}

function isOwnersEnd(instant: number, body: JsonObject, clusterZone: string): boolean {
  const owner = wireOf(body, 'ownerValidity');
  return typeof owner === 'number' && dayOf(owner, clusterZone) === dayOf(instant, clusterZone);
}
