import type { Day } from '#values/zone.ts';
import type { Json, JsonObject } from '#values/json.ts';
import { addDays, dayOf, instantOf, isoInZone, startOfDay } from '#values/zone.ts';
import { ANSWER_KEYS } from './answer-keys.ts';

/** Dates relative to today in the cluster's zone, in the API's formats. `offset` counts days from today. */
export interface Calendar {
  readonly zone: string;
  readonly today: Day;
  /** Midnight of the day, with the zone's offset. */
  day(offset: number): string;
  /** The same midnight in epoch milliseconds. */
  start(offset: number): number;
  /** A moment of the day (`HH:mm:ss` on the zone's clock), with the zone's offset. */
  moment(offset: number, time: string): string;
  /** The same moment in epoch milliseconds. */
  instant(offset: number, time: string): number;
}

export function calendar({ now, zone }: { readonly now: number; readonly zone: string }): Calendar {
  const today = dayOf(now, zone);
  // Memoised: the same instants repeat, and looking up a zone's offset is slow for 100,000 series.
  const start = memoised((offset: number) => startOfDay(addDays(today, offset), zone));
  const day = memoised((offset: number) => isoInZone(start(offset), zone));
  const instants = memoised((key: string) => {
    const [offset = '', time = ''] = key.split(' ');
    return instantOf(addDays(today, Number(offset)), zone, `${time}.000`);
  });
  const instant = (offset: number, time: string) => instants(`${offset} ${time}`);
  const moments = memoised((at: number) => isoInZone(at, zone));
  return { zone, today, start, day, instant, moment: (offset, time) => moments(instant(offset, time)) };
}

/** Returns a function that caches its result per argument. */
function memoised<A, R>(make: (argument: A) => R): (argument: A) => R {
  const answers = new Map<A, R>();
  return (argument) => {
    let answer = answers.get(argument);
    if (answer === undefined) answers.set(argument, (answer = make(argument)));
    return answer;
  };
}

/** The API's "no date" in every zone: the epoch. */
export const NO_DATE = '1970-01-01T00:00:00Z';

export interface SampleOffer {
  readonly id: number;
  readonly name: string;
  /** The identifier that tills use, `discountCode`. */
  readonly pos: string;
  /** `seriesCode`: 8 characters when made on the vendor's screens, 20 hex digits when made through the API. */
  readonly code: string;
  readonly message: string;
  /** The last day, in days from today; null if the series has no date of its own. */
  readonly ends: number | null;
  /** Days ago, at least 1, so that no time is in the future. */
  readonly created: number;
  readonly changed: number;
}

const ORGANISATION = 100737;
const EDITORS = [75154383, 75155297, 75161973, 75140018] as const;

const twoDigits = (n: number) => String(n).padStart(2, '0');
/** A time of day in office hours, derived from `seed` so that it differs between series. */
const officeTime = (seed: number) =>
  `${twoDigits(9 + (seed % 9))}:${twoDigits((seed * 7) % 60)}:${twoDigits((seed * 13) % 60)}`;

function numberOr0(value: Json | undefined): number {
  return typeof value === 'number' ? value : 0;
}

/**
 * Builds a complete series: the API's defaults, overwritten by the offer and then by `wire`. Keys are in the API's
 * order.
 */
export function series(at: Calendar, offer: SampleOffer, wire: JsonObject = {}): JsonObject {
  const lastDay = Math.min(-1, offer.ends === null ? -1 : offer.ends - 1);
  const defaults: JsonObject = {
    id: offer.id,
    orgId: ORGANISATION,
    description: offer.name,
    discountCode: offer.pos,
    validTillDate: offer.ends === null ? NO_DATE : at.day(offer.ends),
    validDaysFromCreation: 30,
    expiryStrategyValue: 1,
    maxCreate: -1,
    maxRedeem: -1,
    isTransferrable: false,
    anyUser: false,
    sameUserMultipleRedeem: false,
    isReferralExistingUsersAllowed: false,
    isMultipleUseAllowed: false,
    isValidationRequired: false,
    isValidWithDiscountedItem: false,
    createdBy: EDITORS[offer.id % 4] ?? EDITORS[0],
    numIssued: 0,
    numRedeemed: 0,
    createdOn: at.moment(-offer.created, officeTime(offer.id)),
    lastUsed: at.moment(-offer.changed, officeTime(offer.id + 4)),
    seriesCode: offer.code,
    smsTemplate: offer.message,
    isSMSDisabled: false,
    info: offer.name,
    isMultipleVouchersPerUserAllowed: false,
    doNotResendExistingVoucher: true,
    mutualExclusiveSeriesIds: '[-1]',
    storeIdsJson: '[-1]',
    isDvsEnabled: false,
    dvsExpiryDate: at.day(-offer.changed),
    priority: 0,
    shortSMSTemplate: 'Hello {{cust_name}}, your voucher code is {{voucher_code}}',
    maxVouchersPerUser: -1,
    minDaysBetweenVouchers: -1,
    maxReferralsPerReferee: -1,
    discountUpto: 0,
    discountValue: 0,
    dvsItems: 'items',
    redemptionRange: '{"dom" : [-1], "dow": [-1], "hours": [-1]}',
    minBillAmount: -1,
    maxBillAmount: -1,
    redeemAtStore: '[-1]',
    campaignId: -1,
    tag: offer.name,
    maxRedemptionsInSeriesPerUser: -1,
    minDaysBetweenRedemption: -1,
    redemptionValidFrom: NO_DATE,
    sourceOrgId: -1,
    issueToLoyalty: false,
    redeemStoreType: 'redeemable_stores',
    offlineRedeemType: false,
    isOldFlowEnabled: false,
    isPreRedeemEventRequired: false,
    productInfo: [],
    termsAndConditions: 'T&C',
    signalRedemptionEvent: false,
    syncToClient: false,
    showPinCode: false,
    redemptionOrgEntityDetails: [],
    numUploadedNonIssued: 0,
    numUploadedTotal: 0,
    redemptionValidAfterDays: 0,
    ownedBy: 'NONE',
    ownerId: -1,
    ownerValidity: 0,
    alphaNumeric: true,
    shortCodeLength: 0,
    randomCodeLength: 8,
    // The API derives it from validTillDate: its midnight, or 0 without a date.
    fixedExpiryDate: offer.ends === null ? 0 : at.start(offer.ends),
    latestIssualTime: numberOr0(wire['numIssued']) > 0 ? at.instant(lastDay, officeTime(offer.id + 5)) : 0,
    latestRedemptionTime: numberOr0(wire['numRedeemed']) > 0 ? at.instant(lastDay, officeTime(offer.id + 6)) : 0,
    resendMessageEnabled: true,
    redemptionPerCouponMaxLimit: -1,
    seriesType: 'UNDEFINED',
    clientHandlingType: 'DISC_CODE',
    expiryStrategyType: 'SERIES_EXPIRY',
    discountOn: 'BILL',
    discountType: 'PERC',
    externalIssual: false,
    updateProductData: false,
  };
  const complete = { ...defaults, ...wire };
  return inAnswerOrder({ ...complete, numTotal: wire['numTotal'] ?? totalOf(complete) });
}

/** The value of `numTotal`: codes to generate for DISC_CODE, uploaded codes for DISC_CODE_PIN. */
function totalOf(complete: JsonObject): Json {
  if (complete['clientHandlingType'] === 'DISC_CODE') return complete['maxCreate'] ?? -1;
  return complete['clientHandlingType'] === 'DISC_CODE_PIN' ? (complete['numUploadedTotal'] ?? 0) : 0;
}

const KNOWN_KEYS = new Set(ANSWER_KEYS);

/** Returns a copy with its keys in the API's order. Keys that are not in our list come last. */
function inAnswerOrder(wire: JsonObject): JsonObject {
  const knownKeys = ANSWER_KEYS.filter((key) => Object.hasOwn(wire, key));
  const otherKeys = Object.keys(wire).filter((key) => !KNOWN_KEYS.has(key));
  // Both lists contain keys of `wire` only.
  return Object.fromEntries([...knownKeys, ...otherKeys].map((key) => [key, wire[key] as Json]));
}

/** Converts a wire value to text: a text unchanged, a missing value to an empty text, others to JSON. */
export function plain(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A copy without the named keys. */
export function without(wire: JsonObject, ...keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(wire).filter(([key]) => !keys.includes(key)));
}
