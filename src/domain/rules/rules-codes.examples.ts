import { choiceKnownExamples, type ExamplesOf } from './rule.examples.ts';
import type { CODE_RULES } from './rules-codes.ts';

const GENERIC = (genericCode: string) => ({ clientHandlingType: 'GENERIC', genericCode });
const UPLOADED = { clientHandlingType: 'DISC_CODE_PIN', numUploadedTotal: 500, numUploadedNonIssued: 500 };
const OTHER_HAS_DIWALI = {
  facts: { genericCodeTaken: (code: string) => code === 'DIWALI' },
  given: 'another series has the common code DIWALI',
};

export const CODE_EXAMPLES: ExamplesOf<typeof CODE_RULES> = {
  'clientHandlingType-known': choiceKnownExamples(
    'clientHandlingType',
    'Documented: codes are DISC_CODE, DISC_CODE_PIN or GENERIC. The engine refuses anything else (108).',
    'DISC_CODE_PIN',
  ),
  'externally-managed': {
    source:
      'Documented in passing, and open: “EXTERNALLY_MANAGED=true” marks series whose codes a third party manages; the vendor’s screens cannot edit them.',
    fires: { stored: { EXTERNALLY_MANAGED: true } },
    passes: { stored: { EXTERNALLY_MANAGED: false } },
  },
  'code-kind-changed': {
    source:
      'Engine: it lets a series go from generated to uploaded codes and then invalidates every code generated so far.',
    fires: { edit: UPLOADED },
    passes: { stored: UPLOADED },
  },
  'uploaded-codes-used-up': {
    source:
      'Engine: a series of uploaded codes has nothing to issue once all are issued (613). Counters may lag, and leave out codes uploaded for a customer.',
    fires: { stored: { ...UPLOADED, numUploadedNonIssued: 0 } },
    passes: { stored: { ...UPLOADED, numUploadedNonIssued: 1 } },
  },
  'generic-code-missing': {
    source: 'Documented: a series with a common code must name it (754).',
    fires: { edit: GENERIC('') },
    passes: { edit: GENERIC('DIWALI') },
  },
  'generic-code-taken': {
    source: 'Engine: a common code is unique in the organisation (631).',
    fires: { edit: GENERIC('DIWALI'), ...OTHER_HAS_DIWALI },
    passes: { edit: GENERIC('DIWALI26'), ...OTHER_HAS_DIWALI },
  },
  'generic-code-changed': {
    source:
      'Inferred: customers hold the code itself; once the series has a different one, the old one no longer exists. Case does not matter.',
    fires: { stored: { ...GENERIC('DIWALI'), numIssued: 1200 }, edit: GENERIC('DIWALI26') },
    passes: { stored: { ...GENERIC('DIWALI'), numIssued: 0 }, edit: GENERIC('DIWALI26') },
  },
  'generic-code-without-effect': {
    source: 'Seen: the API stores a common code on a series of another kind, where nothing reads it.',
    fires: { stored: { genericCode: 'DIWALI' } },
    passes: { stored: GENERIC('DIWALI') },
  },
  'generic-code-works-once': {
    source:
      'Engine: without multiple use a code is redeemed once in total, even by another customer (603). Whether a common code counts as one was not seen.',
    fires: { edit: { ...GENERIC('DIWALI'), isMultipleUseAllowed: false } },
    passes: { edit: { ...GENERIC('DIWALI'), isMultipleUseAllowed: true } },
  },
  'code-space-too-small': {
    source:
      'Arithmetic: n digits make 10ⁿ codes, letters and digits at most 36ⁿ. A prefix or suffix is the same on all and adds none.',
    fires: { edit: { alphaNumeric: false, randomCodeLength: 5, maxCreate: 250_000 } },
    passes: { edit: { alphaNumeric: false, randomCodeLength: 6, maxCreate: 250_000 } },
  },
  'code-shorter-than-5': {
    source: 'Documented: the vendor advises 5 to 7 characters.',
    fires: { edit: { randomCodeLength: 4 } },
    passes: { edit: { randomCodeLength: 5 } },
  },
  'code-longer-than-40': {
    source: 'Documented: a whole code has at most 40 characters, prefix and suffix included.',
    fires: { edit: { randomCodeLength: 36, isPrefixEnabled: true, couponPrefix: 'GOLD-' } },
    passes: { edit: { randomCodeLength: 35, isPrefixEnabled: true, couponPrefix: 'GOLD-' } },
  },
};
