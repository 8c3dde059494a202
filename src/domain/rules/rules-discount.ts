import type { Values } from '#catalogue/catalogue.ts';
import { formatNumber } from '#values/number-format.ts';
import { choiceKnown, type Rule } from './rule.ts';
import { couponsOut } from '../lifetime/outstanding.ts';
import { valueOrNull } from '../series/series.ts';

/** Above it a 32-bit float skips whole numbers. */
const EXACT = 16_777_216;
const PERC = (discountValue: number) => ({ discountType: 'PERC', discountValue });

const percentage = (values: Values) =>
  valueOrNull(values.discountType) === 'PERC' ? valueOrNull(values.discountValue) : null;
const cents = (amount: number) => Math.round(amount * 100) / 100;

/** The rules about what a coupon takes off, and from which bills. */
export const DISCOUNT_RULES: readonly Rule[] = [
  choiceKnown('discountType', 629, 'Documented: a discount is ABS or PERC.', 'PERC'),
  choiceKnown('discountOn', 629, 'Documented: a discount is on BILL or ITEM.', 'ITEM'),
  {
    id: 'discount-of-nothing',
    reads: ['discountValue'],
    severity: 'warning',
    code: 629,
    source: 'Inferred: nothing in the API refuses 0, and a coupon then takes nothing off.',
    examples: { fires: { edit: { discountValue: 0 } }, passes: { edit: { discountValue: 0.5 } } },
    check: ({ values }) =>
      valueOrNull(values.discountValue) === 0 ? 'With 0 a coupon takes nothing off. Enter the discount.' : null,
  },
  {
    id: 'percentage-over-100',
    reads: ['discountValue', 'discountType'],
    severity: 'error',
    code: 629,
    source: 'Ours: a percentage of a bill is at most 100. The API was never seen to check it, so nobody else would.',
    examples: { fires: { edit: PERC(101) }, passes: { edit: PERC(99) } },
    check: ({ values }) =>
      (percentage(values) ?? 0) > 100 ? 'A percentage is at most 100. Enter less, or choose a fixed amount.' : null,
  },
  {
    id: 'percentage-is-100',
    reads: ['discountValue', 'discountType', 'discountUpto', 'discountOn'],
    severity: 'warning',
    code: 629,
    source: 'Documented for the vendor’s screens: they stop at 99 %. The API was not seen to check.',
    examples: { fires: { edit: PERC(100) }, passes: { edit: PERC(99) } },
    check: ({ values }) => {
      const percent = percentage(values) ?? 0;
      const what = valueOrNull(values.discountOn) === 'ITEM' ? 'item' : 'bill';
      const cap = values.discountUpto === null ? '' : ' up to the cap';
      return percent > 99 && percent <= 100
        ? `The whole ${what}${cap} is taken off, or nearly. The vendor’s own screens stop at 99 %: try it on one bill before many customers do.`
        : null;
    },
  },
  {
    id: 'discount-rounded',
    reads: ['discountValue'],
    severity: 'warning',
    code: 629,
    source: 'Seen: the API keeps the discount as a 32-bit float, which holds about seven digits.',
    examples: { fires: { edit: { discountValue: 2_500_000.1 } }, passes: { edit: { discountValue: 2500.1 } } },
    check: ({ values }) => {
      const value = valueOrNull(values.discountValue);
      if (value === null || Number.isInteger(value)) return null;
      const kept = Math.fround(value);
      return Math.abs(kept - value) >= 0.005
        ? `The API keeps about seven digits: ${formatNumber(value)} becomes ${formatNumber(kept)}. Enter fewer decimals.`
        : null;
    },
  },
  {
    id: 'discount-beyond-exact',
    reads: ['discountValue'],
    severity: 'warning',
    code: 629,
    source: 'Seen: the API keeps the discount as a 32-bit float, whole numbers exactly up to 16,777,216 only.',
    examples: { fires: { edit: { discountValue: EXACT + 2 } }, passes: { edit: { discountValue: EXACT } } },
    check: ({ values }) =>
      (valueOrNull(values.discountValue) ?? 0) > EXACT
        ? `Above ${formatNumber(EXACT)} the API cannot hold every whole number. Check that this amount is meant.`
        : null,
  },
  {
    id: 'discount-kind-changed',
    reads: ['discountType', 'discountValue'],
    severity: 'warning',
    code: 629,
    source: 'Inferred: kind and number are two fields, so changing the kind alone lets the number mean something else.',
    examples: { fires: { stored: PERC(15), edit: { discountType: 'ABS' } }, passes: { edit: PERC(15) } },
    check: ({ values, changed }) => {
      const value = valueOrNull(values.discountValue);
      if (value === null || !changed('discountType') || changed('discountValue')) return null;
      const number = formatNumber(value);
      return valueOrNull(values.discountType) === 'PERC'
        ? `The number stays: the amount of ${number} becomes ${number} % of the bill. Enter the discount anew.`
        : `The number stays: ${number} % of the bill becomes the amount of ${number}. Enter the discount anew.`;
    },
  },
  {
    id: 'discount-changed-much',
    reads: ['discountValue', 'discountType'],
    severity: 'warning',
    code: 629,
    source: 'Ours: a digit too many or too few changes an offer by more than three times, which is seldom meant.',
    examples: { fires: { stored: PERC(15), edit: PERC(50) }, passes: { stored: PERC(15), edit: PERC(45) } },
    check: ({ base, values, changed }) => {
      const before = valueOrNull(base.values.discountValue);
      const after = valueOrNull(values.discountValue);
      if (before === null || after === null || before <= 0 || after <= 0 || changed('discountType')) return null;
      // A third of 0.3 is not exactly 0.1.
      const times = Math.max(before / after, after / before);
      if (times <= 3 + 1e-9) return null;
      const unit = valueOrNull(values.discountType) === 'PERC' ? ' %' : '';
      return `${formatNumber(before)}${unit} becomes ${formatNumber(after)}${unit}, more than three times as ${after > before ? 'much' : 'little'}. Check that this is meant.`;
    },
  },
  {
    id: 'discount-changed-after-issuing',
    reads: ['discountValue', 'discountType', 'numIssued', 'numRedeemed'],
    severity: 'warning',
    code: 629,
    source:
      'Inferred: the API takes a new discount at any time (seen), and a coupon carries none of its own. No text says what becomes of coupons already issued.',
    examples: {
      fires: { stored: { numIssued: 1200, numRedeemed: 200 }, edit: { discountValue: 400 } },
      passes: { stored: { numIssued: 0 }, edit: { discountValue: 400 } },
    },
    check: ({ values, changed }) => {
      const which = couponsOut(values);
      return which !== null && (changed('discountValue') || changed('discountType'))
        ? `The ${which} should take the new discount too: a coupon carries none of its own. The API’s texts do not say so; try it with one. Make a new series where customers were promised the old discount.`
        : null;
    },
  },
  {
    id: 'cap-with-fixed-amount',
    reads: ['discountUpto', 'discountType'],
    severity: 'error',
    code: 629,
    source: 'Engine: it refuses a cap on a fixed amount (“discount_upto cannot be used with discount type abs”).',
    examples: {
      fires: { stored: { ...PERC(10), discountUpto: 50 }, edit: { discountType: 'ABS', discountUpto: 60 } },
      passes: { stored: { ...PERC(10), discountUpto: 50 }, edit: { discountUpto: 60 } },
    },
    check: ({ values }) =>
      valueOrNull(values.discountType) === 'ABS' && valueOrNull(values.discountUpto) !== null
        ? 'A cap goes with percentages only; the API refuses a new one with a fixed amount. Choose a percentage, or no cap.'
        : null,
  },
  {
    id: 'cap-decimals',
    reads: ['discountUpto', 'discountType'],
    severity: 'warning',
    code: 629,
    source: 'Engine: the cap keeps two decimals.',
    examples: {
      fires: { stored: PERC(10), edit: { discountUpto: 49.995 } },
      passes: { stored: PERC(10), edit: { discountUpto: 49.99 } },
    },
    check: ({ values }) => {
      const cap = percentage(values) === null ? null : valueOrNull(values.discountUpto);
      return cap !== null && cents(cap) !== cap ? 'The cap keeps two decimals. Enter at most two.' : null;
    },
  },
  {
    id: 'cap-without-effect',
    reads: ['discountUpto', 'discountValue', 'discountType', 'maxBillAmount'],
    severity: 'warning',
    code: 629,
    source:
      'Inferred: larger bills are refused, so the percentage of the largest bill is the most that is ever taken off.',
    examples: {
      fires: { stored: PERC(10), edit: { maxBillAmount: 2000, discountUpto: 250 } },
      passes: { stored: PERC(10), edit: { maxBillAmount: 2000, discountUpto: 150 } },
    },
    check: ({ values }) => {
      const percent = percentage(values);
      const cap = valueOrNull(values.discountUpto);
      const largest = valueOrNull(values.maxBillAmount);
      if (percent === null || cap === null || largest === null || (percent / 100) * largest > cap) return null;
      return `The largest bill gets ${formatNumber(cents((percent / 100) * largest))} off, so a cap of ${formatNumber(cap)} is never reached. Lower the cap or remove it.`;
    },
  },
  {
    id: 'bill-bounds-crossed',
    reads: ['minBillAmount', 'maxBillAmount'],
    severity: 'warning',
    code: 733,
    source:
      'Engine: a bill below the smallest or above the largest is refused (900, 901). The API saves bounds that cross.',
    examples: {
      fires: { edit: { minBillAmount: 5000, maxBillAmount: 1000 } },
      passes: { edit: { minBillAmount: 1000, maxBillAmount: 1000 } },
    },
    check: ({ values }) => {
      const min = valueOrNull(values.minBillAmount);
      const max = valueOrNull(values.maxBillAmount);
      return min !== null && max !== null && min > max
        ? 'The smallest bill is above the largest: no bill fits. Lower it, or raise the largest.'
        : null;
    },
  },
];
