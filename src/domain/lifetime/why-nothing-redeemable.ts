import type { Values } from '#catalogue/catalogue.ts';
import type { Day } from '#values/zone.ts';
import { unclearLife } from './coupon-life.ts';
import { seriesEnd, strategyEnd } from './expiry.ts';
import { valueOrNull } from '../series/series.ts';

/**
 * Why no coupon of a series can be redeemed, whatever its days and hours let through; null where one may, or nobody can tell.
 * `today` is a day of the cluster's zone.
 */
export function whyNothingRedeemable(values: Values, today: Day, clusterZone: string): string | null {
  if (unclearLife(values).length > 0) return null;
  const own = strategyEnd(values, today);
  if (own !== null && own < today) return 'each coupon is over before it is issued';
  // Without a last day nothing more is issued (641); coupons that are out go on.
  return seriesEnd(values, clusterZone) === null && valueOrNull(values.numIssued) === 0
    ? 'no coupon is out, and without a last day of the series none can be issued'
    : null;
}
