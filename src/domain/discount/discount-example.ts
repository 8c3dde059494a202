import type { Values } from '#catalogue/catalogue.ts';
import { formatMoney, formatNumber } from '#values/number-format.ts';
import { valueOrNull } from '../series/series.ts';

/** The effect of a coupon on one bill, or on one item if the discount is on items. */
export type DiscountExample =
  | { readonly outcome: 'refused'; readonly because: 'below' | 'above'; readonly bound: number }
  | {
      readonly outcome: 'pays';
      readonly pays: number;
      readonly off: number;
      /** The discount without the cap; null if the cap is not reached. */
      readonly uncapped: number | null;
    };

const cents = (amount: number) => Math.round(amount * 100) / 100;

/** Null if the discount is not a number yet or not valid. */
export function discountExample(values: Values, bill: number): DiscountExample | null {
  const value = valueOrNull(values.discountValue);
  const percentage = valueOrNull(values.discountType) === 'PERC';
  if (value === null || value < 0 || bill <= 0 || (percentage && value > 100)) return null;
  const min = valueOrNull(values.minBillAmount);
  const max = valueOrNull(values.maxBillAmount);
  if (onBills(values) && min !== null && bill < min) return { outcome: 'refused', because: 'below', bound: min };
  if (onBills(values) && max !== null && bill > max) return { outcome: 'refused', because: 'above', bound: max };
  const full = cents(percentage ? (bill * value) / 100 : value);
  const cap = percentage ? valueOrNull(values.discountUpto) : null;
  const capped = cap !== null && full > cap;
  const off = Math.min(capped ? cap : full, bill);
  return { outcome: 'pays', pays: cents(bill - off), off, uncapped: capped ? full : null };
}

export const onBills = (values: Values) => valueOrNull(values.discountOn) !== 'ITEM';

/** `15 %`, `₹150` */
export function discountText(type: string, value: number, currency: string): string {
  return type === 'PERC' ? `${formatNumber(value)} %` : formatMoney(value, currency);
}

/** Whether switching the kind of discount to `type` changes the meaning of the number. 0 means no discount for both. */
export function switchMatters(values: Values, type: string): boolean {
  return (
    valueOrNull(values.discountType) !== type &&
    valueOrNull(values.discountValue) !== null &&
    values.discountValue !== 0
  );
}
