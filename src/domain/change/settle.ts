import { FIELD_KEYS, type FieldKey, fieldOf, type Values } from '#catalogue/catalogue.ts';
import type { Series } from '../series/series.ts';
import { gatesOf, isVisible } from '../series/visibility.ts';

/**
 * The values that a form sends. A hidden field sends its stored value, or its implied value if this edit hid it. The
 * form's own value of a hidden field is ignored.
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
  // A copy of `form` in which hidden fields have other values of the same kind.
  return settled as Values;
}
