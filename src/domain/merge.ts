import { dequal } from 'dequal/lite';
import { EDITABLE_KEYS, type FieldKey, type Values } from '#catalogue/catalogue.ts';
import type { Series } from './series.ts';

export interface Merge {
  /** My form on top of theirs: fields that only they changed follow them, clashes keep mine until somebody chooses. */
  readonly values: Values;
  readonly theirs: readonly FieldKey[];
  readonly clashes: readonly FieldKey[];
}

/** Three-way merge by field: `base` is what both started from. */
export function merge(base: Series, mine: Values, theirs: Series): Merge {
  const values: Partial<Record<FieldKey, unknown>> = { ...theirs.values };
  const taken: FieldKey[] = [];
  const clashes: FieldKey[] = [];
  for (const key of EDITABLE_KEYS) {
    const mineChanged = !dequal(mine[key], base.values[key]);
    const theirsChanged = !dequal(theirs.values[key], base.values[key]);
    if (mineChanged) values[key] = mine[key];
    if (theirsChanged && !mineChanged) taken.push(key);
    if (theirsChanged && mineChanged && !dequal(mine[key], theirs.values[key])) clashes.push(key);
  }
  // A copy of their values with some of mine, field by field.
  return { values: values as Values, theirs: taken, clashes };
}
