import { dayOf, isNoDate, parseDateTime } from '#values/zone.ts';
import { couponsOf, type Found, type HeldCoupon } from '../redemption/coupon-facts.ts';
import { type Series, valueOrNull } from '../series/series.ts';
import type { IssuanceAttempt } from './issuance-attempt.ts';

/** Facts of an attempt to issue a coupon that a look-up of the customer can give. */
export interface CustomerFacts extends Pick<IssuanceAttempt, 'holds' | 'had' | 'holdsExcluded'> {
  /** Epoch ms. */
  readonly lastIssue?: number;
}

/** What a look-up says about issuing a coupon of the series to its customer. What it does not say stays unknown. */
export function customerFactsOf(
  { customer, total }: Found,
  { values }: Series,
  { now, clusterZone }: { readonly now: number; readonly clusterZone: string },
): CustomerFacts {
  if (!customer || !Array.isArray(customer['coupons'])) return {};
  const held = couponsOf(customer);
  const isComplete = held.length >= (total ?? 0) && held.every((one) => one.seriesId !== null);
  const seriesId = valueOrNull(values.id);
  const inSeries = held.filter((one) => one.seriesId === seriesId);
  const excluded = valueOrNull(values.mutualExclusiveSeriesIds) ?? [];
  const today = dayOf(now, clusterZone);
  const isUsable = (one: HeldCoupon): boolean | null => {
    if (one.uses !== null && one.uses > 0) return false;
    const own = one.ends === null || isNoDate(one.ends) ? null : parseDateTime(one.ends);
    return own === null || one.uses === null ? null : dayOf(own, clusterZone) >= today;
  };
  const anyUsable = (coupons: readonly HeldCoupon[]): boolean | null => {
    const usable = coupons.map(isUsable);
    if (usable.includes(true)) return true;
    return isComplete && !usable.includes(null) ? false : null;
  };
  const holds = anyUsable(inSeries);
  const holdsExcluded = anyUsable(held.filter((one) => one.seriesId !== null && excluded.includes(one.seriesId)));
  const lastIssue = Math.max(...inSeries.flatMap(({ issued }) => issued ?? []));
  return {
    ...(holds !== null && { holds }),
    ...(holdsExcluded !== null && { holdsExcluded }),
    ...(isComplete && { had: inSeries.length }),
    ...(Number.isFinite(lastIssue) && { lastIssue }),
  };
}
