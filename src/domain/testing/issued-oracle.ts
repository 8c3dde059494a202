import type { FieldKey } from '#catalogue/catalogue.ts';
import type { JsonObject } from '#values/json.ts';
import { addDays, type Day, dayOf } from '#values/zone.ts';
import type { Attempt, CheckFacts } from '../redemption/attempt.ts';
import { checkRedemption, inputOf } from '../redemption/check-redemption.ts';
import type { Series } from '../series/series.ts';
import { NOW, OPEN, ORDINARY, UTC } from './builders.ts';
import type { Random } from './random-cases.ts';
import { catalogue, PRODUCTS } from './product-oracle.ts';
import { DAY, directory, HOUR, isoDay, SHOPS } from './redemption-oracle.ts';

/**
 * An oracle for the effects of a save on issued coupons: it issues one coupon on each day, tries to redeem it in many
 * ways, and asks the redemption check before and after the save.
 */
export const TODAY: Day = dayOf(NOW, 'UTC');
const AGE_DAYS = 9;
const ISSUE_DAYS = Array.from({ length: AGE_DAYS + 1 }, (_, age) => addDays(TODAY, -age));
const MOMENTS = Array.from({ length: 12 }, (_, step) => NOW + step * 8 * HOUR);
/** Every weekday and every hour that `randomFields` chooses. */
const WEEK = Array.from({ length: 21 }, (_, step) => NOW + step * 8 * HOUR);
const FACTS: CheckFacts = {
  now: NOW,
  clusterZone: UTC.clusterZone,
  storeZones: ['UTC'],
  places: directory,
  products: catalogue,
  currency: 'INR',
};

/** The first attempt of a customer with a new coupon. */
const fresh = (issued: Day, moment = NOW): Attempt => ({
  moment,
  issued,
  issuedTo: 'customer',
  registered: [NOW - 100 * DAY, NOW - 100 * DAY],
  transactions: 0,
  codeUses: 0,
  codeUsesByCustomer: 0,
  customerUses: 0,
  seriesUses: 0,
  lastUse: 'never',
  bill: 1000,
  place: { type: 'STORE', id: 1201 },
});

/** Other attempts, each with one other fact. */
const OTHERS: readonly Partial<Attempt>[] = [
  { issuedTo: 'other' },
  ...SHOPS.map((place) => ({ place })),
  ...PRODUCTS.map((product) => ({ product })),
  ...[50, 120, 170, 250, 400].map((bill) => ({ bill })),
  ...[1, 2, 3, 5].map((uses) => ({ codeUses: uses, seriesUses: uses })),
  ...[1, 2, 3, 5].map((uses) => ({ customerUses: uses, seriesUses: uses })),
  { codeUses: 1, codeUsesByCustomer: 1, customerUses: 1, seriesUses: 1 },
  ...[0, 1, 2, 3, 4].map((days) => ({ lastUse: [NOW - days * DAY, NOW - days * DAY] as const })),
  ...[1, 4, 9].map((days) => ({ registered: [NOW - days * DAY, NOW - days * DAY] as const })),
];

const check = (series: Series, attempt: Attempt) => checkRedemption(inputOf(series, attempt, FACTS));
const passes = (series: Series, attempt: Attempt) => check(series, attempt).verdict === 'pass';

function verdictOf(series: Series, attempt: Attempt) {
  const { verdict, rules } = check(series, attempt);
  const isAlive = rules.every(({ rule, outcome }) => !rule.id.endsWith('End') || outcome === 'pass');
  return { passes: verdict === 'pass', isAlive };
}

/** What a save does to the coupon of one day. */
interface Fate {
  readonly issued: Day;
  /** Some attempt passes only before the save, or only after it. */
  readonly loses: boolean;
  readonly gains: boolean;
  readonly worksAfter: boolean;
  /** It is valid today before the save and not after it. */
  readonly endsAtOnce: boolean;
  readonly isAliveBefore: boolean;
  /** It is valid at some moment only after the save. */
  readonly livesLonger: boolean;
}

export function fatesOf(before: Series, after: Series): readonly Fate[] {
  return ISSUE_DAYS.map((issued) => {
    const tried = MOMENTS.map((moment) => {
      const attempt = fresh(issued, moment);
      return { was: verdictOf(before, attempt), is: verdictOf(after, attempt) };
    });
    const now = tried[0];
    return {
      issued,
      loses: tried.some(({ was, is }) => was.passes && !is.passes),
      gains: tried.some(({ was, is }) => is.passes && !was.passes),
      worksAfter: tried.some(({ is }) => is.passes),
      endsAtOnce: now?.was.isAlive === true && !now.is.isAlive,
      isAliveBefore: now?.was.isAlive === true,
      livesLonger: tried.some(({ was, is }) => is.isAlive && !was.isAlive),
    };
  });
}

/** The fields whose rules let an attempt pass before the save and not after it. */
export function tightenedFields(before: Series, after: Series): ReadonlySet<FieldKey> {
  const attempts = [
    ...ISSUE_DAYS.map((issued) => fresh(issued)),
    ...WEEK.map((moment) => fresh(TODAY, moment)),
    ...OTHERS.map((other) => ({ ...fresh(TODAY), ...other })),
  ];
  const tightened = attempts.flatMap((attempt) => {
    const next = check(after, attempt).rules;
    return check(before, attempt).rules.flatMap(({ outcome, rule }, index) =>
      outcome === 'pass' && next[index]?.outcome !== 'pass' ? [rule.field] : [],
    );
  });
  return new Set(tightened);
}

/** Redeems each of `count` unused coupons once, one after another, and returns how many the total refuses. */
export function refusedByTotal(series: Series, count: number, redeemed: number): number {
  let uses = redeemed;
  for (let coupon = 0; coupon < count; coupon += 1) {
    const { rules } = check(series, { ...fresh(TODAY), seriesUses: uses });
    if (rules.find(({ rule }) => rule.id === 'maxRedeem')?.outcome === 'pass') uses += 1;
  }
  return count - (uses - redeemed);
}

/** Tries to redeem each coupon as often as its number says. Returns the API's counters and how many coupons are unused. */
export function redeemEach(series: Series, wanted: readonly number[]) {
  const uses = wanted.map((times) => {
    let used = 0;
    while (used < times && passes(series, { ...fresh(TODAY), codeUses: used, seriesUses: used })) used += 1;
    return used;
  });
  return {
    numIssued: uses.length,
    numRedeemed: uses.reduce((sum, used) => sum + used, 0),
    unused: uses.filter((used) => used === 0).length,
  };
}

const day = (days: number) => `${isoDay(Math.floor(NOW / DAY) + days)}T00:00:00Z`;

/** Wire values of the fields that decide about a redemption. */
export function randomFields({ one, whole, some, chance }: Random): JsonObject {
  const axis = (least: number, most: number) =>
    chance(0.6) ? [-1] : [most, ...some(Array.from({ length: most - least }, (_, index) => least + index))];
  const strategy = one('SERIES_EXPIRY', 'DAYS', 'MONTHS', 'MONTHS_END');
  return {
    validTillDate: day(one(-1, 0, 1, 2, 3, 3)),
    expiryStrategyType: strategy,
    expiryStrategyValue: strategy === 'SERIES_EXPIRY' ? 1 : strategy === 'DAYS' ? whole(0, 12) : whole(0, 1),
    redemptionValidFrom: one('1970-01-01T00:00:00Z', '1970-01-01T00:00:00Z', day(-2), day(2)),
    redemptionValidAfterDays: one(-1, 0, 0, 1, 2),
    redemptionRange: JSON.stringify({ dom: [-1], dow: axis(1, 7), hours: one([-1], [-1], [12], [4, 20]) }),
    anyUser: chance(0.5),
    isMultipleUseAllowed: chance(0.5),
    sameUserMultipleRedeem: chance(0.5),
    redemptionPerCouponMaxLimit: one(-1, 1, 2, 4),
    maxRedemptionsInSeriesPerUser: one(-1, 1, 2, 4),
    minDaysBetweenRedemption: one(-1, 0, 1, 3),
    maxRedeem: one(-1, 4, 8, 40),
    minBillAmount: one(-1, 0, 100, 150),
    maxBillAmount: one(-1, 0, 200, 300),
    redeemAtStore: one('[-1]', '[1201]', '[1201,1202]', '[1203]'),
    redemptionOrgEntityDetails: some([1201, 1202, 1203]).map((id) => ({
      redemptionOrgEntityType: 'STORE',
      orgEntityId: id,
    })),
    targetUserDetails: {
      ...(chance(0.5) && { validUserRegistrationStartTime: NOW - one(2, 6, 10) * DAY }),
      ...(chance(0.5) && { validUserRegistrationEndTime: NOW - one(2, 6) * DAY }),
    },
  };
}

/** A series of which coupons were issued since `AGE_DAYS` ago. */
export const HELD: JsonObject = {
  ...ORDINARY,
  ...OPEN,
  fixedExpiryDate: 1,
  maxCreate: -1,
  createdOn: day(-AGE_DAYS),
  numIssued: 12,
  numRedeemed: 3,
};
