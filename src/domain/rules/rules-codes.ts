import type { Values } from '#catalogue/catalogue.ts';
import { formatNumber } from '#values/number-format.ts';
import { ownAffix } from '../discount/affix.ts';
import { choiceKnown, many, type Rule } from './rule.ts';
import { valueOrNull } from '../series/series.ts';

const MAX_CODE_LENGTH = 40;
/** The length of the generated part; null if codes are not generated or the organisation's default applies. */
const generatedLength = (values: Values) =>
  valueOrNull(values.clientHandlingType) === 'DISC_CODE' ? valueOrNull(values.randomCodeLength) : null;

/** Rules about where codes come from and how many there can be. */
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
        ? 'A third party manages the codes of this series, and the vendor’s own screens cannot edit it. Ask the team that set it up before you save.'
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
        ? 'Every code generated so far becomes invalid with this change.'
        : 'Codes that customers hold may become invalid: generated ones do, others are not documented.';
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
        ? 'By the API’s last count, every uploaded code is issued. Upload more, or no coupon can be issued.'
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
      const isDifferent = old?.toUpperCase() !== valueOrNull(values.genericCode)?.toUpperCase();
      return old &&
        issued > 0 &&
        changed('genericCode') &&
        isDifferent &&
        valueOrNull(values.clientHandlingType) === 'GENERIC'
        ? `“${old}” went out to ${many(issued, 'customer')} and stops working. Send them the new code, or keep the old one.`
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
        ? 'A common code is stored, but this series does not use one. It has no effect.'
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
        ? 'All customers share one code, and it may work only once in total. Let one code work more than once, or test it with two customers first.'
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
      // Codes issued with another length or alphabet do not count.
      const used = changed('randomCodeLength') || changed('alphaNumeric') ? issued : 0;
      if (codes >= limit - used) return null;
      const characters = letters ? 'letters and digits' : many(length, 'digit');
      return `There are only ${formatNumber(codes)} codes of ${letters ? `${length} ${characters}` : characters}, fewer than the ${formatNumber(limit - used)} coupons that may be issued. Make codes longer${letters ? '' : ' or use letters too'}.`;
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
        ? 'Codes this short run out early and are easy to guess. The vendor advises 5 to 7 characters.'
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
      if (length === null || length > MAX_CODE_LENGTH) return null;
      const around = ownAffix(values, 'prefix').length + ownAffix(values, 'suffix').length;
      return length + around > MAX_CODE_LENGTH
        ? `With prefix and suffix a code has ${length + around} characters; the limit is ${MAX_CODE_LENGTH}. Set the length to at most ${MAX_CODE_LENGTH - around}.`
        : null;
    },
  },
] as const satisfies readonly Rule[];
