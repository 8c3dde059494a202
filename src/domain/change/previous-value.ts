import { type FieldKey, fieldOf } from '#catalogue/catalogue.ts';
import { formatValue, type Print } from '#catalogue/format.ts';
import type { Series } from '../series/series.ts';
import { gatesOf, hiddenAndSet, isVisible } from '../series/visibility.ts';

/** What a field was, in the units it had then; what the API keeps in a field that did not apply says nothing to a person. */
export function formatPreviousValue({ values, wire }: Series, key: FieldKey, print: Print): string {
  const gates = gatesOf(values, wire);
  if (!isVisible(key, gates) && !hiddenAndSet(values, gates).includes(key)) return 'not used';
  return formatValue(fieldOf(key).kind, values[key], { ...print, gates });
}

const DISCOUNT: readonly FieldKey[] = ['discountType', 'discountValue', 'discountUpto'];

/** What goes back with a field: a number that was a percentage must not come back as an amount, nor the other way round. */
export function fieldsRevertedWith(key: FieldKey, changed: ReadonlySet<FieldKey>): readonly FieldKey[] {
  return DISCOUNT.includes(key) && changed.has('discountType') ? DISCOUNT : [key];
}
