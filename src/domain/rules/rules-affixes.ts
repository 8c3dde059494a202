import type { RuleContext, Rule } from './rule.ts';
import { valueOrNull } from '../series/series.ts';

const FIELDS = {
  prefix: { text: 'couponPrefix', on: 'isPrefixEnabled', organisations: 'orgPrefixOverride', fact: 'orgHasPrefix' },
  suffix: { text: 'couponSuffix', on: 'isSuffixEnabled', organisations: 'orgSuffixOverride', fact: 'orgHasSuffix' },
} as const;

export type Affix = keyof typeof FIELDS;

/** The rules about a text around each generated code, the same before and behind. */
function affixRules<W extends Affix>(which: W) {
  const { text, on, organisations, fact } = FIELDS[which];
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
      check: (subject) => {
        const affix = held(subject);
        return affix?.on && affix.organisations && subject.facts?.[fact] === false
          ? `The organisation has no ${which}, and the API refuses to use it. Enter one of the series’ own.`
          : null;
      },
    },
  ] as const satisfies readonly Rule[];
}

/** The rules about prefix and suffix, and about codes that a third party hands out. */
export const AFFIX_RULES = [
  ...affixRules('prefix'),
  ...affixRules('suffix'),
  {
    id: 'third-party-codes-not-uploaded',
    reads: ['externalIssual', 'clientHandlingType'],
    severity: 'error',
    code: 108,
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
    check: ({ values, changed }) => {
      if (valueOrNull(values.externalIssual) !== true) return null;
      const isTouched = changed('externalIssual') || changed('anyUser');
      return valueOrNull(values.anyUser) === false || isTouched
        ? 'Facts disagree on who may redeem codes of a third party: the engine asks for anyone with the code, the vendor’s screens for the holder only. Test with one code before more go out.'
        : null;
    },
  },
] as const satisfies readonly Rule[];
