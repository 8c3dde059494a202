import type { Values } from '#catalogue/catalogue.ts';
import { formatNumber } from '#values/number-format.ts';
import { choiceKnown, type Rule } from './rule.ts';
import { couponsOut } from '../lifetime/outstanding.ts';
import { valueOrNull } from '../series/series.ts';

/** Above it a 32-bit float skips whole numbers. */
const EXACT = 16_777_216;

const percentage = (values: Values) =>
  valueOrNull(values.discountType) === 'PERC' ? valueOrNull(values.discountValue) : null;
const cents = (amount: number) => Math.round(amount * 100) / 100;

/** The rules about what a coupon takes off, and from which bills. */
export const DISCOUNT_RULES = [
  choiceKnown('discountType', 629),
  choiceKnown('discountOn', 629),
  {
    id: 'discount-of-nothing',
    reads: ['discountValue'],
    severity: 'warning',
    code: 629,
    check: ({ values }) =>
      valueOrNull(values.discountValue) === 0 ? 'With 0 a coupon takes nothing off. Enter the discount.' : null,
  },
  {
    id: 'percentage-over-100',
    reads: ['discountValue', 'discountType'],
    severity: 'error',
    code: 629,
    check: ({ values }) =>
      (percentage(values) ?? 0) > 100 ? 'A percentage is at most 100. Enter less, or choose a fixed amount.' : null,
  },
  {
    id: 'percentage-is-100',
    reads: ['discountValue', 'discountType', 'discountUpto', 'discountOn'],
    severity: 'warning',
    code: 629,
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
    check: ({ values }) => {
      const min = valueOrNull(values.minBillAmount);
      const max = valueOrNull(values.maxBillAmount);
      return min !== null && max !== null && min > max
        ? 'The smallest bill is above the largest: no bill fits. Lower it, or raise the largest.'
        : null;
    },
  },
] as const satisfies readonly Rule[];
