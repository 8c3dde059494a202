import { choiceKnownExamples, type ExamplesOf } from './rule.examples.ts';
import type { EXPIRY_RULES } from './rules-expiry.ts';

const ENDS = (day: string) => ({ validTillDate: `${day}T00:00:00Z` });

export const EXPIRY_EXAMPLES: ExamplesOf<typeof EXPIRY_RULES> = {
  'expiryStrategyType-known': choiceKnownExamples(
    'expiryStrategyType',
    'Documented: SERIES_EXPIRY, DAYS and MONTHS_END; the engine also knows MONTHS.',
    'MONTHS',
  ),
  'expiry-number-missing': {
    source:
      'Seen: without a number the API stores -1, and the engine then ends each coupon before the day it is issued.',
    fires: {
      stored: { expiryStrategyType: 'SERIES_EXPIRY', expiryStrategyValue: -1 },
      edit: { expiryStrategyType: 'DAYS' },
    },
    passes: {
      stored: { expiryStrategyType: 'SERIES_EXPIRY', expiryStrategyValue: -1 },
      edit: { expiryStrategyType: 'DAYS', expiryStrategyValue: 30 },
    },
  },
  'expiry-number-kept': {
    source: 'Inferred: way and number are two fields, so changing the way alone changes what the number means.',
    fires: {
      stored: { expiryStrategyType: 'DAYS', expiryStrategyValue: 30 },
      edit: { expiryStrategyType: 'MONTHS' },
    },
    passes: { edit: { expiryStrategyType: 'MONTHS', expiryStrategyValue: 1 } },
  },
  'expiry-strategy-changed': {
    source: 'Engine: ends are computed at each read. The vendor’s screens do not allow this change.',
    fires: { stored: { numIssued: 1200 }, edit: { expiryStrategyType: 'MONTHS_END' } },
    passes: { stored: { numIssued: 0 }, edit: { expiryStrategyType: 'MONTHS_END' } },
  },
  'expiry-number-changed': {
    source:
      'Engine: ends are computed at each read, for issued coupons too. Open: whether expired ones then work again.',
    fires: { stored: { numIssued: 1200 }, edit: { expiryStrategyValue: 5 } },
    passes: { stored: { numIssued: 0 }, edit: { expiryStrategyValue: 5 } },
  },
  'born-expired': {
    source:
      'Seen: a save without the number stores -1, and by the engine’s rule such coupons end before they are issued.',
    fires: { stored: { expiryStrategyType: 'DAYS', expiryStrategyValue: -1 } },
    passes: { stored: { expiryStrategyType: 'DAYS', expiryStrategyValue: 0 } },
  },
  'strategy-longer-than-series': {
    source: 'Engine: a coupon ends with its series at the latest. One issued on the first day lives longest.',
    fires: {
      stored: { createdOn: '2026-06-01T09:00:00Z', ...ENDS('2026-06-30') },
      edit: { expiryStrategyValue: 30 },
    },
    passes: {
      stored: { createdOn: '2026-06-01T09:00:00Z', ...ENDS('2026-07-01') },
      edit: { expiryStrategyValue: 30 },
    },
  },
  'start-after-end': {
    source: 'Engine: if redemption starts after the series ends, issuing fails (639).',
    fires: { stored: ENDS('2026-07-01'), edit: { redemptionValidFrom: '2026-07-02T00:00:00Z' } },
    passes: { stored: ENDS('2026-07-01'), edit: { redemptionValidFrom: '2026-07-01T00:00:00Z' } },
  },
  'start-moved-later': {
    source: 'Engine: before the start nothing is redeemed (628), and that applies to coupons issued earlier too.',
    fires: { stored: { numIssued: 1200 }, edit: { redemptionValidFrom: '2026-07-01T00:00:00Z' } },
    passes: { stored: { numIssued: 1200 }, edit: { redemptionValidFrom: '2026-06-10T00:00:00Z' } },
  },
  'expires-before-start': {
    source: 'Engine: before the start nothing is redeemed (628), while the life of a coupon counts from its issue.',
    fires: { stored: { expiryStrategyValue: 5 }, edit: { redemptionValidFrom: '2026-07-01T00:00:00Z' } },
    passes: { stored: { expiryStrategyValue: 30 }, edit: { redemptionValidFrom: '2026-07-01T00:00:00Z' } },
  },
  'waiting-longer-than-validity': {
    source: 'Engine: a coupon works from the n-th day after its issue (628), and ends with its own life or the series.',
    fires: { stored: { expiryStrategyValue: 5 }, edit: { redemptionValidAfterDays: 6 } },
    passes: { stored: { expiryStrategyValue: 5 }, edit: { redemptionValidAfterDays: 5 } },
  },
};
