import { fieldOf, type FieldKey, type Values } from '#catalogue/catalogue.ts';
import { formatDay, formatNumber } from '#catalogue/format.ts';
import type { Gates } from '#catalogue/gates.ts';
import { isOdd } from '#catalogue/kinds.ts';
import { addDays, dayOf } from '#catalogue/zone.ts';
import { couponEnd, seriesEnd } from './expiry.ts';
import { type Circumstances, known, type Series } from './series.ts';

/** What a rule looks at. `changed` says whether a field differs from what is stored. */
export interface Case extends Circumstances {
  readonly base: Series;
  readonly values: Values;
  readonly gates: Gates;
  readonly changed: (field: FieldKey) => boolean;
}

/**
 * A rule over one or several fields. An error is for what the API refuses or destroys, and only while one of `reads` differs
 * from what is stored; everything else warns.
 */
export interface Rule {
  readonly id: string;
  /** The fields it depends on; the message stands at the first. */
  readonly reads: readonly [FieldKey, ...FieldKey[]];
  readonly severity: 'error' | 'warning';
  /** The API's or the engine's own number for it. */
  readonly code: number;
  readonly check: (subject: Case) => string | null;
}

const choiceKnown = (
  field: 'clientHandlingType' | 'expiryStrategyType' | 'discountType' | 'discountOn',
  code: number,
): Rule => ({
  id: `${field}-known`,
  reads: [field],
  severity: 'error',
  code,
  check: ({ values }) => {
    const { kind } = fieldOf(field);
    const value = known(values[field]);
    return kind.type !== 'choice' || value === null || Object.hasOwn(kind.options, value)
      ? null
      : `“${value}” is not one of ${Object.keys(kind.options).join(', ')}.`;
  },
});

const typesKnown = (field: 'productInfo' | 'redemptionOrgEntityDetails', types: readonly string[]): Rule => ({
  id: `${field}-types-known`,
  reads: [field],
  severity: 'error',
  code: 629,
  check: ({ values, base }) => {
    const typesOf = (held: Values[typeof field]) => (known(held) ?? []).map((row) => row.type);
    const before = typesOf(base.values[field]);
    const odd = typesOf(values[field]).find((type) => !types.includes(type) && !before.includes(type));
    return odd === undefined ? null : `“${odd}” is not one of ${types.join(', ')}.`;
  },
});

export const RULES: readonly Rule[] = [
  choiceKnown('clientHandlingType', 108),
  choiceKnown('expiryStrategyType', 629),
  choiceKnown('discountType', 629),
  choiceKnown('discountOn', 629),
  typesKnown('productInfo', ['SKU', 'CATEGORY', 'BRAND', 'ATTRIBUTE']),
  typesKnown('redemptionOrgEntityDetails', ['CONCEPT', 'ZONE', 'STORE', 'TILL']),
  {
    id: 'percentage-over-100',
    reads: ['discountValue', 'discountType'],
    severity: 'error',
    code: 629,
    check: ({ values }) =>
      known(values.discountType) === 'PERC' && (known(values.discountValue) ?? 0) > 100
        ? 'A percentage is at most 100.'
        : null,
  },
  {
    id: 'percentage-is-100',
    reads: ['discountValue', 'discountType'],
    severity: 'warning',
    code: 629,
    check: ({ values }) =>
      known(values.discountType) === 'PERC' && known(values.discountValue) === 100
        ? 'The whole bill is taken off. The vendor’s own screens stop at 99 %.'
        : null,
  },
  {
    id: 'cap-with-fixed-amount',
    reads: ['discountUpto', 'discountType'],
    severity: 'error',
    code: 629,
    check: ({ values }) =>
      known(values.discountType) === 'ABS' && known(values.discountUpto) !== null
        ? 'A cap goes with percentages only; the API refuses it with a fixed amount.'
        : null,
  },
  {
    id: 'generic-code-missing',
    reads: ['genericCode', 'clientHandlingType'],
    severity: 'error',
    code: 754,
    check: ({ values }) =>
      known(values.clientHandlingType) === 'GENERIC' && known(values.genericCode)?.trim() === ''
        ? 'Enter the common code.'
        : null,
  },
  {
    id: 'fewer-than-issued',
    reads: ['maxCreate', 'numIssued'],
    severity: 'error',
    code: 626,
    check: ({ values, changed }) => {
      const limit = known(values.maxCreate);
      const issued = known(values.numIssued) ?? 0;
      return changed('maxCreate') && limit !== null && limit <= issued
        ? `${formatNumber(issued)} coupons are issued already. Enter more than that.`
        : null;
    },
  },
  {
    id: 'born-expired',
    reads: ['expiryStrategyValue', 'expiryStrategyType', 'validTillDate'],
    severity: 'warning',
    code: 601,
    check: ({ values, now, clusterZone }) => {
      if (isOdd(values.expiryStrategyValue) || isOdd(values.validTillDate)) return null;
      const today = dayOf(now, clusterZone);
      const end = couponEnd(values, today, clusterZone);
      const ended = seriesEnd(values, clusterZone);
      if (end === null || end >= today || (ended && ended.day < today)) return null;
      return `A coupon issued today would be expired already: it ends on ${formatDay(end)}.`;
    },
  },
  {
    id: 'no-end-known',
    reads: ['validTillDate', 'ownerValidity'],
    severity: 'warning',
    code: 641,
    check: ({ values, clusterZone }) =>
      known(values.validTillDate) === null && !isOdd(values.validTillDate) && !seriesEnd(values, clusterZone)
        ? 'Without a last day and without an owner no coupon can be issued.'
        : null,
  },
  {
    id: 'end-in-the-past',
    reads: ['validTillDate'],
    severity: 'warning',
    code: 712,
    check: ({ values, changed, now, clusterZone }) => {
      const day = known(values.validTillDate);
      return changed('validTillDate') && day !== null && day < dayOf(now, clusterZone)
        ? 'This day has passed: saving ends the series, and every coupon already issued, at once.'
        : null;
    },
  },
  {
    id: 'start-after-end',
    reads: ['redemptionValidFrom', 'validTillDate'],
    severity: 'warning',
    code: 639,
    check: ({ values, clusterZone }) => {
      const start = known(values.redemptionValidFrom);
      const end = seriesEnd(values, clusterZone);
      return start !== null && end !== null && start > end.day
        ? `Redemption starts after the series ends on ${formatDay(end.day)}. Nobody can redeem, and issuing fails.`
        : null;
    },
  },
  {
    id: 'waiting-longer-than-validity',
    reads: ['redemptionValidAfterDays', 'expiryStrategyValue', 'expiryStrategyType', 'validTillDate'],
    severity: 'warning',
    code: 739,
    check: ({ values, now, clusterZone }) => {
      const wait = known(values.redemptionValidAfterDays);
      if (wait === null || wait > 100_000 || isOdd(values.expiryStrategyValue)) return null;
      const today = dayOf(now, clusterZone);
      const end = couponEnd(values, today, clusterZone);
      return end !== null && end >= today && addDays(today, wait) > end
        ? `A coupon issued today expires on ${formatDay(end)}, before the waiting time is over.`
        : null;
    },
  },
  {
    id: 'bill-bounds-crossed',
    reads: ['minBillAmount', 'maxBillAmount'],
    severity: 'warning',
    code: 733,
    check: ({ values }) => {
      const min = known(values.minBillAmount);
      const max = known(values.maxBillAmount);
      return min !== null && max !== null && min > max ? 'The smallest bill is above the largest: no bill fits.' : null;
    },
  },
  {
    id: 'same-customer-without-multiple-use',
    reads: ['sameUserMultipleRedeem', 'isMultipleUseAllowed'],
    severity: 'warning',
    code: 711,
    check: ({ values }) =>
      known(values.isMultipleUseAllowed) === false && known(values.sameUserMultipleRedeem) === true
        ? 'One code works once, so “may use a code again” has no effect.'
        : null,
  },
  {
    id: 'code-limit-without-multiple-use',
    reads: ['redemptionPerCouponMaxLimit', 'isMultipleUseAllowed'],
    severity: 'warning',
    code: 711,
    check: ({ values }) => {
      const limit = known(values.redemptionPerCouponMaxLimit);
      return known(values.isMultipleUseAllowed) === false && limit !== null && limit > 1
        ? `One code works once, so the limit of ${formatNumber(limit)} is never reached. Let one code work more than once.`
        : null;
    },
  },
  {
    id: 'code-limit-not-applicable',
    reads: ['redemptionPerCouponMaxLimit', 'anyUser', 'clientHandlingType'],
    severity: 'warning',
    code: 629,
    check: ({ values, gates }) =>
      known(values.redemptionPerCouponMaxLimit) !== null &&
      (gates.anyUser === false || gates.clientHandlingType === 'GENERIC' || gates.externallyManaged)
        ? 'The limit applies only to generated and uploaded codes that anyone may use.'
        : null,
  },
  {
    id: 'gap-without-second-redemption',
    reads: ['minDaysBetweenRedemption', 'maxRedemptionsInSeriesPerUser'],
    severity: 'warning',
    code: 738,
    check: ({ values }) =>
      known(values.minDaysBetweenRedemption) !== null && known(values.maxRedemptionsInSeriesPerUser) === 1
        ? 'Each customer can redeem once, so the gap has no effect.'
        : null,
  },
  {
    id: 'resend-wins-over-several',
    reads: ['isMultipleVouchersPerUserAllowed', 'doNotResendExistingVoucher'],
    severity: 'warning',
    code: 709,
    check: ({ values }) =>
      known(values.isMultipleVouchersPerUserAllowed) === true && known(values.doNotResendExistingVoucher) === false
        ? 'A customer who holds a coupon is sent the same one again, so nobody gets a second.'
        : null,
  },
  {
    id: 'registration-window-empty',
    reads: ['validUserRegistrationEndTime', 'validUserRegistrationStartTime'],
    severity: 'warning',
    code: 710,
    check: ({ values }) => {
      const from = known(values.validUserRegistrationStartTime);
      const until = known(values.validUserRegistrationEndTime);
      return from !== null && until !== null && until < from
        ? 'The end lies before the start: no customer fits.'
        : null;
    },
  },
  {
    id: 'excludes-itself',
    reads: ['mutualExclusiveSeriesIds', 'id'],
    severity: 'warning',
    code: 756,
    check: ({ values }) => {
      const own = known(values.id);
      return own !== null && known(values.mutualExclusiveSeriesIds)?.includes(own)
        ? 'The series excludes itself: nobody who holds a coupon gets another.'
        : null;
    },
  },
  {
    id: 'discount-changed-after-issuing',
    reads: ['discountValue', 'discountType', 'numIssued'],
    severity: 'warning',
    code: 629,
    check: ({ values, changed }) => {
      const issued = known(values.numIssued) ?? 0;
      return issued > 0 && (changed('discountValue') || changed('discountType'))
        ? `${formatNumber(issued)} coupons already issued change their value too.`
        : null;
    },
  },
  {
    id: 'code-kind-changed',
    reads: ['clientHandlingType'],
    severity: 'warning',
    code: 108,
    check: ({ changed }) =>
      changed('clientHandlingType') ? 'Every code generated so far becomes invalid with this change.' : null,
  },
  {
    id: 'message-without-code',
    reads: ['smsTemplate'],
    severity: 'warning',
    code: 644,
    check: ({ values }) => {
      const text = known(values.smsTemplate);
      return text && !/\{\{\s*voucher(\(\d+\))?\s*\}\}/.test(text)
        ? 'The message has no {{voucher}}, so the customer is not told the code.'
        : null;
    },
  },
];
