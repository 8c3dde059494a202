import type { ExamplesOf, RuleExamples } from './rule.examples.ts';
import { limitIsZeroExamples } from './rules-issuance.examples.ts';
import type { LimitField, REDEMPTION_RULES } from './rules-redemption.ts';

const SINGLE = { isMultipleUseAllowed: false, sameUserMultipleRedeem: false, redemptionPerCouponMaxLimit: -1 };
const SHARED_ONCE = {
  clientHandlingType: 'GENERIC',
  genericCode: 'DIWALI',
  isMultipleUseAllowed: true,
  sameUserMultipleRedeem: false,
  redemptionPerCouponMaxLimit: -1,
};

const aboveTotal = (field: LimitField): RuleExamples => ({
  source: 'Engine: once the whole series has reached its maximum, no coupon is redeemed any more (605).',
  fires: { edit: { [field]: 20, maxRedeem: 10 } },
  passes: { edit: { [field]: 10, maxRedeem: 10 } },
});

export const REDEMPTION_EXAMPLES: ExamplesOf<typeof REDEMPTION_RULES> = {
  'same-customer-without-multiple-use': {
    source:
      'Engine: without multiple use a code is redeemed once in total (603), regardless of the other flag. The API stores the pair.',
    fires: { stored: { ...SINGLE, sameUserMultipleRedeem: true } },
    passes: { stored: { ...SINGLE, isMultipleUseAllowed: true, sameUserMultipleRedeem: true, maxRedeem: 10 } },
  },
  'multiple-use-of-the-holder-once': {
    source:
      'Engine: with multiple use, but not by the same customer and only by the holder, a code is redeemed once (604).',
    fires: { edit: { isMultipleUseAllowed: true, sameUserMultipleRedeem: false, anyUser: false } },
    passes: { edit: { isMultipleUseAllowed: true, sameUserMultipleRedeem: false, anyUser: true } },
  },
  'nothing-limits-redemption': {
    source: 'Engine: with both flags on, a customer redeems as often as the limits allow, and -1 is no limit.',
    fires: {
      edit: { isMultipleUseAllowed: true, sameUserMultipleRedeem: true, redemptionPerCouponMaxLimit: -1 },
    },
    passes: {
      edit: {
        isMultipleUseAllowed: true,
        sameUserMultipleRedeem: true,
        redemptionPerCouponMaxLimit: -1,
        maxRedemptionsInSeriesPerUser: 5,
      },
    },
  },
  'code-limit-without-multiple-use': {
    source: 'Engine: without multiple use a code is redeemed once in total (603), regardless of its limit.',
    fires: { edit: { ...SINGLE, redemptionPerCouponMaxLimit: 5 } },
    passes: { edit: { ...SINGLE, redemptionPerCouponMaxLimit: 1 } },
  },
  'code-limit-of-one': {
    source: 'Arithmetic: a code that may be used once does not work more than once, regardless of the flag.',
    fires: { edit: { isMultipleUseAllowed: true, redemptionPerCouponMaxLimit: 1 } },
    passes: { edit: { isMultipleUseAllowed: true, redemptionPerCouponMaxLimit: 2 } },
  },
  'code-limit-not-applicable': {
    source:
      'Documented: the limit for each code needs generated or uploaded codes that anyone may use; not common codes, nor those a third party manages.',
    fires: { stored: { anyUser: false, redemptionPerCouponMaxLimit: 3 } },
    passes: { stored: { anyUser: true, redemptionPerCouponMaxLimit: 3 } },
  },
  'redemptionPerCouponMaxLimit-above-total': aboveTotal('redemptionPerCouponMaxLimit'),
  'maxRedemptionsInSeriesPerUser-is-0': limitIsZeroExamples('maxRedemptionsInSeriesPerUser'),
  'maxRedemptionsInSeriesPerUser-above-total': aboveTotal('maxRedemptionsInSeriesPerUser'),
  'customer-limit-never-reached': {
    source:
      'Engine: if a customer redeems each code once, there are no more redemptions than codes, and a common code is issued once.',
    fires: { stored: SHARED_ONCE, edit: { maxRedemptionsInSeriesPerUser: 5 } },
    passes: { stored: SHARED_ONCE, edit: { maxRedemptionsInSeriesPerUser: 1 } },
  },
  'maxRedeem-is-0': limitIsZeroExamples('maxRedeem'),
  'total-already-redeemed': {
    source: 'Engine: redemptions so far count against the maximum of the series (605). The counter may lag.',
    fires: { stored: { numRedeemed: 800 }, edit: { maxRedeem: 800 } },
    passes: { stored: { numRedeemed: 800 }, edit: { maxRedeem: 801 } },
  },
  'total-above-coupons': {
    source: 'Arithmetic: there are no more redemptions than coupons times the uses of each.',
    fires: { edit: { ...SINGLE, maxCreate: 1000, maxRedeem: 5000 } },
    passes: { edit: { ...SINGLE, maxCreate: 5000, maxRedeem: 1000 } },
  },
  'gap-without-second-redemption': {
    source:
      'Engine: the gap is counted from a customer’s last redemption in the series (622), so it needs a second one, within the life of the series.',
    fires: { edit: { minDaysBetweenRedemption: 3, maxRedemptionsInSeriesPerUser: 1 } },
    passes: { edit: { minDaysBetweenRedemption: 3, maxRedemptionsInSeriesPerUser: 2 } },
  },
};
