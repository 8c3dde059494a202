import { formatDay } from '#catalogue/format.ts';
import { isOdd } from '#catalogue/kinds.ts';
import { addDays, dayOf } from '#catalogue/zone.ts';
import { couponEnd, seriesEnd } from './expiry.ts';
import type { Rule } from './rule.ts';
import { known } from './series.ts';

/** The rules about when a series and its coupons start and end. */
export const VALIDITY_RULES: readonly Rule[] = [
  {
    id: 'born-expired',
    reads: ['expiryStrategyValue', 'expiryStrategyType', 'validTillDate'],
    severity: 'warning',
    code: 601,
    check: ({ values, now, clusterZone }) => {
      if (isOdd(values.expiryStrategyValue) || isOdd(values.validTillDate)) return null;
      const today = dayOf(now, clusterZone);
      const end = couponEnd(values, today, clusterZone);
      const ended = seriesEnd(values, clusterZone);
      if (end === null || end >= today || (ended && ended.day < today)) return null;
      return `A coupon issued today would be expired already: it ends on ${formatDay(end)}.`;
    },
  },
  {
    id: 'no-end-known',
    reads: ['validTillDate', 'ownerValidity'],
    severity: 'warning',
    code: 641,
    check: ({ values, clusterZone }) =>
      known(values.validTillDate) === null && !isOdd(values.validTillDate) && !seriesEnd(values, clusterZone)
        ? 'Without a last day and without an owner no coupon can be issued.'
        : null,
  },
  {
    id: 'end-in-the-past',
    reads: ['validTillDate'],
    severity: 'warning',
    code: 712,
    check: ({ values, changed, now, clusterZone }) => {
      const day = known(values.validTillDate);
      return changed('validTillDate') && day !== null && day < dayOf(now, clusterZone)
        ? 'This day has passed: saving ends the series, and every coupon already issued, at once.'
        : null;
    },
  },
  {
    id: 'start-after-end',
    reads: ['redemptionValidFrom', 'validTillDate'],
    severity: 'warning',
    code: 639,
    check: ({ values, clusterZone }) => {
      const start = known(values.redemptionValidFrom);
      const end = seriesEnd(values, clusterZone);
      return start !== null && end !== null && start > end.day
        ? `Redemption starts after the series ends on ${formatDay(end.day)}. Nobody can redeem, and issuing fails.`
        : null;
    },
  },
  {
    id: 'waiting-longer-than-validity',
    reads: ['redemptionValidAfterDays', 'expiryStrategyValue', 'expiryStrategyType', 'validTillDate'],
    severity: 'warning',
    code: 739,
    check: ({ values, now, clusterZone }) => {
      const wait = known(values.redemptionValidAfterDays);
      if (wait === null || wait > 100_000 || isOdd(values.expiryStrategyValue)) return null;
      const today = dayOf(now, clusterZone);
      const end = couponEnd(values, today, clusterZone);
      return end !== null && end >= today && addDays(today, wait) > end
        ? `A coupon issued today expires on ${formatDay(end)}, before the waiting time is over.`
        : null;
    },
  },
];
