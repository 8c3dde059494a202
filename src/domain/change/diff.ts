import { dequal } from 'dequal/lite';
import { EDITABLE_KEYS, type FieldKey, type Values } from '#catalogue/catalogue.ts';
import type { Series } from '../series/series.ts';
import { gatesOf, isVisible } from '../series/visibility.ts';

export interface Change {
  readonly field: FieldKey;
  readonly from: Values[FieldKey];
  readonly to: Values[FieldKey];
  /** Follows from an edit of a gate, which hides the field. */
  readonly implied: boolean;
}

/** The fields whose sent value differs from the loaded one, in the catalogue's order. Expects settled values. */
export function diff(base: Series, settled: Values): readonly Change[] {
  const gates = gatesOf(settled, base.wire);
  return EDITABLE_KEYS.filter((field) => !dequal(settled[field], base.values[field])).map((field) => ({
    field,
    from: base.values[field],
    to: settled[field],
    implied: !isVisible(field, gates),
  }));
}
