import { formatNumber } from '#values/number-format.ts';
import type { Rule } from './rule.ts';
import { valueOrNull } from '../series/series.ts';

/** The maximum of the vendor's screens. */
const MAX_TEXT_LENGTH = 500;

const textTooLong = <F extends 'info' | 'standard_terms_and_conditions'>(
  field: F,
  code: number,
): Rule<`${F}-over-500`> => ({
  id: `${field}-over-500`,
  reads: [field],
  severity: 'warning',
  code,
  check: ({ values }) => {
    const length = valueOrNull<string>(values[field])?.length ?? 0;
    return length > MAX_TEXT_LENGTH
      ? `${formatNumber(length)} characters: the vendor’s screens take ${MAX_TEXT_LENGTH}. Shorten the text, or check how it is shown.`
      : null;
  },
});

/** Rules about the name, the terms and the custom properties of a series. */
export const BASIC_RULES = [
  {
    id: 'series-code-taken',
    reads: ['seriesCode'],
    severity: 'error',
    code: 751,
    check: ({ values, changed, facts }) => {
      const code = valueOrNull(values.seriesCode);
      return code && changed('seriesCode') && facts?.seriesCodeTaken?.(code)
        ? 'Another series has this code already.'
        : null;
    },
  },
  textTooLong('info', 629),
  // Terms are stored among the custom properties.
  textTooLong('standard_terms_and_conditions', 744),
  {
    id: 'property-over-500',
    reads: ['customPropertyMap'],
    severity: 'warning',
    code: 744,
    check: ({ values }) => {
      const long = valueOrNull(values.customPropertyMap)?.find(({ value }) => value.length > MAX_TEXT_LENGTH);
      return long
        ? `“${long.key}” has ${formatNumber(long.value.length)} characters: the vendor’s screens take ${MAX_TEXT_LENGTH}. Shorten it, or check how it is shown.`
        : null;
    },
  },
  {
    id: 'properties-with-terms-over-20',
    reads: ['customPropertyMap', 'standard_terms_and_conditions'],
    severity: 'warning',
    code: 744,
    check: ({ values }) => {
      const count = valueOrNull(values.customPropertyMap)?.length ?? 0;
      return count === 20 && (valueOrNull(values.standard_terms_and_conditions) ?? '') !== ''
        ? 'The terms make this 21 properties, and an organisation can have 20. Remove one, or check after saving that none is lost.'
        : null;
    },
  },
  {
    id: 'property-unknown',
    reads: ['customPropertyMap'],
    severity: 'warning',
    code: 744,
    check: ({ values, facts }) => {
      const unknown =
        facts?.propertyKnown && valueOrNull(values.customPropertyMap)?.find(({ key }) => !facts.propertyKnown?.(key));
      return unknown
        ? `The organisation has no property named “${unknown.key}”, so the API may not save it. Correct the name, or have the property set up first.`
        : null;
    },
  },
] as const satisfies readonly Rule[];
