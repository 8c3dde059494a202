import type { FieldKey } from '#catalogue/catalogue.ts';
import { formatNumber } from '#values/number-format.ts';
import type { JsonObject } from '#values/json.ts';
import type { Rule } from './rule.ts';
import { valueOrNull } from '../series/series.ts';

const LONGEST = 500;

const textTooLong = (
  field: FieldKey & ('info' | 'standard_terms_and_conditions'),
  wire: (text: string) => JsonObject,
) =>
  ({
    id: `${field}-over-500`,
    reads: [field],
    severity: 'warning',
    code: 744,
    source:
      'Documented for the vendor’s screens: descriptions and terms have at most 500 characters. The API was not seen to check.',
    examples: {
      fires: { edit: wire('…'.repeat(LONGEST + 1)) },
      passes: { edit: wire('…'.repeat(LONGEST)) },
    },
    check: ({ values }) => {
      const length = valueOrNull(values[field])?.length ?? 0;
      return length > LONGEST
        ? `${formatNumber(length)} characters: the vendor’s screens take ${LONGEST}. Shorten the text, or check how it is shown.`
        : null;
    },
  }) as const satisfies Rule;

const names = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`name ${at + 1}`, 'x']));

/** The rules about what a series is called, its terms and its custom properties. */
export const BASIC_RULES: readonly Rule[] = [
  {
    id: 'series-code-taken',
    reads: ['seriesCode'],
    severity: 'error',
    code: 751,
    source: 'Documented: a series code is unique in the organisation; the API refuses one that is taken (751, 752).',
    examples: {
      fires: {
        edit: { seriesCode: 'DIWALI' },
        facts: { seriesCodeTaken: (code) => code === 'DIWALI' },
        given: 'another series has the code DIWALI',
      },
      passes: {
        edit: { seriesCode: 'DIWALI26' },
        facts: { seriesCodeTaken: (code) => code === 'DIWALI' },
        given: 'another series has the code DIWALI',
      },
    },
    check: ({ values, changed, facts }) => {
      const code = valueOrNull(values.seriesCode);
      return code && changed('seriesCode') && facts?.seriesCodeTaken?.(code)
        ? 'Another series has this code already.'
        : null;
    },
  },
  textTooLong('info', (info) => ({ info })),
  textTooLong('standard_terms_and_conditions', (text) => ({
    customPropertyMap: { standard_terms_and_conditions: text },
  })),
  {
    id: 'property-over-500',
    reads: ['customPropertyMap'],
    severity: 'warning',
    code: 744,
    source:
      'Documented for the vendor’s screens: texts among the properties have at most 500 characters. The API was not seen to check.',
    examples: {
      fires: { edit: { customPropertyMap: { gift: '…'.repeat(LONGEST + 1) } } },
      passes: { edit: { customPropertyMap: { gift: '…'.repeat(LONGEST) } } },
    },
    check: ({ values }) => {
      const long = valueOrNull(values.customPropertyMap)?.find(({ value }) => value.length > LONGEST);
      return long
        ? `“${long.key}” has ${formatNumber(long.value.length)} characters: the vendor’s screens take ${LONGEST}. Shorten it, or check how it is shown.`
        : null;
    },
  },
  {
    id: 'properties-with-terms-over-20',
    reads: ['customPropertyMap', 'standard_terms_and_conditions'],
    severity: 'warning',
    code: 744,
    source:
      'Documented, and open: an organisation has up to 20 properties (the same page also says 5), and the terms are one of them.',
    examples: {
      fires: { edit: { customPropertyMap: { ...names(20), standard_terms_and_conditions: 'None.' } } },
      passes: { edit: { customPropertyMap: { ...names(19), standard_terms_and_conditions: 'None.' } } },
    },
    check: ({ values }) => {
      const count = valueOrNull(values.customPropertyMap)?.length ?? 0;
      return count === 20 && (valueOrNull(values.standard_terms_and_conditions) ?? '') !== ''
        ? 'With the terms these are 21 properties, and an organisation has 20. Remove one, or check after saving that none is lost.'
        : null;
    },
  },
  {
    id: 'property-unknown',
    reads: ['customPropertyMap'],
    severity: 'warning',
    code: 744,
    source:
      'Documented: the names of properties must be set up for the organisation first; otherwise they may not be saved (744).',
    examples: {
      fires: {
        edit: { customPropertyMap: { seson: 'Diwali' } },
        facts: { propertyKnown: (name) => name === 'season' },
        given: 'the organisation has the property season only',
      },
      passes: {
        edit: { customPropertyMap: { season: 'Diwali' } },
        facts: { propertyKnown: (name) => name === 'season' },
        given: 'the organisation has the property season only',
      },
    },
    check: ({ values, facts }) => {
      const odd =
        facts?.propertyKnown && valueOrNull(values.customPropertyMap)?.find(({ key }) => !facts.propertyKnown?.(key));
      return odd
        ? `The organisation has no property named “${odd.key}”, so it may not be saved. Correct the name, or have it set up first.`
        : null;
    },
  },
];
