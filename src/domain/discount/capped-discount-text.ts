import { catalogue, type Values } from '#catalogue/catalogue.ts';
import { formatValue, type Print } from '#catalogue/format.ts';
import { formatMoney } from '#values/number-format.ts';
import { valueOrNull } from '../series/series.ts';

/** The discount as lists show it: "15 %, up to ₹500". */
export function cappedDiscountText(values: Values, print: Print): string {
  const value = formatValue(catalogue.discountValue.kind, values.discountValue, print);
  const cap = print.gates.discountType === 'PERC' ? valueOrNull(values.discountUpto) : null;
  return cap === null ? value : `${value}, up to ${formatMoney(cap, print.currency)}`;
}
