import type { JsonObject } from '#values/json.ts';
import type { ExamplesOf, RuleExamples } from './rule.examples.ts';
import type { BASIC_RULES } from './rules-basics.ts';

const textTooLong = (wire: (text: string) => JsonObject): RuleExamples => ({
  source:
    'Documented for the vendor’s screens: descriptions and terms have at most 500 characters. The API was not seen to check.',
  fires: { edit: wire('…'.repeat(501)) },
  passes: { edit: wire('…'.repeat(500)) },
});
const names = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`name ${at + 1}`, 'x']));

export const BASIC_EXAMPLES: ExamplesOf<typeof BASIC_RULES> = {
  'series-code-taken': {
    source: 'Documented: a series code is unique in the organisation; the API refuses one that is taken (751, 752).',
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
  'info-over-500': textTooLong((info) => ({ info })),
  'standard_terms_and_conditions-over-500': textTooLong((text) => ({
    customPropertyMap: { standard_terms_and_conditions: text },
  })),
  'property-over-500': {
    source:
      'Documented for the vendor’s screens: texts among the properties have at most 500 characters. The API was not seen to check.',
    fires: { edit: { customPropertyMap: { gift: '…'.repeat(501) } } },
    passes: { edit: { customPropertyMap: { gift: '…'.repeat(500) } } },
  },
  'properties-with-terms-over-20': {
    source:
      'Documented, and open: an organisation has up to 20 properties (the same page also says 5), and the terms are one of them.',
    fires: { edit: { customPropertyMap: { ...names(20), standard_terms_and_conditions: 'None.' } } },
    passes: { edit: { customPropertyMap: { ...names(19), standard_terms_and_conditions: 'None.' } } },
  },
  'property-unknown': {
    source:
      'Documented: the names of properties must be set up for the organisation first; otherwise they may not be saved (744).',
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
};
