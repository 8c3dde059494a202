import { formatDay } from '#values/date-format.ts';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import { isBorrowed, seriesEnd } from '../lifetime/expiry.ts';
import { many, type Rule } from './rule.ts';
import { valueOrNull } from '../series/series.ts';

const ENDS = (day: string) => ({ validTillDate: `${day}T00:00:00Z` });
const NO_END = { validTillDate: '1970-01-01T00:00:00Z', fixedExpiryDate: 0 };
const OWNED = { ownedBy: 'LOYALTY', ownerId: 7, seriesType: 'LOYALTY', ownerValidity: Date.UTC(2027, 0, 31) };

/** The rules about when a series ends. */
export const VALIDITY_RULES: readonly Rule[] = [
  {
    id: 'no-end-known',
    reads: ['validTillDate', 'ownerValidity'],
    severity: 'warning',
    code: 641,
    source: 'Engine: without a last day of its own or of its owner a series issues nothing (641).',
    examples: { fires: { stored: NO_END }, passes: { stored: { ...NO_END, ...OWNED } } },
    check: ({ values, end }) =>
      values.validTillDate === null && !isUnresolved(values.ownerValidity) && end === null
        ? 'Neither the series nor an owner has a last day, so no coupon can be issued. Enter one.'
        : null,
  },
  {
    id: 'owner-over',
    reads: ['validTillDate', 'ownerValidity'],
    severity: 'warning',
    code: 635,
    source: 'Engine: a series without a last day of its own is over with its owner (635).',
    examples: {
      fires: { stored: { ...NO_END, ...OWNED, ownerValidity: Date.UTC(2026, 4, 31) } },
      passes: { stored: { ...NO_END, ...OWNED } },
    },
    check: ({ end, isOver }) =>
      isOver && end?.from === 'owner'
        ? `The owner of this series ended on ${formatDay(end.day)}, and the series with it. Enter a last day of its own if it is to go on.`
        : null,
  },
  {
    id: 'end-in-the-past',
    reads: ['validTillDate'],
    severity: 'warning',
    code: 712,
    source: 'Engine: ends are worked out at each read, so a past day ends the series and its coupons with the save.',
    examples: { fires: { edit: ENDS('2026-06-09') }, passes: { edit: ENDS('2026-06-10') } },
    check: ({ base, values, changed, today, clusterZone }) => {
      const day = valueOrNull(values.validTillDate);
      if (!changed('validTillDate') || day === null || day >= today) return null;
      const before = seriesEnd(base.values, clusterZone);
      return before && before.day < today
        ? 'This day has passed too, so the series stays over. Enter today or later if it is to go on.'
        : 'This day has passed: saving ends the series, and every coupon already issued, at once. Enter today or later if it is to go on.';
    },
  },
  {
    id: 'end-moved-closer',
    reads: ['validTillDate', 'numIssued'],
    severity: 'warning',
    code: 713,
    source: 'Engine: no coupon outlives its series, and that is worked out at each read, for issued coupons too.',
    examples: {
      fires: { stored: { ...ENDS('2026-12-06'), numIssued: 1200 }, edit: ENDS('2026-07-31') },
      passes: { stored: { ...ENDS('2026-12-06'), numIssued: 1200 }, edit: ENDS('2027-01-31') },
    },
    check: ({ base, end, changed, isOver, issued, clusterZone }) => {
      const before = changed('validTillDate') ? seriesEnd(base.values, clusterZone) : null;
      return before && end && !isOver && issued > 0 && end.day < before.day
        ? `Of the ${many(issued, 'coupon')} already issued, none works after ${formatDay(end.day)} any more, whatever its customer was told. Tell them, or keep ${formatDay(before.day)}.`
        : null;
    },
  },
  {
    id: 'end-revives-coupons',
    reads: ['validTillDate', 'numIssued'],
    severity: 'warning',
    code: 713,
    source:
      'Open: ends are worked out at each read, so extending a series that is over should bring expired coupons back.',
    examples: {
      fires: { stored: { ...ENDS('2026-05-31'), numIssued: 1200 }, edit: ENDS('2026-07-31') },
      passes: { stored: { ...ENDS('2026-06-30'), numIssued: 1200 }, edit: ENDS('2026-07-31') },
    },
    check: ({ base, end, changed, isOver, today, issued, clusterZone }) => {
      const before = changed('validTillDate') ? seriesEnd(base.values, clusterZone) : null;
      return before && end && !isOver && issued > 0 && before.day < today
        ? `The series was over, and of the ${many(issued, 'coupon')} already issued those not used may work again. Make a new series if they should not.`
        : null;
    },
  },
  {
    id: 'end-no-longer-the-owners',
    reads: ['validTillDate', 'ownerValidity'],
    severity: 'warning',
    code: 629,
    source: 'Documented: a date of its own wins over the end of the campaign or programme that owns a series.',
    examples: {
      fires: { stored: { ...NO_END, ...OWNED }, edit: ENDS('2026-12-06') },
      passes: { stored: { ...OWNED, ...ENDS('2026-12-05') }, edit: ENDS('2026-12-06') },
    },
    check: ({ base, values, changed, clusterZone }) => {
      const followed =
        isBorrowed(base.values, clusterZone) ||
        (base.values.validTillDate === null && valueOrNull(base.values.ownerValidity) !== null);
      return followed && changed('validTillDate') && valueOrNull(values.validTillDate) !== null
        ? 'So far the series ended with its owner. With a day of its own it no longer follows when the owner is extended.'
        : null;
    },
  },
  {
    id: 'loyalty-without-end',
    reads: ['validTillDate', 'ownedBy'],
    severity: 'warning',
    code: 641,
    source:
      'Documented: since 2023 the vendor’s screens want a fixed last day for loyalty offers. Older ones have none.',
    examples: {
      fires: { stored: OWNED, edit: NO_END },
      passes: { stored: { ...OWNED, ...NO_END } },
    },
    check: ({ values, changed }) =>
      changed('validTillDate') && values.validTillDate === null && valueOrNull(values.ownedBy) === 'LOYALTY'
        ? 'Loyalty offers are meant to have a last day of their own since 2023. Enter one.'
        : null,
  },
  {
    id: 'expires-with-series-without-date',
    reads: ['expiryStrategyType', 'validTillDate', 'ownerValidity', 'ownedBy'],
    severity: 'warning',
    code: 641,
    source:
      'Documented, and open: the vendor’s screens offer this with a fixed last day only; an older page says that such loyalty coupons never expire.',
    examples: {
      fires: { stored: { ...NO_END, ...OWNED, expiryStrategyType: 'SERIES_EXPIRY' } },
      passes: { stored: { ...NO_END, ...OWNED } },
    },
    check: ({ values, end }) =>
      valueOrNull(values.expiryStrategyType) === 'SERIES_EXPIRY' && end?.from === 'owner'
        ? `Coupons end with the series, which has no date of its own: they follow the owner, now ${formatDay(end.day)}${valueOrNull(values.ownedBy) === 'LOYALTY' ? ', or by an older page never end' : ''}. Enter a last day to be sure.`
        : null,
  },
];
