import type { FieldKey, Values } from '#catalogue/catalogue.ts';
import {
  type FieldValue,
  isUnresolved,
  type Place,
  type ProductSelection,
  type RedemptionRange,
} from '#catalogue/model/kinds.ts';
import { AXES } from '#catalogue/range.ts';
import { formatDay, formatInstant } from '#values/date-format.ts';
import { formatNumber } from '#values/number-format.ts';
import { addDays, type Day, dayOf, parseDateTime } from '#values/zone.ts';
import { unclearLife } from '../lifetime/coupon-life.ts';
import { couponEnd } from '../lifetime/expiry.ts';
import { couponsOut, outstanding } from '../lifetime/outstanding.ts';
import { STATUS_LABELS, statusOf, type StatusWord } from '../lifetime/status.ts';
import { type EvaluationContext, type Series, valueOrNull } from '../series/series.ts';

/** What a save does to coupons that customers hold already. */
export interface EffectsOnIssued {
  /** Why coupons end for good with the save; null if none is known to end. */
  readonly ends: string | null;
  /** Why coupons work in fewer cases or take off less, by changed field. */
  readonly restricts: ReadonlyMap<FieldKey, string>;
}

/** One save, as the effects read it. */
interface Step {
  readonly before: Values;
  readonly after: Values;
  /** Such as `12,431 coupons issued and not redeemed`. */
  readonly coupons: string;
  /** The same as an upper bound, in a sentence. */
  readonly upTo: string;
  readonly today: Day;
  readonly clusterZone: string;
}

type Effect = (step: Step) => string | null;

/** No coupon is older. */
const MAX_AGE_DAYS = 20_000;

const count = (number: number, one: string) => `${formatNumber(number)} ${one}${number === 1 ? '' : 's'}`;

/** Both values, if both can be read. */
const both = <T>(from: FieldValue<T>, to: FieldValue<T>): readonly [T, T] | null =>
  isUnresolved(from) || isUnresolved(to) ? null : [from, to];

type Limit = FieldValue<number | null>;

/** The new limit if it is lower than before; null means no limit. */
function lowered(before: Limit, after: Limit): number | null {
  const [from, to] = both(before, after) ?? [null, null];
  return to !== null && (from === null || to < from) ? to : null;
}

/** The new minimum if it is higher than before; null means none. */
function raised(before: Limit, after: Limit): number | null {
  const [from, to] = both(before, after) ?? [null, null];
  return to !== null && (from === null || to > from) ? to : null;
}

/** Whether a flag was switched off. */
const switchedOff = (before: FieldValue<boolean>, after: FieldValue<boolean>) => before === true && after === false;

/** How a list became narrower, where an empty list means "any": the number of removed entries, or `chosen`. */
function narrowed(from: readonly string[], to: readonly string[]): number | 'chosen' {
  if (to.length === 0) return 0;
  const remaining = new Set(to);
  return from.length === 0 ? 'chosen' : from.filter((entry) => !remaining.has(entry)).length;
}

const placeKeys = (places: readonly Place[]) => places.map(({ type, id }) => `${type}:${id}`);
const productKeys = (lists: readonly ProductSelection[]) =>
  lists.flatMap(({ type, ids }) => ids.map((id) => `${type}:${id}`));

/** Whether a range excludes days or hours that the other one allows. */
const excludesMore = (from: RedemptionRange, to: RedemptionRange) =>
  Object.entries(AXES).some(([axis, { min, max }]) => {
    const [old, next] = [from[axis as keyof typeof AXES], to[axis as keyof typeof AXES]];
    if (next.length === 0 || next.length > max - min) return false;
    return old.length === 0 || old.some((value) => !next.includes(value));
  });

/** The first day of issue of the coupons that have not ended by today. Ends rise with the day of issue. */
function firstAlive(values: Values, { today, clusterZone }: Step): Day {
  let [dead, alive] = [MAX_AGE_DAYS, -1];
  while (dead - alive > 1) {
    const middle = Math.floor((dead + alive) / 2);
    if ((couponEnd(values, addDays(today, -middle), clusterZone) ?? today) >= today) alive = middle;
    else dead = middle;
  }
  return addDays(today, -alive);
}

/** Why the codes that customers hold end. */
function whyCodesEnd({ before, after, coupons }: Step): string | null {
  return before.clientHandlingType === after.clientHandlingType
    ? null
    : `The codes that customers hold become invalid, or may become so. This ends the ${coupons}.`;
}

/** Why coupons end that have lived longer than their new life. */
function whyLifeEnds(step: Step): string | null {
  const { before, after, today, clusterZone, upTo } = step;
  if (unclearLife(before).length > 0 || unclearLife(after).length > 0) return null;
  const [first, next] = [firstAlive(before, step), firstAlive(after, step)];
  const created = parseDateTime(valueOrNull(before.createdOn) ?? '');
  if (next <= first || (created !== null && dayOf(created, clusterZone) >= next)) return null;
  const which = next > today ? 'All that are still valid' : `Those issued before ${formatDay(next)}`;
  return `${which} end with this save. ${upTo}`;
}

/** Effects after which issued coupons still work, in fewer cases or for less. */
const RESTRICTIONS: readonly (readonly [FieldKey, Effect])[] = [
  [
    'maxRedeem',
    ({ before, after, upTo, coupons }) => {
      const limit = lowered(before.maxRedeem, after.maxRedeem);
      if (limit === null) return null;
      const left = limit - (valueOrNull(before.numRedeemed) ?? 0);
      const out = outstanding(before);
      if (out === null) return `${count(left, 'more redemption')} ${left === 1 ? 'is' : 'are'} possible. ${upTo}`;
      return out > left
        ? `${count(left, 'more redemption')} ${left === 1 ? 'is' : 'are'} possible, and customers hold ${coupons}: ${formatNumber(out - left)} of them will be refused.`
        : null;
    },
  ],
  [
    'maxRedemptionsInSeriesPerUser',
    ({ before, after, upTo }) => {
      const limit = lowered(before.maxRedemptionsInSeriesPerUser, after.maxRedemptionsInSeriesPerUser);
      return limit === null
        ? null
        : `A customer with ${count(limit, 'redemption')} or more is refused from now on. ${upTo}`;
    },
  ],
  [
    'redemptionPerCouponMaxLimit',
    ({ before, after, upTo }) => {
      const limit = lowered(before.redemptionPerCouponMaxLimit, after.redemptionPerCouponMaxLimit);
      return limit === null ? null : `A code with ${count(limit, 'redemption')} or more stops working. ${upTo}`;
    },
  ],
  [
    'isMultipleUseAllowed',
    ({ before, after, upTo }) => {
      return switchedOff(before.isMultipleUseAllowed, after.isMultipleUseAllowed) &&
        valueOrNull(before.numRedeemed) !== 0
        ? `A code that was redeemed once stops working. ${upTo}`
        : null;
    },
  ],
  [
    'sameUserMultipleRedeem',
    ({ before, after, upTo }) => {
      return switchedOff(before.sameUserMultipleRedeem, after.sameUserMultipleRedeem)
        ? `A customer can no longer use the same code again. ${upTo}`
        : null;
    },
  ],
  [
    'anyUser',
    ({ before, after, upTo }) => {
      return switchedOff(before.anyUser, after.anyUser)
        ? `Only the customer whom a coupon was issued to can redeem it from now on. ${upTo}`
        : null;
    },
  ],
  [
    'minDaysBetweenRedemption',
    ({ before, after, upTo }) => {
      const gap = raised(before.minDaysBetweenRedemption, after.minDaysBetweenRedemption);
      return gap === null ? null : `After a redemption a customer waits ${count(gap, 'day')}. ${upTo}`;
    },
  ],
  [
    'redemptionValidAfterDays',
    ({ before, after, upTo }) => {
      const wait = raised(before.redemptionValidAfterDays, after.redemptionValidAfterDays);
      return wait === null
        ? null
        : `Coupons issued in the last ${count(wait, 'day')} do not work until their waiting time is over. ${upTo}`;
    },
  ],
  [
    'redemptionRange',
    ({ before, after, upTo }) => {
      const ranges = both(before.redemptionRange, after.redemptionRange);
      return ranges && excludesMore(...ranges) ? `Coupons stop working on some days or at some hours. ${upTo}` : null;
    },
  ],
  [
    'redemptionOrgEntityDetails',
    ({ before, after, upTo }) => {
      if (isUnresolved(before.redemptionOrgEntityDetails) && valueOrNull(after.redemptionOrgEntityDetails)?.length)
        return `The API does not return the places so far, so coupons may stop working in some. ${upTo}`;
      const [from, to] = both(before.redemptionOrgEntityDetails, after.redemptionOrgEntityDetails) ?? [[], []];
      const lost = narrowed(placeKeys(from), placeKeys(to));
      if (lost === 'chosen') return `Coupons work in the chosen places only from now on. ${upTo}`;
      return lost === 0
        ? null
        : `Coupons stop working in ${count(lost, 'removed place')}, unless a chosen one contains ${lost === 1 ? 'it' : 'them'}. ${upTo}`;
    },
  ],
  [
    'redeemAtStore',
    ({ before, after, upTo }) => {
      const [from, to] = both(before.redeemAtStore, after.redeemAtStore) ?? [[], []];
      const lost = narrowed(from.map(String), to.map(String));
      if (lost === 'chosen') return `Coupons work in the chosen places only from now on. ${upTo}`;
      return lost === 0 ? null : `Coupons stop working in ${count(lost, 'removed place')}. ${upTo}`;
    },
  ],
  [
    'productInfo',
    ({ before, after, upTo }) => {
      if (isUnresolved(before.productInfo) && valueOrNull(after.productInfo)?.length)
        return `The API does not return the products so far, so tills may stop the discount on some. ${upTo}`;
      const [from, to] = both(before.productInfo, after.productInfo) ?? [[], []];
      const lost = narrowed(productKeys(from), productKeys(to));
      if (lost === 'chosen') return `Tills give the discount on the chosen products only from now on. ${upTo}`;
      return lost === 0
        ? null
        : `Tills stop the discount on ${lost === 1 ? '1 removed entry' : `${formatNumber(lost)} removed entries`} of the list. ${upTo}`;
    },
  ],
  [
    'minBillAmount',
    ({ before, after, upTo }) => {
      const amount = raised(before.minBillAmount, after.minBillAmount);
      return amount === null ? null : `Bills below ${formatNumber(amount)} are refused from now on. ${upTo}`;
    },
  ],
  [
    'maxBillAmount',
    ({ before, after, upTo }) => {
      const amount = lowered(before.maxBillAmount, after.maxBillAmount);
      return amount === null ? null : `Bills above ${formatNumber(amount)} are refused from now on. ${upTo}`;
    },
  ],
  [
    'discountUpto',
    ({ before, after, upTo }) => {
      const amount = lowered(before.discountUpto, after.discountUpto);
      return amount === null ? null : `A coupon takes off ${formatNumber(amount)} at most. ${upTo}`;
    },
  ],
  [
    'validMaxUserTransactionLimit',
    ({ before, after, upTo }) => {
      const limit = lowered(before.validMaxUserTransactionLimit, after.validMaxUserTransactionLimit);
      return limit === null
        ? null
        : `Customers with more than ${count(limit, 'transaction')} are refused from now on. ${upTo}`;
    },
  ],
  [
    'validUserRegistrationStartTime',
    ({ before, after, upTo, clusterZone }) => {
      const from = raised(before.validUserRegistrationStartTime, after.validUserRegistrationStartTime);
      return from === null
        ? null
        : `Customers who registered before ${formatInstant(from, clusterZone)} are refused from now on. ${upTo}`;
    },
  ],
  [
    'validUserRegistrationEndTime',
    ({ before, after, upTo, clusterZone }) => {
      const until = lowered(before.validUserRegistrationEndTime, after.validUserRegistrationEndTime);
      return until === null
        ? null
        : `Customers who registered after ${formatInstant(until, clusterZone)} are refused from now on. ${upTo}`;
    },
  ],
  [
    'mutualExclusiveSeriesIds',
    ({ before, after, upTo }) => {
      const [from, to] = both(before.mutualExclusiveSeriesIds, after.mutualExclusiveSeriesIds) ?? [[], []];
      const added = to.filter((id) => !from.includes(id)).length;
      return added === 0
        ? null
        : `Coupons no longer work together with those of ${added === 1 ? '1 more series' : `${formatNumber(added)} more series`}. ${upTo}`;
    },
  ],
];

/** Statuses in which no coupon can be redeemed, now or later. */
const OVER: ReadonlySet<StatusWord> = new Set(['ended', 'notRedeemable', 'limitReached']);

/**
 * What a save does to coupons that are issued and can still be redeemed: those it ends, and those it restricts, without
 * what rules warn about already. Numbers are the API's counters, or an upper bound that says so. Expects settled values;
 * `changed`: the visible fields that differ from the stored ones. The API computes the end of a coupon at each read, so a
 * save moves the ends of issued coupons too.
 */
export function effectsOnIssued(
  { values: before }: Series,
  after: Values,
  changed: ReadonlySet<FieldKey>,
  context: EvaluationContext,
): EffectsOnIssued {
  const coupons = couponsOut(before);
  if (coupons === null || OVER.has(statusOf(before, context).status)) return { ends: null, restricts: new Map() };
  const { status, reason } = statusOf(after, context);
  // What has ended cannot be restricted.
  if (OVER.has(status))
    return {
      ends: `After this save: ${STATUS_LABELS[status]}, ${reason}. This ends the ${coupons}.`,
      restricts: new Map(),
    };
  const { now, clusterZone } = context;
  const upTo = `This affects up to ${coupons}; how many is not known.`;
  const step: Step = { before, after, coupons, upTo, today: dayOf(now, clusterZone), clusterZone };
  const restricts = RESTRICTIONS.flatMap(([field, effect]) => {
    const message = changed.has(field) ? effect(step) : null;
    return message === null ? [] : [[field, message] as const];
  });
  return { ends: whyCodesEnd(step) ?? whyLifeEnds(step), restricts: new Map(restricts) };
}
