import type { JsonObject } from '#values/json.ts';
import type { ExamplesOf, RuleExamples } from './rule.examples.ts';
import type { Affix, AFFIX_RULES } from './rules-affixes.ts';

/** The wire values of an affix: the series' own text, whether it is on, whether the organisation's text replaces it. */
const wire = (which: Affix, text: string, isOn: boolean, takesOrganisations: boolean): JsonObject =>
  which === 'prefix'
    ? { couponPrefix: text, isPrefixEnabled: isOn, orgPrefixOverride: takesOrganisations }
    : { couponSuffix: text, isSuffixEnabled: isOn, orgSuffixOverride: takesOrganisations };
const organisationHas = (which: Affix, has: boolean) => ({
  facts: which === 'prefix' ? { orgHasPrefix: has } : { orgHasSuffix: has },
  given: `the organisation has ${has ? 'a' : 'no'} ${which}`,
});

const missing = (which: Affix): RuleExamples => ({
  source: `Documented: a ${which} that is on and not the organisation’s is the series’ own text. What an empty one does was not seen.`,
  fires: { edit: wire(which, '', true, false) },
  passes: { edit: wire(which, 'GOLD', true, false) },
});
const off = (which: Affix): RuleExamples => ({
  source: `Documented: switched off wins over everything else said about the ${which}.`,
  fires: { edit: wire(which, 'GOLD', false, false) },
  passes: { edit: wire(which, 'GOLD', true, false) },
});
const ofOrganisation = (which: Affix): RuleExamples => ({
  source: `Open: the page for saving says this switch takes the organisation’s ${which}, the page for reading says the opposite. We follow the first.`,
  fires: { edit: wire(which, 'GOLD', true, true) },
  passes: { edit: wire(which, 'GOLD', true, false) },
});
const notSetUp = (which: Affix): RuleExamples => ({
  source: `Documented: asking for the organisation’s ${which} fails where it has none.`,
  fires: { edit: wire(which, '', true, true), ...organisationHas(which, false) },
  passes: { edit: wire(which, '', true, true), ...organisationHas(which, true) },
});

export const AFFIX_EXAMPLES: ExamplesOf<typeof AFFIX_RULES> = {
  'prefix-missing': missing('prefix'),
  'prefix-off': off('prefix'),
  'prefix-of-organisation': ofOrganisation('prefix'),
  'prefix-not-set-up': notSetUp('prefix'),
  'suffix-missing': missing('suffix'),
  'suffix-off': off('suffix'),
  'suffix-of-organisation': ofOrganisation('suffix'),
  'suffix-not-set-up': notSetUp('suffix'),
  'third-party-codes-not-uploaded': {
    source: 'Engine: third-party issuing is refused with anything but uploaded codes (“invalid client handling type”).',
    fires: { edit: { externalIssual: true } },
    passes: { edit: { externalIssual: true, clientHandlingType: 'DISC_CODE_PIN' } },
  },
  'third-party-codes-and-holder': {
    source:
      'Open: the engine wants such codes redeemable by anyone (109), the vendor’s screens never let them be shared. Left as the API returns it.',
    fires: { stored: { clientHandlingType: 'DISC_CODE_PIN', externalIssual: true, anyUser: false } },
    passes: { stored: { clientHandlingType: 'DISC_CODE_PIN', externalIssual: true, anyUser: true } },
  },
};
