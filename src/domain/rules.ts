import { fieldOf, type Values } from '#catalogue/catalogue.ts';
import { formatNumber } from '#catalogue/format.ts';
import { hasEmptyAxis } from '#catalogue/range.ts';
import type { Rule } from './rule.ts';
import { VALIDITY_RULES } from './rules-validity.ts';
import { known } from './series.ts';

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
    return kind.type !== 'choice' || !value || Object.hasOwn(kind.options, value)
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
    id: 'range-list-empty',
    reads: ['redemptionRange'],
    severity: 'warning',
    code: 729,
    check: ({ base, changed }) =>
      !changed('redemptionRange') && hasEmptyAxis(base.wire['redemptionRange'])
        ? 'An empty list of days or hours is stored. It is read as “any”; older versions of the API read it as “never”.'
        : null,
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
  ...VALIDITY_RULES,
];
