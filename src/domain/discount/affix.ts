import type { Values } from '#catalogue/catalogue.ts';
import { valueOrNull } from '../series/series.ts';

/** The series' own text before or behind each code; empty where it is off, or the organisation's is taken. */
export function ownAffix(values: Values, which: 'prefix' | 'suffix'): string {
  const [on, organisations, text] =
    which === 'prefix'
      ? [values.isPrefixEnabled, values.orgPrefixOverride, values.couponPrefix]
      : [values.isSuffixEnabled, values.orgSuffixOverride, values.couponSuffix];
  return valueOrNull(on) === true && valueOrNull(organisations) !== true ? (valueOrNull(text) ?? '') : '';
}
