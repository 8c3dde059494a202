import { catalogue, FIELD_KEYS, fieldOf } from '#catalogue/catalogue.ts';
import type { Field } from '#catalogue/model/field.ts';
import type { Json, JsonObject } from '#values/json.ts';
import { dayOf, endOfDay, isoInZone, startOfDay } from '#values/zone.ts';
import { ANSWER_KEYS } from '../samples/answer-keys.ts';
import { inAnswerOrder, NO_DATE } from '../samples/build-series.ts';
import { checkPlaces, checkProducts, checkRequired, checkStored } from './checks.ts';
import { claimAfter } from './claims.ts';
import { unreadable } from './refusal.ts';
import { answeredDay, cutToDay, int32, stored, toText } from './wire-values.ts';

/** Kept, and part of no answer. */
export const HIDDEN_KEYS = ['productInfo', 'redemptionOrgEntityDetails'] as const;

interface Cluster {
  readonly now: number;
  readonly zone: string;
}

export interface Replaced {
  readonly answer: JsonObject;
  readonly hidden: JsonObject;
}

const byTopKey = new Map<string, Field>(
  FIELD_KEYS.filter((key) => fieldOf(key).path.length === 1 && key !== 'customPropertyMap').map((key) => [
    fieldOf(key).path[0],
    fieldOf(key),
  ]),
);

/** Fields that are the API's own: what is sent is ignored. */
const isOwn = (field: Field) =>
  'rule' in field.whenOmitted &&
  (field.whenOmitted.rule === 'own' || (field.whenOmitted.rule === 'absent' && field.access === 'read'));

/**
 * What a PUT makes of a series. It replaces: a field that is left out gets the API's default and not its old value. Numbers
 * wrap, floats round and dates lose their time without a warning; what the API keeps for itself is not taken from the body.
 */
export function replaceSeries(
  before: JsonObject,
  sent: JsonObject,
  others: readonly JsonObject[],
  cluster: Cluster,
): Replaced {
  const { now, zone } = cluster;
  checkRequired(sent);
  const next: Record<string, Json> = {};

  for (const [key, field] of byTopKey) {
    const value = isOwn(field) ? before[key] : (accepted(key, field, sent, zone) ?? omittedValue(field, sent, cluster));
    if (value !== undefined) next[key] = value;
  }
  for (const key of unlisted(before, sent)) next[key] = sent[key] as Json; // present: that is what was listed
  assign(next, 'customPropertyMap', properties(sent['customPropertyMap']));
  assign(next, 'targetUserDetails', newCustomers(sent['targetUserDetails']));
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

function accepted(key: string, field: Field, sent: JsonObject, zone: string): Json | undefined {
  // The name of a campaign is taken and never answered, like any key the API does not know.
  if (key === 'campaignName') return undefined;
  const value = sent[key];
  if (value === undefined || value === null) return undefined;
  return stored(key, field.kind, value, zone);
}

function omittedValue(field: Field, sent: JsonObject, { now, zone }: Cluster): Json | undefined {
  if ('value' in field.whenOmitted) return field.whenOmitted.value;
  if (field.whenOmitted.rule === 'today') return isoInZone(startOfDay(dayOf(now, zone), zone), zone);
  if (field.whenOmitted.rule === 'description') return toText('description', sent['description'] ?? '');
  return undefined;
}

/** Keys newer than our lists: the API knows those it answered itself, and drops every other. */
function unlisted(before: JsonObject, sent: JsonObject): string[] {
  const listed = new Set([...ANSWER_KEYS, ...byTopKey.keys(), ...customerKeys()]);
  return Object.keys(sent).filter((key) => !listed.has(key) && Object.hasOwn(before, key));
}

function properties(sent: Json | undefined): Json | undefined {
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

function newCustomers(sent: Json | undefined): Json | undefined {
  if (sent === undefined || sent === null) return undefined;
  if (typeof sent !== 'object' || Array.isArray(sent)) throw unreadable('targetUserDetails is not an object');
  const details = sent as JsonObject;
  const known = customerKeys().flatMap((key): [string, Json][] => {
    const value = details[key];
    if (value === undefined || value === null) return [];
    // A count of 32 bits and two moments of 64.
    const kept = key === 'validMaxUserTransactionLimit' ? int32(key, value) : stored(key, MOMENT, value, 'UTC');
    return [[key, kept]];
  });
  return Object.fromEntries(known);
}

const MOMENT = { type: 'epoch', none: [], noneLabel: '', edge: 'start' } as const;

/**
 * The end of the series: `fixedExpiryDate` is always derived from `validTillDate`. Without a date of its own a claimed series
 * shows its owner's end, which is not cut to the day; sending that back makes it a date of its own.
 */
function endOf(before: JsonObject, sent: JsonObject, zone: string): JsonObject {
  const value = sent['validTillDate'];
  const midnight = value === undefined || value === null ? null : cutToDay('validTillDate', value, zone);
  const owner = Number(before['ownerValidity'] ?? 0);
  const borrowed = midnight === null && owner > 0;
  const end: Record<string, Json> = {
    validTillDate: borrowed ? isoInZone(owner, zone) : answeredDay(midnight, zone),
    fixedExpiryDate: midnight ?? 0,
  };
  // Answers of late 2025 repeat the end with its time; a series that had it keeps having it.
  if (Object.hasOwn(before, 'validTillDateTime'))
    end['validTillDateTime'] = midnight === null ? NO_DATE : isoInZone(endOfDay(dayOf(midnight, zone), zone), zone);
  return end;
}

/** The counter a save moves, though its own answer still shows the old one. */
export function lateTotal(answer: JsonObject): Json | undefined {
  if (answer['clientHandlingType'] === 'DISC_CODE') return answer['maxCreate'];
  return answer['clientHandlingType'] === 'DISC_CODE_PIN' ? answer['numUploadedTotal'] : undefined;
}
