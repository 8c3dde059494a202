import { choiceKnownExamples, type ExamplesOf } from './rule.examples.ts';
import type { DISCOUNT_RULES } from './rules-discount.ts';

/** 2^24: above it a 32-bit float skips whole numbers. */
const EXACT = 16_777_216;
const PERC = (discountValue: number) => ({ discountType: 'PERC', discountValue });

export const DISCOUNT_EXAMPLES: ExamplesOf<typeof DISCOUNT_RULES> = {
  'discountType-known': choiceKnownExamples('discountType', 'Documented: a discount is ABS or PERC.', 'PERC'),
  'discountOn-known': choiceKnownExamples('discountOn', 'Documented: a discount is on BILL or ITEM.', 'ITEM'),
  'discount-of-nothing': {
    source: 'Inferred: nothing in the API refuses 0, and a coupon then takes nothing off.',
    fires: { edit: { discountValue: 0 } },
    passes: { edit: { discountValue: 0.5 } },
  },
  'percentage-over-100': {
    source: 'Ours: a percentage of a bill is at most 100. The API was never seen to check it.',
    fires: { edit: PERC(101) },
    passes: { edit: PERC(99) },
  },
  'percentage-is-100': {
    source: 'Documented for the vendor’s screens: they stop at 99 %. The API was not seen to check.',
    fires: { edit: PERC(100) },
    passes: { edit: PERC(99) },
  },
  'discount-rounded': {
    source: 'Seen: the API stores the discount as a 32-bit float, which has about seven digits.',
    fires: { edit: { discountValue: 2_500_000.1 } },
    passes: { edit: { discountValue: 2500.1 } },
  },
  'discount-beyond-exact': {
    source:
      'Seen: the API stores the discount as a 32-bit float, which is exact for whole numbers up to 16,777,216 only.',
    fires: { edit: { discountValue: EXACT + 2 } },
    passes: { edit: { discountValue: EXACT } },
  },
  'discount-kind-changed': {
    source: 'Inferred: kind and number are two fields, so changing the kind alone changes what the number means.',
    fires: { stored: PERC(15), edit: { discountType: 'ABS' } },
    passes: { edit: PERC(15) },
  },
  'discount-changed-much': {
    source: 'Ours: a digit too many or too few changes an offer more than threefold, which is seldom intended.',
    fires: { stored: PERC(15), edit: PERC(50) },
    passes: { stored: PERC(15), edit: PERC(45) },
  },
  'discount-changed-after-issuing': {
    source:
      'Inferred: the API takes a new discount at any time (seen), and a coupon stores none itself. No documentation says what happens to coupons already issued.',
    fires: { stored: { numIssued: 1200, numRedeemed: 200 }, edit: { discountValue: 400 } },
    passes: { stored: { numIssued: 0 }, edit: { discountValue: 400 } },
  },
  'cap-with-fixed-amount': {
    source: 'Engine: it refuses a cap on a fixed amount (“discount_upto cannot be used with discount type abs”).',
    fires: { stored: { ...PERC(10), discountUpto: 50 }, edit: { discountType: 'ABS', discountUpto: 60 } },
    passes: { stored: { ...PERC(10), discountUpto: 50 }, edit: { discountUpto: 60 } },
  },
  'cap-decimals': {
    source: 'Engine: the cap has two decimals.',
    fires: { stored: PERC(10), edit: { discountUpto: 49.995 } },
    passes: { stored: PERC(10), edit: { discountUpto: 49.99 } },
  },
  'cap-without-effect': {
    source:
      'Inferred: larger bills are refused, so the percentage of the largest bill is the most that is ever taken off.',
    fires: { stored: PERC(10), edit: { maxBillAmount: 2000, discountUpto: 250 } },
    passes: { stored: PERC(10), edit: { maxBillAmount: 2000, discountUpto: 150 } },
  },
  'bill-bounds-crossed': {
    source:
      'Engine: a bill below the smallest or above the largest is refused (900, 901). The API saves bounds that cross.',
    fires: { edit: { minBillAmount: 5000, maxBillAmount: 1000 } },
    passes: { edit: { minBillAmount: 1000, maxBillAmount: 1000 } },
  },
};
