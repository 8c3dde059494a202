import { catalogue, FIELD_KEYS, fieldOf } from '#catalogue/catalogue.ts';
import type { Field } from '#catalogue/model/field.ts';
import type { Json, JsonObject } from '#values/json.ts';
import { dayOf, endOfDay, isoInZone, startOfDay } from '#values/zone.ts';
import { ANSWER_KEYS } from '../samples/answer-keys.ts';
import { inAnswerOrder, NO_DATE } from '../samples/build-series.ts';
import { checkPlaces, checkProducts, checkRequired, checkStored } from './checks.ts';
import { claimAfter } from './claims.ts';
import { unreadable } from './refusal.ts';
import { answeredDay, cutToDay, int32, storedValue, toText } from './wire-values.ts';

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

const byTopKey = new Map<string, Field>(
  FIELD_KEYS.filter((key) => fieldOf(key).path.length === 1 && key !== 'customPropertyMap').map((key) => [
    fieldOf(key).path[0],
    fieldOf(key),
  ]),
);

/** Whether the API owns the field and ignores sent values. */
const isServerOwned = (field: Field) =>
  'rule' in field.whenOmitted &&
  (field.whenOmitted.rule === 'own' || (field.whenOmitted.rule === 'absent' && field.access === 'read'));

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

  for (const [key, field] of byTopKey) {
    const value = isServerOwned(field)
      ? before[key]
      : (acceptedValue(key, field, sent, zone) ?? omittedValue(field, sent, cluster));
    if (value !== undefined) next[key] = value;
  }
  for (const key of unlistedKeys(before, sent)) next[key] = sent[key] as Json; // `unlistedKeys` returns keys of `sent`
  assign(next, 'customPropertyMap', propertiesOf(sent['customPropertyMap']));
  assign(next, 'targetUserDetails', newCustomersOf(sent['targetUserDetails']));
  Object.assign(next, claimAfter(before, sent), endOf(before, sent, zone), {
    lastUsed: isoInZone(now, zone),
    dvsExpiryDate: isoInZone(startOfDay(dayOf(now, zone), zone), zone),
    validDaysFromCreation: 30,
    maxReferralsPerReferee: -1,
    redeemStoreType: 'redeemable_stores',
  });
  checkStored(next, before, others);
  checkProducts(sent['productInfo']);
  checkPlaces(sent['redemptionOrgEntityDetails']);

  const hidden: Record<string, Json> = {};
  for (const key of HIDDEN_KEYS) {
    assign(hidden, key, sent[key] ?? undefined);
    delete next[key];
  }
  delete next['warnings'];
  return { answer: inAnswerOrder(next), hidden };
}

function assign(target: Record<string, Json>, key: string, value: Json | undefined): void {
  if (value !== undefined) target[key] = value;
}

function acceptedValue(key: string, field: Field, sent: JsonObject, zone: string): Json | undefined {
  // The API accepts the campaign's name and never answers it, like any unknown key.
  if (key === 'campaignName') return undefined;
  const value = sent[key];
  if (value === undefined || value === null) return undefined;
  return storedValue(key, field.kind, value, zone);
}

function omittedValue(field: Field, sent: JsonObject, { now, zone }: Cluster): Json | undefined {
  if ('value' in field.whenOmitted) return field.whenOmitted.value;
  if (field.whenOmitted.rule === 'today') return isoInZone(startOfDay(dayOf(now, zone), zone), zone);
  if (field.whenOmitted.rule === 'description') return toText('description', sent['description'] ?? '');
  return undefined;
}

/** Keys newer than our lists: the API stores those it has answered before, and drops all others. */
function unlistedKeys(before: JsonObject, sent: JsonObject): string[] {
  const listed = new Set([...ANSWER_KEYS, ...byTopKey.keys(), ...customerKeys()]);
  return Object.keys(sent).filter((key) => !listed.has(key) && Object.hasOwn(before, key));
}

function propertiesOf(sent: Json | undefined): Json | undefined {
  if (sent === undefined || sent === null) return undefined;
  if (typeof sent !== 'object' || Array.isArray(sent)) throw unreadable('customPropertyMap is not an object');
  return Object.fromEntries(Object.entries(sent).map(([key, value]) => [key, toText(key, value)]));
}

/** The keys of `targetUserDetails`. */
function customerKeys(): string[] {
  const { validMaxUserTransactionLimit, validUserRegistrationStartTime, validUserRegistrationEndTime } = catalogue;
  return [validMaxUserTransactionLimit, validUserRegistrationStartTime, validUserRegistrationEndTime].flatMap(
    ({ path: [, key] }) => key ?? [],
  );
}

function newCustomersOf(sent: Json | undefined): Json | undefined {
  if (sent === undefined || sent === null) return undefined;
  if (typeof sent !== 'object' || Array.isArray(sent)) throw unreadable('targetUserDetails is not an object');
  const details = sent as JsonObject;
  const entries = customerKeys().flatMap((key): [string, Json][] => {
    const value = details[key];
    if (value === undefined || value === null) return [];
    // A 32-bit count and two 64-bit timestamps.
    const isCount = key === 'validMaxUserTransactionLimit';
    return [[key, isCount ? int32(key, value) : storedValue(key, EPOCH_KIND, value, 'UTC')]];
  });
  return Object.fromEntries(entries);
}

const EPOCH_KIND = { type: 'epoch', none: [], noneLabel: '', edge: 'start' } as const;

/**
 * The end of the series. `fixedExpiryDate` is always derived from `validTillDate`. A claimed series without its own date
 * shows its owner's end, which is not cut to the day; sending that back makes it the series' own date.
 */
function endOf(before: JsonObject, sent: JsonObject, zone: string): JsonObject {
  const value = sent['validTillDate'];
  const midnight = value === undefined || value === null ? null : cutToDay('validTillDate', value, zone);
  const ownerValidity = Number(before['ownerValidity'] ?? 0);
  const borrowed = midnight === null && ownerValidity > 0;
  const end: Record<string, Json> = {
    validTillDate: borrowed ? isoInZone(ownerValidity, zone) : answeredDay(midnight, zone),
    fixedExpiryDate: midnight ?? 0,
  };
  // Answers since late 2025 repeat the end with its time; a series that has this key keeps it.
  if (Object.hasOwn(before, 'validTillDateTime'))
    end['validTillDateTime'] = midnight === null ? NO_DATE : isoInZone(endOfDay(dayOf(midnight, zone), zone), zone);
  return end;
}

/** The value of `numTotal` after a save. The save's own answer still shows the old value. */
export function delayedTotal(answer: JsonObject): Json | undefined {
  if (answer['clientHandlingType'] === 'DISC_CODE') return answer['maxCreate'];
  return answer['clientHandlingType'] === 'DISC_CODE_PIN' ? answer['numUploadedTotal'] : undefined;
}
