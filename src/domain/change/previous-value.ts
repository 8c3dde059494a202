import { type FieldKey, fieldOf } from '#catalogue/catalogue.ts';
import { formatValue, type Print } from '#catalogue/format.ts';
import type { Series } from '../series/series.ts';
import { gatesOf, isHiddenAndSet, isVisible } from '../series/visibility.ts';

/** The previous value of a field in its previous unit, or "not used" if the field did not apply. */
export function formatPreviousValue({ values, wire }: Series, key: FieldKey, print: Print): string {
  const gates = gatesOf(values, wire);
  if (!isVisible(key, gates) && !isHiddenAndSet(key, values, gates)) return 'not used';
  return formatValue(fieldOf(key).kind, values[key], { ...print, gates });
}

const DISCOUNT: readonly FieldKey[] = ['discountType', 'discountValue', 'discountUpto'];

/** The fields to revert together with a field: a percentage must not come back as an amount, or the reverse. */
export function fieldsRevertedWith(key: FieldKey, changed: ReadonlySet<FieldKey>): readonly FieldKey[] {
  return DISCOUNT.includes(key) && changed.has('discountType') ? DISCOUNT : [key];
}
