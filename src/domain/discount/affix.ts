import type { Values } from '#catalogue/catalogue.ts';
import { valueOrNull } from '../series/series.ts';

/** The series' own prefix or suffix; empty if it is off or the organisation's affix replaces it. */
export function ownAffix(values: Values, which: 'prefix' | 'suffix'): string {
  const [enabled, useOrganisations, text] =
    which === 'prefix'
      ? [values.isPrefixEnabled, values.orgPrefixOverride, values.couponPrefix]
      : [values.isSuffixEnabled, values.orgSuffixOverride, values.couponSuffix];
  return valueOrNull(enabled) === true && valueOrNull(useOrganisations) !== true ? (valueOrNull(text) ?? '') : '';
}
