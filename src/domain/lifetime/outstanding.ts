import type { Values } from '#catalogue/catalogue.ts';
import { formatNumber } from '#values/number-format.ts';
import { DAY } from '#values/durations.ts';
import { seriesEnd } from './expiry.ts';
import { valueOrNull } from '../series/series.ts';

/**
 * Number of coupons that are issued and not redeemed. Null if the counters cannot say: a code that works more than once
 * counts at each redemption.
 */
export function outstanding(values: Values): number | null {
  const issued = valueOrNull(values.numIssued);
  if (issued === 0) return 0;
  if (issued === null || valueOrNull(values.isMultipleUseAllowed) !== false) return null;
  return Math.max(0, issued - (valueOrNull(values.numRedeemed) ?? 0));
}

/** `12,431 coupons already issued`; null if there are none. */
export function couponsOut(values: Values): string | null {
  const issued = valueOrNull(values.numIssued) ?? 0;
  const count = outstanding(values) ?? issued;
  if (count === 0) return null;
  const state = count === issued ? 'already issued' : 'issued and not redeemed';
  return `${count === 1 ? '1 coupon' : `${formatNumber(count)} coupons`} ${state}`;
}

/**
 * The effect of a later end on issued coupons, in a sentence. The engine calculates ends at each read, so they move
 * with the series. Null for an earlier end or a revived series: warnings of rules cover those.
 */
export function laterEndText(base: Values, values: Values, now: number, clusterZone: string): string | null {
  const before = seriesEnd(base, clusterZone);
  const after = seriesEnd(values, clusterZone);
  const coupons = couponsOut(base);
  if (!before || !after || coupons === null || after.day <= before.day || now > before.instant + 999) return null;
  const days = Math.round((Date.parse(after.day) - Date.parse(before.day)) / DAY);
  const longer = `${days === 1 ? '1 day' : `${formatNumber(days)} days`} longer`;
  return valueOrNull(values.expiryStrategyType) === 'SERIES_EXPIRY'
    ? `The ${coupons} ${coupons.startsWith('1 coupon ') ? 'lives' : 'live'} ${longer}.`
    : `Of the ${coupons}, those that end with the series live up to ${longer}.`;
}
