import type { ExamplesOf, RuleExamples } from './rule.examples.ts';
import type { CeilingField, ISSUANCE_RULES } from './rules-issuance.ts';

const SEVERAL = { isMultipleVouchersPerUserAllowed: true, doNotResendExistingVoucher: true };

/** The evidence for a rule from `limitIsZero`. */
export const limitIsZeroExamples = (field: CeilingField): RuleExamples => ({
  source:
    'Documented: -1 is “no limit” here. 0 is a limit like any other number; how the engine treats it was not seen.',
  fires: { edit: { [field]: 0 } },
  passes: { edit: { [field]: -1 } },
});

export const ISSUANCE_EXAMPLES: ExamplesOf<typeof ISSUANCE_RULES> = {
  'fewer-than-issued': {
    source: 'Documented: a new limit must be above the number already issued, or -1 for none.',
    fires: { stored: { numIssued: 1200 }, edit: { maxCreate: 1200 } },
    passes: { stored: { numIssued: 1200 }, edit: { maxCreate: 1201 } },
  },
  'resend-wins-over-several': {
    source:
      'Engine: unless resending is off, a customer who holds a valid coupon is sent that one again, even if several are allowed.',
    fires: { edit: { isMultipleVouchersPerUserAllowed: true, doNotResendExistingVoucher: false } },
    passes: { edit: SEVERAL },
  },
  'several-limited-to-one': {
    source: 'Engine: if several are allowed, a customer gets new ones up to this limit (621).',
    fires: { edit: { ...SEVERAL, maxVouchersPerUser: 1 } },
    passes: { edit: { ...SEVERAL, maxVouchersPerUser: 2 } },
  },
  'several-limits-without-several': {
    source: 'Engine: limit and gap apply only if several coupons for each customer are allowed.',
    fires: { stored: { isMultipleVouchersPerUserAllowed: false, maxVouchersPerUser: 5 } },
    passes: { stored: { isMultipleVouchersPerUserAllowed: true, maxVouchersPerUser: 5 } },
  },
  'several-of-a-common-code': {
    source: 'Engine: a common code is issued to a customer once (679), regardless of what the series allows.',
    fires: {
      stored: { clientHandlingType: 'GENERIC', genericCode: 'DIWALI', isMultipleVouchersPerUserAllowed: true },
    },
    passes: { stored: { isMultipleVouchersPerUserAllowed: true } },
  },
  'maxVouchersPerUser-is-0': limitIsZeroExamples('maxVouchersPerUser'),
  'several-limit-above-total': {
    source: 'Arithmetic: no customer can get more coupons than are issued in total.',
    fires: { edit: { ...SEVERAL, maxVouchersPerUser: 20, maxCreate: 10 } },
    passes: { edit: { ...SEVERAL, maxVouchersPerUser: 10, maxCreate: 10 } },
  },
  'issue-gap-without-second': {
    source:
      'Engine: the gap is counted from a customer’s last coupon (620), so it needs a second one, within the life of the series.',
    fires: { edit: { ...SEVERAL, minDaysBetweenVouchers: 7, maxVouchersPerUser: 1 } },
    passes: { edit: { ...SEVERAL, minDaysBetweenVouchers: 7, maxVouchersPerUser: 2 } },
  },
  'excludes-itself': {
    source:
      'Engine: a customer who holds a coupon of an excluded series is not issued one (609). The API does not check the ids.',
    fires: { edit: { mutualExclusiveSeriesIds: '[698948]' } },
    passes: { edit: { mutualExclusiveSeriesIds: '[702215]' } },
  },
  'excludes-unknown': {
    source: 'Inferred: the id of no series excludes no customer. The API does not check the ids.',
    fires: {
      edit: { mutualExclusiveSeriesIds: '[702215,41]' },
      facts: { seriesExists: (id) => id === 702215 },
      given: 'there is no series 41',
    },
    passes: {
      edit: { mutualExclusiveSeriesIds: '[702215]' },
      facts: { seriesExists: (id) => id === 702215 },
      given: 'there is a series 702215',
    },
  },
};
