import { dequal } from 'dequal/lite';
import { EDITABLE_KEYS, type FieldKey, type Values } from '#catalogue/catalogue.ts';
import type { Series } from '../series/series.ts';
import { impliedKeys, settle } from './settle.ts';

export interface Change {
  readonly field: FieldKey;
  readonly from: Values[FieldKey];
  readonly to: Values[FieldKey];
  /** Follows from an edit of a gate. */
  readonly implied: boolean;
}

/** The fields whose sent value differs from the loaded one, in the catalogue's order. */
export function diff(base: Series, form: Values): readonly Change[] {
  const settled = settle(base, form);
  const implied = impliedKeys(base, form);
  return EDITABLE_KEYS.filter((field) => !dequal(settled[field], base.values[field])).map((field) => ({
    field,
    from: base.values[field],
    to: settled[field],
    implied: implied.has(field),
  }));
}
