import type { Values } from '#catalogue/catalogue.ts';
import type { Day } from '#values/zone.ts';
import { unclearLife } from './coupon-life.ts';
import { seriesEnd, strategyEnd } from './expiry.ts';
import { valueOrNull } from '../series/series.ts';

/**
 * Why no coupon of a series can ever be redeemed, regardless of its days and hours. Null if one may, or if it is
 * unknown. `today` is a day of the cluster's zone.
 */
export function whyNothingRedeemable(values: Values, today: Day, clusterZone: string): string | null {
  if (unclearLife(values).length > 0) return null;
  const own = strategyEnd(values, today);
  if (own !== null && own < today) return 'each coupon expires before it is issued';
  // Without a last day nothing more is issued (641), but issued coupons still work.
  return seriesEnd(values, clusterZone) === null && valueOrNull(values.numIssued) === 0
    ? 'no coupon is issued, and none can be: the series has no last day'
    : null;
}
