import type { Values } from '#catalogue/catalogue.ts';
import { formatNumber } from '#values/number-format.ts';
import { type RuleContext, many, type Rule } from './rule.ts';
import { reissueModeOf } from '../limits/reissue-mode.ts';
import { redemptionModeOf } from '../limits/redemption-mode.ts';
import { lifeInDays, limitIsZero } from './rules-issuance.ts';
import { valueOrNull } from '../series/series.ts';
const isSingle = (values: Values) => valueOrNull(values.isMultipleUseAllowed) === false;
const codeLimitApplies = ({ gates }: RuleContext) =>
  gates.anyUser !== false && gates.clientHandlingType !== 'GENERIC' && !gates.externallyManaged;
/** The limit for each code, if one applies. */
const codeLimit = (context: RuleContext) =>
  codeLimitApplies(context) ? valueOrNull(context.values.redemptionPerCouponMaxLimit) : null;

/** How often one customer can redeem apart from the limits; null if unbounded. */
function maxPerCustomer({ values }: RuleContext): number | null {
  const mode = redemptionModeOf(values);
  if (mode === null || mode === 'again') return null;
  // A common code is issued to a customer once. Personal codes work once each, so their number is the bound.
  if (valueOrNull(values.clientHandlingType) === 'GENERIC') return 1;
  return valueOrNull(values.anyUser) === false && reissueModeOf(values) === 'another'
    ? valueOrNull(values.maxVouchersPerUser)
    : null;
}
const times = (count: number) => (count === 1 ? 'once' : `${formatNumber(count)} times`);

export type LimitField = 'redemptionPerCouponMaxLimit' | 'maxRedemptionsInSeriesPerUser';

/** A limit must not exceed that of the whole series. */
const aboveTotal = <F extends LimitField>(field: F, whose: string): Rule<`${F}-above-total`> => ({
  id: `${field}-above-total`,
  reads: [field, 'maxRedeem'],
  severity: 'warning',
  code: 714,
  check: (context) => {
    const { values } = context;
    const limit =
      field === 'redemptionPerCouponMaxLimit' ? codeLimit(context) : valueOrNull<number | null>(values[field]);
    const total = valueOrNull(values.maxRedeem);
    return limit !== null && total !== null && limit > total
      ? `In total ${many(total, 'redemption')} ${total === 1 ? 'is' : 'are'} allowed, so a limit of ${formatNumber(limit)} for each ${whose} is never reached. Lower it.`
      : null;
  },
});

/** Rules about who may redeem, and how often. */
export const REDEMPTION_RULES = [
  {
    id: 'same-customer-without-multiple-use',
    reads: ['sameUserMultipleRedeem', 'isMultipleUseAllowed'],
    severity: 'warning',
    code: 711,
    check: ({ values }) =>
      isSingle(values) && valueOrNull(values.sameUserMultipleRedeem) === true
        ? 'One code works once, so “may use a code again” has no effect. Let one code work more than once if customers should use it again.'
        : null,
  },
  {
    id: 'multiple-use-of-the-holder-once',
    reads: ['isMultipleUseAllowed', 'sameUserMultipleRedeem', 'anyUser', 'clientHandlingType'],
    severity: 'warning',
    code: 716,
    check: ({ values }) =>
      valueOrNull(values.isMultipleUseAllowed) === true &&
      valueOrNull(values.sameUserMultipleRedeem) === false &&
      valueOrNull(values.anyUser) === false &&
      valueOrNull(values.clientHandlingType) !== 'GENERIC'
        ? 'Only the holder may redeem, so “once for each customer” comes to once. Let anyone redeem, or choose “Works more than once”, to allow more.'
        : null,
  },
  {
    id: 'nothing-limits-redemption',
    reads: [
      'sameUserMultipleRedeem',
      'isMultipleUseAllowed',
      'redemptionPerCouponMaxLimit',
      'maxRedemptionsInSeriesPerUser',
      'maxRedeem',
      'anyUser',
      'clientHandlingType',
    ],
    severity: 'warning',
    code: 714,
    check: (context) => {
      const { values } = context;
      const isUnlimited = (['maxRedemptionsInSeriesPerUser', 'maxRedeem'] as const).every(
        (key) => values[key] === null,
      );
      const canLimitCode = codeLimitApplies(context);
      if (
        redemptionModeOf(values) !== 'again' ||
        !isUnlimited ||
        (canLimitCode && values.redemptionPerCouponMaxLimit !== null)
      )
        return null;
      return `Every customer can redeem any number of times. Limit ${canLimitCode ? 'each code, ' : ''}each customer or the whole series if that is not intended.`;
    },
  },
  {
    id: 'code-limit-without-multiple-use',
    reads: ['redemptionPerCouponMaxLimit', 'isMultipleUseAllowed'],
    severity: 'warning',
    code: 711,
    check: (context) => {
      const limit = codeLimit(context);
      return isSingle(context.values) && limit !== null && limit > 1
        ? `One code works once, so the limit of ${formatNumber(limit)} is never reached. Let one code work more than once.`
        : null;
    },
  },
  {
    id: 'code-limit-of-one',
    reads: ['redemptionPerCouponMaxLimit', 'isMultipleUseAllowed'],
    severity: 'warning',
    code: 711,
    check: (context) =>
      valueOrNull(context.values.isMultipleUseAllowed) === true && codeLimit(context) === 1
        ? 'One code may work more than once, but its limit is one. Raise the limit, or let one code work once.'
        : null,
  },
  {
    id: 'code-limit-not-applicable',
    reads: ['redemptionPerCouponMaxLimit', 'anyUser', 'clientHandlingType'],
    severity: 'warning',
    code: 629,
    check: (context) =>
      valueOrNull(context.values.redemptionPerCouponMaxLimit) !== null && !codeLimitApplies(context)
        ? 'A limit for each code applies only to generated and uploaded codes that anyone may use. Here it has no effect: limit each customer instead.'
        : null,
  },
  aboveTotal('redemptionPerCouponMaxLimit', 'code'),
  limitIsZero('maxRedemptionsInSeriesPerUser', 736, 'no customer can redeem'),
  aboveTotal('maxRedemptionsInSeriesPerUser', 'customer'),
  {
    id: 'customer-limit-never-reached',
    reads: ['maxRedemptionsInSeriesPerUser', 'isMultipleUseAllowed', 'maxVouchersPerUser', 'clientHandlingType'],
    severity: 'warning',
    code: 736,
    check: (context) => {
      const limit = valueOrNull(context.values.maxRedemptionsInSeriesPerUser);
      const most = maxPerCustomer(context);
      return limit !== null && most !== null && limit > most
        ? `Each customer can redeem ${times(most)} here, so the limit of ${formatNumber(limit)} is never reached. Lower it, or let customers use a code again.`
        : null;
    },
  },
  limitIsZero('maxRedeem', 714, 'no customer can redeem'),
  {
    id: 'total-already-redeemed',
    reads: ['maxRedeem', 'numRedeemed'],
    severity: 'warning',
    code: 714,
    check: ({ values, changed }) => {
      const limit = valueOrNull(values.maxRedeem);
      const redeemed = valueOrNull(values.numRedeemed) ?? 0;
      return changed('maxRedeem') && limit !== null && limit > 0 && limit <= redeemed
        ? `The series has ${many(redeemed, 'redemption')} already, so with this limit no customer can redeem any more. Enter a higher limit to continue the offer.`
        : null;
    },
  },
  {
    id: 'total-above-coupons',
    reads: ['maxRedeem', 'maxCreate', 'isMultipleUseAllowed', 'redemptionPerCouponMaxLimit'],
    severity: 'warning',
    code: 714,
    check: (context) => {
      const { values } = context;
      const redemptions = valueOrNull(values.maxRedeem);
      const coupons = valueOrNull(values.maxCreate);
      const each = isSingle(values) ? 1 : codeLimit(context);
      if (redemptions === null || coupons === null || each === null || redemptions <= coupons * each) return null;
      return valueOrNull(values.clientHandlingType) === 'GENERIC'
        ? null
        : `At most ${many(coupons, 'coupon')} ${coupons === 1 ? 'is' : 'are'} issued, and each works ${times(each)}, so a limit of ${formatNumber(redemptions)} redemptions is never reached. Lower it.`;
    },
  },
  {
    id: 'gap-without-second-redemption',
    reads: ['minDaysBetweenRedemption', 'maxRedemptionsInSeriesPerUser', 'isMultipleUseAllowed', 'validTillDate'],
    severity: 'warning',
    code: 738,
    check: (context) => {
      const gap = valueOrNull(context.values.minDaysBetweenRedemption);
      if (gap === null) return null;
      if (valueOrNull(context.values.maxRedemptionsInSeriesPerUser) === 1 || maxPerCustomer(context) === 1)
        return 'Each customer can redeem once, so the gap has no effect. Remove it, or let customers redeem more often.';
      const life = lifeInDays(context);
      return life !== null && life > 0 && gap >= life
        ? `The series lasts ${many(life, 'day')}, so with a gap of ${formatNumber(gap)} no customer can redeem twice. Shorten the gap.`
        : null;
    },
  },
] as const satisfies readonly Rule[];
