import type { JsonObject } from '#values/json.ts';
import type { RuleContext, Rule } from './rule.ts';
import { valueOrNull } from '../series/series.ts';

const FIELDS = {
  prefix: { text: 'couponPrefix', on: 'isPrefixEnabled', organisations: 'orgPrefixOverride', fact: 'orgHasPrefix' },
  suffix: { text: 'couponSuffix', on: 'isSuffixEnabled', organisations: 'orgSuffixOverride', fact: 'orgHasSuffix' },
} as const;

/** The rules about a text around each generated code, the same before and behind. */
function affixRules(which: 'prefix' | 'suffix'): readonly Rule[] {
  const { text, on, organisations, fact } = FIELDS[which];
  const wire = (own: string, isOn: boolean, ofOrganisation: boolean): JsonObject => ({
    [text]: own,
    [on]: isOn,
    [organisations]: ofOrganisation,
  });
  const held = ({ values }: RuleContext) =>
    valueOrNull(values.clientHandlingType) === 'DISC_CODE'
      ? {
          text: (valueOrNull(values[text]) ?? '').trim(),
          on: valueOrNull(values[on]) === true,
          organisations: valueOrNull(values[organisations]) === true,
        }
      : null;
  return [
    {
      id: `${which}-missing`,
      reads: [text, on, organisations],
      severity: 'warning',
      code: 629,
      source: `Documented: a ${which} that is on and not the organisation’s is the series’ own text. What an empty one does was not seen.`,
      examples: { fires: { edit: wire('', true, false) }, passes: { edit: wire('GOLD', true, false) } },
      check: (subject) => {
        const affix = held(subject);
        return affix?.on && !affix.organisations && affix.text === ''
          ? `The ${which} is on and has no text. Enter one, take the organisation’s, or switch it off.`
          : null;
      },
    },
    {
      id: `${which}-off`,
      reads: [on, text],
      severity: 'warning',
      code: 629,
      source: `Documented: switched off wins over everything else said about the ${which}.`,
      examples: { fires: { edit: wire('GOLD', false, false) }, passes: { edit: wire('GOLD', true, false) } },
      check: (subject) => {
        const affix = held(subject);
        return affix && !affix.on && affix.text !== ''
          ? `“${affix.text}” is kept, yet codes get no ${which}: it is switched off. Switch it on if it is meant.`
          : null;
      },
    },
    {
      id: `${which}-of-organisation`,
      reads: [text, organisations, on],
      severity: 'warning',
      code: 629,
      source: `Open: the page for saving says this switch takes the organisation’s ${which}, the page for reading says the opposite. We follow the first.`,
      examples: { fires: { edit: wire('GOLD', true, true) }, passes: { edit: wire('GOLD', true, false) } },
      check: (subject) => {
        const affix = held(subject);
        return affix?.on && affix.organisations && affix.text !== ''
          ? `The organisation’s ${which} is used instead of “${affix.text}”. The API’s pages contradict each other on this switch: look at a new code after saving.`
          : null;
      },
    },
    {
      id: `${which}-not-set-up`,
      reads: [organisations, on],
      severity: 'error',
      code: 629,
      source: `Documented: asking for the organisation’s ${which} fails where it has none.`,
      examples: {
        fires: { edit: wire('', true, true), facts: { [fact]: false }, given: `the organisation has no ${which}` },
        passes: { edit: wire('', true, true), facts: { [fact]: true }, given: `the organisation has a ${which}` },
      },
      check: (subject) => {
        const affix = held(subject);
        return affix?.on && affix.organisations && subject.facts?.[fact] === false
          ? `The organisation has no ${which}, and the API refuses to use it. Enter one of the series’ own.`
          : null;
      },
    },
  ];
}

/** The rules about prefix and suffix, and about codes that a third party hands out. */
export const AFFIX_RULES: readonly Rule[] = [
  ...affixRules('prefix'),
  ...affixRules('suffix'),
  {
    id: 'third-party-codes-not-uploaded',
    reads: ['externalIssual', 'clientHandlingType'],
    severity: 'error',
    code: 108,
    source: 'Engine: third-party issuing is refused with anything but uploaded codes (“invalid client handling type”).',
    examples: {
      fires: { edit: { externalIssual: true } },
      passes: { edit: { externalIssual: true, clientHandlingType: 'DISC_CODE_PIN' } },
    },
    check: ({ values }) => {
      const kind = valueOrNull(values.clientHandlingType);
      return valueOrNull(values.externalIssual) === true && kind && kind !== 'DISC_CODE_PIN'
        ? 'A third party can hand out uploaded codes only, and the API refuses others. Switch third-party issuing off.'
        : null;
    },
  },
  {
    id: 'third-party-codes-and-holder',
    reads: ['externalIssual', 'anyUser'],
    severity: 'warning',
    code: 109,
    source:
      'Open: the engine wants such codes redeemable by anyone (109), the vendor’s screens never let them be shared. Left as the API returns it.',
    examples: {
      fires: { stored: { clientHandlingType: 'DISC_CODE_PIN', externalIssual: true, anyUser: false } },
      passes: { stored: { clientHandlingType: 'DISC_CODE_PIN', externalIssual: true, anyUser: true } },
    },
    check: ({ values, changed }) => {
      if (valueOrNull(values.externalIssual) !== true) return null;
      const isTouched = changed('externalIssual') || changed('anyUser');
      return valueOrNull(values.anyUser) === false || isTouched
        ? 'Facts disagree on who may redeem codes of a third party: the engine asks for anyone with the code, the vendor’s screens for the holder only. Test with one code before more go out.'
        : null;
    },
  },
];
