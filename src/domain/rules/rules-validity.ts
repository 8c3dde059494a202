import { formatDay } from '#values/date-format.ts';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import { isBorrowed, seriesEnd } from '../lifetime/expiry.ts';
import { couponsOut } from '../lifetime/outstanding.ts';
import type { Rule } from './rule.ts';
import { valueOrNull } from '../series/series.ts';
/** Rules about the end of a series. */
export const VALIDITY_RULES = [
  {
    id: 'no-end-known',
    reads: ['validTillDate', 'ownerValidity'],
    severity: 'warning',
    code: 641,
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
    check: ({ end, isOver }) =>
      isOver && end?.from === 'owner'
        ? `The owner of this series ended on ${formatDay(end.day)}, and the series with it. Enter a last day to continue the series.`
        : null,
  },
  {
    id: 'end-in-the-past',
    reads: ['validTillDate'],
    severity: 'warning',
    code: 712,
    check: ({ base, values, changed, today, clusterZone }) => {
      const day = valueOrNull(values.validTillDate);
      if (!changed('validTillDate') || day === null || day >= today) return null;
      const before = seriesEnd(base.values, clusterZone);
      return before && before.day < today
        ? 'This day has passed too, so the series stays over. Enter today or later to continue it.'
        : 'This day has passed: saving ends the series, and every coupon already issued, at once. Enter today or later to continue it.';
    },
  },
  {
    id: 'end-moved-closer',
    reads: ['validTillDate', 'numIssued', 'numRedeemed'],
    severity: 'warning',
    code: 713,
    check: ({ base, end, changed, isOver, clusterZone }) => {
      const before = changed('validTillDate') ? seriesEnd(base.values, clusterZone) : null;
      const coupons = couponsOut(base.values);
      return before && end && !isOver && coupons !== null && end.day < before.day
        ? `The ${coupons} no longer ${coupons.startsWith('1 coupon ') ? 'works' : 'work'} after ${formatDay(end.day)}. Inform the customers, or keep ${formatDay(before.day)}.`
        : null;
    },
  },
  {
    id: 'end-revives-coupons',
    reads: ['validTillDate', 'numIssued', 'numRedeemed'],
    severity: 'warning',
    code: 713,
    check: ({ base, end, changed, isOver, today, clusterZone }) => {
      const before = changed('validTillDate') ? seriesEnd(base.values, clusterZone) : null;
      const coupons = couponsOut(base.values);
      return before && end && !isOver && coupons !== null && before.day < today
        ? `The series was over. The ${coupons} may work again.`
        : null;
    },
  },
  {
    id: 'end-no-longer-the-owners',
    reads: ['validTillDate', 'ownerValidity'],
    severity: 'warning',
    code: 629,
    check: ({ base, values, changed, clusterZone }) => {
      const followedOwner =
        isBorrowed(base.values, clusterZone) ||
        (base.values.validTillDate === null && valueOrNull(base.values.ownerValidity) !== null);
      return followedOwner && changed('validTillDate') && valueOrNull(values.validTillDate) !== null
        ? 'So far the series ended with its owner. With its own last day it no longer follows when the owner is extended.'
        : null;
    },
  },
  {
    id: 'loyalty-without-end',
    reads: ['validTillDate', 'ownedBy'],
    severity: 'warning',
    code: 641,
    check: ({ values, changed }) =>
      changed('validTillDate') && values.validTillDate === null && valueOrNull(values.ownedBy) === 'LOYALTY'
        ? 'Since 2023, loyalty offers should have their own last day. Enter one.'
        : null,
  },
  {
    id: 'expires-with-series-without-date',
    reads: ['expiryStrategyType', 'validTillDate', 'ownerValidity', 'ownedBy'],
    severity: 'warning',
    code: 641,
    check: ({ values, end }) =>
      valueOrNull(values.expiryStrategyType) === 'SERIES_EXPIRY' && end?.from === 'owner'
        ? `Coupons end with the series, which has no date of its own: they follow the owner, now ${formatDay(end.day)}${valueOrNull(values.ownedBy) === 'LOYALTY' ? ', or by an older page never end' : ''}. Enter a last day to be sure.`
        : null,
  },
] as const satisfies readonly Rule[];
