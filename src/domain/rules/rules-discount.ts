import type { Values } from '#catalogue/catalogue.ts';
import { formatNumber } from '#values/number-format.ts';
import { choiceKnown, type Rule } from './rule.ts';
import { couponsOut } from '../lifetime/outstanding.ts';
import { isBillImpossible } from '../lifetime/reachability.ts';
import { valueOrNull } from '../series/series.ts';

/** 2^24: above it a 32-bit float skips whole numbers. */
const MAX_EXACT = 16_777_216;

const percentage = (values: Values) =>
  valueOrNull(values.discountType) === 'PERC' ? valueOrNull(values.discountValue) : null;
const roundToCents = (amount: number) => Math.round(amount * 100) / 100;

/** Rules about the discount, and about the bills it applies to. */
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
      (percentage(values) ?? 0) > 100
        ? 'A percentage is at most 100. This is our rule: the API was not seen to check it. Enter less, or choose a fixed amount.'
        : null,
  },
  {
    id: 'percentage-is-100',
    reads: ['discountValue', 'discountType', 'discountUpto', 'discountOn'],
    severity: 'warning',
    code: 629,
    check: ({ values }) => {
      const percent = percentage(values) ?? 0;
      const base = valueOrNull(values.discountOn) === 'ITEM' ? 'item' : 'bill';
      const cap = values.discountUpto === null ? '' : ' up to the cap';
      return percent > 99 && percent <= 100
        ? `The whole ${base}${cap} is taken off, or nearly. The vendor’s own screens stop at 99 %: test it with one bill first.`
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
      const stored = Math.fround(value);
      return Math.abs(stored - value) >= 0.005
        ? `The API stores about seven digits: ${formatNumber(value)} becomes ${formatNumber(stored)}. Enter fewer decimals.`
        : null;
    },
  },
  {
    id: 'discount-beyond-exact',
    reads: ['discountValue'],
    severity: 'warning',
    code: 629,
    check: ({ values }) =>
      (valueOrNull(values.discountValue) ?? 0) > MAX_EXACT
        ? `Above ${formatNumber(MAX_EXACT)} the API cannot store every whole number. Check the amount.`
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
        ? `The number stays: the amount of ${number} becomes ${number} % of the bill. Enter the discount again.`
        : `The number stays: ${number} % of the bill becomes the amount of ${number}. Enter the discount again.`;
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
      // The tolerance is for floats: 0.3 / 0.1 is not exactly 3.
      const factor = Math.max(before / after, after / before);
      if (factor <= 3 + 1e-9) return null;
      const unit = valueOrNull(values.discountType) === 'PERC' ? ' %' : '';
      return `${formatNumber(before)}${unit} becomes ${formatNumber(after)}${unit}, more than three times as ${after > before ? 'much' : 'little'}. Check the number.`;
    },
  },
  {
    id: 'discount-changed-after-issuing',
    reads: ['discountValue', 'discountType', 'numIssued', 'numRedeemed'],
    severity: 'warning',
    code: 629,
    check: ({ values, changed }) => {
      const coupons = couponsOut(values);
      return coupons !== null && (changed('discountValue') || changed('discountType'))
        ? `The ${coupons} should take the new discount too, as a coupon stores none itself. The API’s documentation does not say so: test with one.`
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
        ? 'A cap applies to percentages only; the API refuses a new one with a fixed amount. Choose a percentage, or no cap.'
        : null,
  },
  {
    id: 'cap-decimals',
    reads: ['discountUpto', 'discountType'],
    severity: 'warning',
    code: 629,
    check: ({ values }) => {
      const cap = percentage(values) === null ? null : valueOrNull(values.discountUpto);
      return cap !== null && roundToCents(cap) !== cap
        ? 'The API stores two decimals of the cap. Enter at most two.'
        : null;
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
      return `The largest bill gets ${formatNumber(roundToCents((percent / 100) * largest))} off, so a cap of ${formatNumber(cap)} is never reached. Lower the cap or remove it.`;
    },
  },
  {
    id: 'bill-bounds-crossed',
    reads: ['minBillAmount', 'maxBillAmount'],
    severity: 'warning',
    code: 733,
    check: ({ values }) =>
      isBillImpossible(values)
        ? 'The smallest bill is above the largest: no bill fits. Lower it, or raise the largest.'
        : null,
  },
] as const satisfies readonly Rule[];
