import type { ExamplesOf } from './rule.examples.ts';
import type { VALIDITY_RULES } from './rules-validity.ts';

const ENDS = (day: string) => ({ validTillDate: `${day}T00:00:00Z` });
const NO_END = { validTillDate: '1970-01-01T00:00:00Z', fixedExpiryDate: 0 };
const OWNED = { ownedBy: 'LOYALTY', ownerId: 7, seriesType: 'LOYALTY', ownerValidity: Date.UTC(2027, 0, 31) };

export const VALIDITY_EXAMPLES: ExamplesOf<typeof VALIDITY_RULES> = {
  'no-end-known': {
    source: 'Engine: without a last day of its own or of its owner a series issues nothing (641).',
    fires: { stored: NO_END },
    passes: { stored: { ...NO_END, ...OWNED } },
  },
  'owner-over': {
    source: 'Engine: a series without a last day of its own is over with its owner (635).',
    fires: { stored: { ...NO_END, ...OWNED, ownerValidity: Date.UTC(2026, 4, 31) } },
    passes: { stored: { ...NO_END, ...OWNED } },
  },
  'end-in-the-past': {
    source: 'Engine: ends are computed at each read, so a past day ends the series and its coupons with the save.',
    fires: { edit: ENDS('2026-06-09') },
    passes: { edit: ENDS('2026-06-10') },
  },
  'end-moved-closer': {
    source: 'Engine: no coupon outlives its series, and that is computed at each read, for issued coupons too.',
    fires: {
      stored: { ...ENDS('2026-12-06'), isMultipleUseAllowed: false, numIssued: 1200, numRedeemed: 200 },
      edit: ENDS('2026-07-31'),
    },
    passes: { stored: { ...ENDS('2026-12-06'), numIssued: 1200 }, edit: ENDS('2027-01-31') },
  },
  'end-revives-coupons': {
    source: 'Open: ends are computed at each read, so extending a series that is over should revive expired coupons.',
    fires: { stored: { ...ENDS('2026-05-31'), numIssued: 1200 }, edit: ENDS('2026-07-31') },
    passes: { stored: { ...ENDS('2026-06-30'), numIssued: 1200 }, edit: ENDS('2026-07-31') },
  },
  'end-no-longer-the-owners': {
    source: 'Documented: a date of its own wins over the end of the campaign or programme that owns a series.',
    fires: { stored: { ...NO_END, ...OWNED }, edit: ENDS('2026-12-06') },
    passes: { stored: { ...OWNED, ...ENDS('2026-12-05') }, edit: ENDS('2026-12-06') },
  },
  'loyalty-without-end': {
    source:
      'Documented: since 2023 the vendor’s screens require a fixed last day for loyalty offers. Older ones have none.',
    fires: { stored: OWNED, edit: NO_END },
    passes: { stored: { ...OWNED, ...NO_END } },
  },
  'expires-with-series-without-date': {
    source:
      'Documented, and open: the vendor’s screens offer this with a fixed last day only; an older page says that such loyalty coupons never expire.',
    fires: { stored: { ...NO_END, ...OWNED, expiryStrategyType: 'SERIES_EXPIRY' } },
    passes: { stored: { ...NO_END, ...OWNED } },
  },
};
