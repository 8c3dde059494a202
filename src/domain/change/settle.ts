import { FIELD_KEYS, type FieldKey, fieldOf, type Values } from '#catalogue/catalogue.ts';
import type { Series } from '../series/series.ts';
import { gatesOf, isVisible } from '../series/visibility.ts';

/**
 * What a form sends. A field that is hidden keeps its stored value whatever the form still holds for it; only where this
 * edit changed its gate does it take its implied value.
 */
export function settle(base: Series, form: Values): Values {
  const before = gatesOf(base.values, base.wire);
  const after = gatesOf(form, base.wire);
  const settled: Partial<Record<FieldKey, unknown>> = { ...form };
  for (const key of FIELD_KEYS) {
    if (isVisible(key, after)) continue;
    const { implied } = fieldOf(key);
    settled[key] = implied !== undefined && isVisible(key, before) ? implied : base.values[key];
  }
  // A copy of `form` whose hidden fields were replaced by values of the same kind.
  return settled as Values;
}

/** Fields that `settle` changed because a gate was, not because somebody edited them. */
export function impliedKeys(base: Series, form: Values): ReadonlySet<FieldKey> {
  const after = gatesOf(form, base.wire);
  return new Set(FIELD_KEYS.filter((key) => !isVisible(key, after)));
}
