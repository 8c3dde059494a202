import type { RuleContext, Rule } from './rule.ts';
import { valueOrNull } from '../series/series.ts';

const FIELDS = {
  prefix: { text: 'couponPrefix', on: 'isPrefixEnabled', organisations: 'orgPrefixOverride', fact: 'orgHasPrefix' },
  suffix: { text: 'couponSuffix', on: 'isSuffixEnabled', organisations: 'orgSuffixOverride', fact: 'orgHasSuffix' },
} as const;

export type Affix = keyof typeof FIELDS;

/** The same four rules for the text before and the text after each generated code. */
function affixRules<W extends Affix>(which: W) {
  const { text, on, organisations, fact } = FIELDS[which];
  const settingsOf = ({ values }: RuleContext) =>
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
      check: (context) => {
        const affix = settingsOf(context);
        return affix?.on && !affix.organisations && affix.text === ''
          ? `The ${which} is on and has no text. Enter one, use the organisation’s, or switch it off.`
          : null;
      },
    },
    {
      id: `${which}-off`,
      reads: [on, text],
      severity: 'warning',
      code: 629,
      check: (context) => {
        const affix = settingsOf(context);
        return affix && !affix.on && affix.text !== ''
          ? `“${affix.text}” is stored, but codes get no ${which} because it is switched off. Switch it on to use it.`
          : null;
      },
    },
    {
      id: `${which}-of-organisation`,
      reads: [text, organisations, on],
      severity: 'warning',
      code: 629,
      check: (context) => {
        const affix = settingsOf(context);
        return affix?.on && affix.organisations && affix.text !== ''
          ? `The organisation’s ${which} is used instead of “${affix.text}”. The API’s documentation contradicts itself on this switch: check a new code after saving.`
          : null;
      },
    },
    {
      id: `${which}-not-set-up`,
      reads: [organisations, on],
      severity: 'error',
      code: 629,
      check: (context) => {
        const affix = settingsOf(context);
        return affix?.on && affix.organisations && context.facts?.[fact] === false
          ? `The organisation has no ${which}, so the API refuses this. Enter a ${which} for the series.`
          : null;
      },
    },
  ] as const satisfies readonly Rule[];
}

/** Rules about prefix and suffix, and about codes issued by a third party. */
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
        ? 'A third party can issue uploaded codes only; the API refuses others. Switch third-party issuing off.'
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
      const isChanged = changed('externalIssual') || changed('anyUser');
      return valueOrNull(values.anyUser) === false || isChanged
        ? 'The facts conflict on who may redeem third-party codes: anyone with the code (the engine), or only the holder (the vendor’s screens). Test with one code before you issue more.'
        : null;
    },
  },
] as const satisfies readonly Rule[];
