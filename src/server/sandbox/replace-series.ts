import type { Json, JsonObject } from '#values/json.ts';
import { checkPlaces, checkProducts, checkRequired, checkStored } from './checks.ts';
import { claimAfter } from './claims.ts';
import { cutToDay, lastSecond, midnightBefore, NO_DATE, printDay, printMoment } from './cluster-dates.ts';
import { FIELDS, type WireField } from './field-table.ts';
import { inAnswerOrder, storedValue, toText } from './wire-values.ts';

/** Stored, but not in any answer. */
export const HIDDEN_KEYS = ['productInfo', 'redemptionOrgEntityDetails'] as const;

interface Cluster {
  readonly now: number;
  readonly zone: string;
}

export interface ReplacedSeries {
  readonly answer: JsonObject;
  readonly hidden: JsonObject;
}

/**
 * Returns the series after a PUT, which replaces the whole object: an omitted field gets the API's default, not its old
 * value. Without a warning, numbers wrap, floats are rounded, dates lose their time, and server-owned values are ignored.
 */
export function replaceSeries(
  before: JsonObject,
  sent: JsonObject,
  others: readonly JsonObject[],
  cluster: Cluster,
): ReplacedSeries {
  const { now, zone } = cluster;
  checkRequired(sent);
  const next: Record<string, Json> = {};

  for (const [key, field] of FIELDS) {
    const value = field.type === 'own' ? before[key] : newValue(key, field, sent, cluster);
    if (value !== undefined) next[key] = value;
  }
  // Keys newer than our table: the API stores those it has answered before, and drops all others.
  for (const [key, value] of Object.entries(sent))
    if (!FIELDS.has(key) && Object.hasOwn(before, key)) next[key] = value;
  Object.assign(next, claimAfter(before, sent), endOf(before, sent, zone), {
    lastUsed: printMoment(now, zone),
    dvsExpiryDate: printMoment(midnightBefore(now, zone), zone),
    validDaysFromCreation: 30,
    maxReferralsPerReferee: -1,
    redeemStoreType: 'redeemable_stores',
  });
  checkStored(next, before, others);
  checkProducts(sent['productInfo']);
  checkPlaces(sent['redemptionOrgEntityDetails']);

  const hidden: Record<string, Json> = {};
  for (const key of HIDDEN_KEYS) {
    const value = next[key];
    if (value !== undefined) hidden[key] = value;
    delete next[key];
  }
  delete next['warnings'];
  return { answer: inAnswerOrder(next), hidden };
}

function newValue(key: string, field: WireField, sent: JsonObject, { now, zone }: Cluster): Json | undefined {
  const value = sent[key];
  if (value !== undefined && value !== null) return storedValue(key, field, value, zone);
  if (typeof field.whenOmitted === 'object') return field.whenOmitted.answer;
  if (field.whenOmitted === 'today') return printMoment(midnightBefore(now, zone), zone);
  return field.whenOmitted === 'description' ? toText('description', sent['description'] ?? '') : undefined;
}

/**
 * The end of the series. `fixedExpiryDate` is always derived from `validTillDate`. A claimed series without its own date
 * shows its owner's end, which is not cut to the day; sending that back makes it the series' own date.
 */
function endOf(before: JsonObject, sent: JsonObject, zone: string): JsonObject {
  const value = sent['validTillDate'];
  const midnight =
    value === undefined || value === null ? null : cutToDay('validTillDate', toText('validTillDate', value), zone);
  const ownerValidity = Number(before['ownerValidity'] ?? 0);
  const borrowed = midnight === null && ownerValidity > 0;
  const end: Record<string, Json> = {
    validTillDate: borrowed ? printMoment(ownerValidity, zone) : printDay(midnight, zone),
    fixedExpiryDate: midnight ?? 0,
  };
  // Answers since late 2025 repeat the end with its time; a series that has this key keeps it.
  if (Object.hasOwn(before, 'validTillDateTime'))
    end['validTillDateTime'] = midnight === null ? NO_DATE : printMoment(lastSecond(midnight, zone), zone);
  return end;
}

/** The value of `numTotal` after a save. The save's own answer still shows the old value. */
export function delayedTotal(answer: JsonObject): Json | undefined {
  if (answer['clientHandlingType'] === 'DISC_CODE') return answer['maxCreate'];
  return answer['clientHandlingType'] === 'DISC_CODE_PIN' ? answer['numUploadedTotal'] : undefined;
}
