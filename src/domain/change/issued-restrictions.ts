import type { FieldKey, Values } from '#catalogue/catalogue.ts';
import {
  type FieldValue,
  isUnresolved,
  placeKey,
  type ProductSelection,
  type RedemptionRange,
} from '#catalogue/model/kinds.ts';
import { AXES } from '#catalogue/range.ts';
import { formatInstant } from '#values/date-format.ts';
import { formatNumber } from '#values/number-format.ts';
import type { Day } from '#values/zone.ts';
import { outstanding } from '../lifetime/outstanding.ts';
import { many } from '../rules/rule.ts';
import { valueOrNull } from '../series/series.ts';

/** One save, as the effects read it. */
export interface Step {
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

const productKeys = (lists: readonly ProductSelection[]) =>
  lists.flatMap(({ type, ids }) => ids.map((id) => `${type}:${id}`));

/** Whether a range excludes days or hours that the other one allows. */
const excludesMore = (from: RedemptionRange, to: RedemptionRange) =>
  Object.entries(AXES).some(([axis, { min, max }]) => {
    const [old, next] = [from[axis as keyof typeof AXES], to[axis as keyof typeof AXES]];
    if (next.length === 0 || next.length > max - min) return false;
    return old.length === 0 || old.some((value) => !next.includes(value));
  });

/** Effects after which issued coupons still work, in fewer cases or for less. */
export const RESTRICTIONS: readonly (readonly [FieldKey, Effect])[] = [
  [
    'maxRedeem',
    ({ before, after, upTo, coupons }) => {
      const limit = lowered(before.maxRedeem, after.maxRedeem);
      if (limit === null) return null;
      const left = limit - (valueOrNull(before.numRedeemed) ?? 0);
      const out = outstanding(before);
      if (out === null) return `${many(left, 'more redemption')} ${left === 1 ? 'is' : 'are'} possible. ${upTo}`;
      return out > left
        ? `${many(left, 'more redemption')} ${left === 1 ? 'is' : 'are'} possible, and customers hold ${coupons}: ${formatNumber(out - left)} of them will be refused.`
        : null;
    },
  ],
  [
    'maxRedemptionsInSeriesPerUser',
    ({ before, after, upTo }) => {
      const limit = lowered(before.maxRedemptionsInSeriesPerUser, after.maxRedemptionsInSeriesPerUser);
      return limit === null
        ? null
        : `A customer with ${many(limit, 'redemption')} or more is refused from now on. ${upTo}`;
    },
  ],
  [
    'redemptionPerCouponMaxLimit',
    ({ before, after, upTo }) => {
      const limit = lowered(before.redemptionPerCouponMaxLimit, after.redemptionPerCouponMaxLimit);
      return limit === null ? null : `A code with ${many(limit, 'redemption')} or more stops working. ${upTo}`;
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
      return gap === null ? null : `After a redemption a customer waits ${many(gap, 'day')}. ${upTo}`;
    },
  ],
  [
    'redemptionValidAfterDays',
    ({ before, after, upTo }) => {
      const wait = raised(before.redemptionValidAfterDays, after.redemptionValidAfterDays);
      return wait === null
        ? null
        : `Coupons issued in the last ${many(wait, 'day')} do not work until their waiting time is over. ${upTo}`;
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
      const lost = narrowed(from.map(placeKey), to.map(placeKey));
      if (lost === 'chosen') return `Coupons work in the chosen places only from now on. ${upTo}`;
      return lost === 0
        ? null
        : `Coupons stop working in ${many(lost, 'removed place')}, unless a chosen one contains ${lost === 1 ? 'it' : 'them'}. ${upTo}`;
    },
  ],
  [
    'redeemAtStore',
    ({ before, after, upTo }) => {
      const [from, to] = both(before.redeemAtStore, after.redeemAtStore) ?? [[], []];
      const lost = narrowed(from.map(String), to.map(String));
      if (lost === 'chosen') return `Coupons work in the chosen places only from now on. ${upTo}`;
      return lost === 0 ? null : `Coupons stop working in ${many(lost, 'removed place')}. ${upTo}`;
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
    'isValidWithDiscountedItem',
    ({ before, after, upTo }) => {
      return switchedOff(before.isValidWithDiscountedItem, after.isValidWithDiscountedItem)
        ? `Tills stop the discount on sale items. ${upTo}`
        : null;
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
        : `Customers with more than ${many(limit, 'transaction')} are refused from now on. ${upTo}`;
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
