import type { Values } from '#catalogue/catalogue.ts';
import { formatNumber } from '#values/number-format.ts';
import { ownAffix } from '../discount/affix.ts';
import { choiceKnown, many, type Rule } from './rule.ts';
import { valueOrNull } from '../series/series.ts';

const LONGEST_CODE = 40;
/** Length of the generated part; null where codes are not generated or the organisation's default decides. */
const generatedLength = (values: Values) =>
  valueOrNull(values.clientHandlingType) === 'DISC_CODE' ? valueOrNull(values.randomCodeLength) : null;

/** The rules about where codes come from and how many there can be. */
export const CODE_RULES = [
  choiceKnown('clientHandlingType', 108),
  {
    id: 'externally-managed',
    reads: ['clientHandlingType'],
    severity: 'warning',
    code: 108,
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
    check: ({ values }) => {
      const length = generatedLength(values);
      if (length === null || length > LONGEST_CODE) return null;
      const around = ownAffix(values, 'prefix').length + ownAffix(values, 'suffix').length;
      return length + around > LONGEST_CODE
        ? `With prefix and suffix a code has ${length + around} characters, and ${LONGEST_CODE} are the most. Make the code at most ${LONGEST_CODE - around} long.`
        : null;
    },
  },
] as const satisfies readonly Rule[];
