import type { Values } from '#catalogue/catalogue.ts';
import { formatNumber } from '#values/number-format.ts';
import { ownAffix } from '../discount/affix.ts';
import { choiceKnown, many, type Rule } from './rule.ts';
import { valueOrNull } from '../series/series.ts';

const GENERIC = (genericCode: string) => ({ clientHandlingType: 'GENERIC', genericCode });
const UPLOADED = { clientHandlingType: 'DISC_CODE_PIN', numUploadedTotal: 500, numUploadedNonIssued: 500 };
const LONGEST_CODE = 40;
const OTHER_HAS_DIWALI = {
  facts: { genericCodeTaken: (code: string) => code === 'DIWALI' },
  given: 'another series has the common code DIWALI',
};

/** Length of the generated part; null where codes are not generated or the organisation's default decides. */
const generatedLength = (values: Values) =>
  valueOrNull(values.clientHandlingType) === 'DISC_CODE' ? valueOrNull(values.randomCodeLength) : null;

/** The rules about where codes come from and how many there can be. */
export const CODE_RULES: readonly Rule[] = [
  choiceKnown(
    'clientHandlingType',
    108,
    'Documented: codes are DISC_CODE, DISC_CODE_PIN or GENERIC. The engine refuses anything else (108).',
    'DISC_CODE_PIN',
  ),
  {
    id: 'externally-managed',
    reads: ['clientHandlingType'],
    severity: 'warning',
    code: 108,
    source:
      'Documented in passing, and open: “EXTERNALLY_MANAGED=true” marks series whose codes a third party keeps; the vendor’s screens cannot edit them.',
    examples: {
      fires: { stored: { EXTERNALLY_MANAGED: true } },
      passes: { stored: { EXTERNALLY_MANAGED: false } },
    },
    check: ({ values, base, changed }) =>
      (valueOrNull(values.clientHandlingType) === 'EXTERNALLY_MANAGED' && !changed('clientHandlingType')) ||
      base.wire['EXTERNALLY_MANAGED'] === true
        ? 'A third party keeps the codes of this series, and the vendor’s own screens cannot edit it. Ask whoever set it up before you save.'
        : null,
  },
  {
    id: 'code-kind-changed',
    reads: ['clientHandlingType'],
    severity: 'warning',
    code: 108,
    source:
      'Engine: it lets a series go from generated to uploaded codes and then invalidates every code generated so far.',
    examples: { fires: { edit: UPLOADED }, passes: { stored: UPLOADED } },
    check: ({ base, changed }) => {
      if (!changed('clientHandlingType')) return null;
      return valueOrNull(base.values.clientHandlingType) === 'DISC_CODE'
        ? 'Every code generated so far becomes invalid with this change. Make a new series where customers still hold codes.'
        : 'What becomes of the codes customers hold is known for generated ones only: they become invalid. Make a new series instead.';
    },
  },
  {
    id: 'uploaded-codes-used-up',
    reads: ['clientHandlingType', 'numUploadedTotal', 'numUploadedNonIssued'],
    severity: 'warning',
    code: 613,
    source:
      'Engine: a series of uploaded codes has nothing to issue once all are handed out (613). Counters may lag, and leave out codes uploaded for a customer.',
    examples: {
      fires: { stored: { ...UPLOADED, numUploadedNonIssued: 0 } },
      passes: { stored: { ...UPLOADED, numUploadedNonIssued: 1 } },
    },
    check: ({ values, gates, isOver }) =>
      valueOrNull(values.clientHandlingType) === 'DISC_CODE_PIN' &&
      !gates.externallyManaged &&
      !isOver &&
      (valueOrNull(values.numUploadedTotal) ?? 0) > 0 &&
      valueOrNull(values.numUploadedNonIssued) === 0
        ? 'By the API’s last count every uploaded code is handed out. Upload more, or nothing can be issued.'
        : null,
  },
  {
    id: 'generic-code-missing',
    reads: ['genericCode', 'clientHandlingType'],
    severity: 'error',
    code: 754,
    source: 'Documented: a series with a common code must name it (754).',
    examples: { fires: { edit: GENERIC('') }, passes: { edit: GENERIC('DIWALI') } },
    check: ({ values }) =>
      valueOrNull(values.clientHandlingType) === 'GENERIC' && valueOrNull(values.genericCode)?.trim() === ''
        ? 'Enter the common code.'
        : null,
  },
  {
    id: 'generic-code-taken',
    reads: ['genericCode', 'clientHandlingType'],
    severity: 'error',
    code: 631,
    source: 'Engine: a common code is unique in the organisation (631).',
    examples: {
      fires: { edit: GENERIC('DIWALI'), ...OTHER_HAS_DIWALI },
      passes: { edit: GENERIC('DIWALI26'), ...OTHER_HAS_DIWALI },
    },
    check: ({ values, changed, facts }) => {
      const code = valueOrNull(values.genericCode);
      return valueOrNull(values.clientHandlingType) === 'GENERIC' &&
        code &&
        (changed('genericCode') || changed('clientHandlingType')) &&
        facts?.genericCodeTaken?.(code)
        ? 'Another series has this common code already.'
        : null;
    },
  },
  {
    id: 'generic-code-changed',
    reads: ['genericCode', 'numIssued'],
    severity: 'warning',
    code: 719,
    source:
      'Inferred: customers hold the code itself; once the series has another, the old one exists nowhere. Capitals do not matter.',
    examples: {
      fires: { stored: { ...GENERIC('DIWALI'), numIssued: 1200 }, edit: GENERIC('DIWALI26') },
      passes: { stored: { ...GENERIC('DIWALI'), numIssued: 0 }, edit: GENERIC('DIWALI26') },
    },
    check: ({ base, values, issued, changed }) => {
      const old = valueOrNull(base.values.genericCode);
      const isOther = old?.toUpperCase() !== valueOrNull(values.genericCode)?.toUpperCase();
      return old &&
        issued > 0 &&
        changed('genericCode') &&
        isOther &&
        valueOrNull(values.clientHandlingType) === 'GENERIC'
        ? `“${old}” went out to ${many(issued, 'customer')} and stops working. Tell them the new code, or keep the old one.`
        : null;
    },
  },
  {
    id: 'generic-code-without-effect',
    reads: ['genericCode', 'clientHandlingType'],
    severity: 'warning',
    code: 629,
    source: 'Seen: the API stores a common code on a series of another kind, where nothing reads it.',
    examples: {
      fires: { stored: { genericCode: 'DIWALI' } },
      passes: { stored: GENERIC('DIWALI') },
    },
    check: ({ values }) => {
      const kind = valueOrNull(values.clientHandlingType);
      return kind && kind !== 'GENERIC' && (valueOrNull(values.genericCode) ?? '').trim() !== ''
        ? 'A common code is stored, yet this series does not use one. It has no effect.'
        : null;
    },
  },
  {
    id: 'generic-code-works-once',
    reads: ['isMultipleUseAllowed', 'clientHandlingType'],
    severity: 'warning',
    code: 711,
    source:
      'Engine: without multiple use a code is redeemed once in total, even by another customer (603). Whether a common code counts as one was not seen.',
    examples: {
      fires: { edit: { ...GENERIC('DIWALI'), isMultipleUseAllowed: false } },
      passes: { edit: { ...GENERIC('DIWALI'), isMultipleUseAllowed: true } },
    },
    check: ({ values }) =>
      valueOrNull(values.clientHandlingType) === 'GENERIC' && valueOrNull(values.isMultipleUseAllowed) === false
        ? 'All customers share one code, and by the API’s texts a code then works once in total. Let one code work more than once, or try it with two customers first.'
        : null,
  },
  {
    id: 'code-space-too-small',
    reads: ['randomCodeLength', 'alphaNumeric', 'maxCreate', 'clientHandlingType'],
    severity: 'warning',
    code: 613,
    source:
      'Arithmetic: n digits make 10ⁿ codes, letters and digits at most 36ⁿ. A prefix or suffix is the same on all and adds none.',
    examples: {
      fires: { edit: { alphaNumeric: false, randomCodeLength: 5, maxCreate: 250_000 } },
      passes: { edit: { alphaNumeric: false, randomCodeLength: 6, maxCreate: 250_000 } },
    },
    check: ({ values, issued, changed }) => {
      const length = generatedLength(values);
      const letters = valueOrNull(values.alphaNumeric);
      const limit = valueOrNull(values.maxCreate);
      if (length === null || letters === null || limit === null) return null;
      const codes = (letters ? 36 : 10) ** length;
      // Codes of another shape do not use up this one.
      const others = changed('randomCodeLength') || changed('alphaNumeric') ? issued : 0;
      if (codes >= limit - others) return null;
      const characters = letters ? 'letters and digits' : many(length, 'digit');
      return `There are only ${formatNumber(codes)} codes of ${letters ? `${length} ${characters}` : characters}, fewer than the ${formatNumber(limit - others)} coupons that may be issued. Make codes longer${letters ? '' : ' or use letters too'}.`;
    },
  },
  {
    id: 'code-shorter-than-5',
    reads: ['randomCodeLength', 'clientHandlingType'],
    severity: 'warning',
    code: 613,
    source: 'Documented: the vendor advises 5 to 7 characters.',
    examples: { fires: { edit: { randomCodeLength: 4 } }, passes: { edit: { randomCodeLength: 5 } } },
    check: ({ values }) => {
      const length = generatedLength(values);
      return length !== null && length < 5
        ? 'Codes this short run out early and are easily guessed. The vendor advises 5 to 7 characters.'
        : null;
    },
  },
  {
    id: 'code-longer-than-40',
    reads: ['randomCodeLength', 'couponPrefix', 'couponSuffix', 'clientHandlingType'],
    severity: 'error',
    code: 629,
    source: 'Documented: a whole code has at most 40 characters, prefix and suffix included.',
    examples: {
      fires: { edit: { randomCodeLength: 36, isPrefixEnabled: true, couponPrefix: 'GOLD-' } },
      passes: { edit: { randomCodeLength: 35, isPrefixEnabled: true, couponPrefix: 'GOLD-' } },
    },
    check: ({ values }) => {
      const length = generatedLength(values);
      if (length === null || length > LONGEST_CODE) return null;
      const around = ownAffix(values, 'prefix').length + ownAffix(values, 'suffix').length;
      return length + around > LONGEST_CODE
        ? `With prefix and suffix a code has ${length + around} characters, and ${LONGEST_CODE} are the most. Make the code at most ${LONGEST_CODE - around} long.`
        : null;
    },
  },
];
