import type { Values } from '#catalogue/catalogue.ts';
import { known } from './series.ts';

/** The series' own text before or behind each code; empty where it is off, or the organisation's is taken. */
export function ownAffix(values: Values, which: 'prefix' | 'suffix'): string {
  const [on, organisations, text] =
    which === 'prefix'
      ? [values.isPrefixEnabled, values.orgPrefixOverride, values.couponPrefix]
      : [values.isSuffixEnabled, values.orgSuffixOverride, values.couponSuffix];
  return known(on) === true && known(organisations) !== true ? (known(text) ?? '') : '';
}
