import type { Values } from '#catalogue/catalogue.ts';
import { formatNumber } from '#values/number-format.ts';
import { seriesEnd } from './expiry.ts';
import { valueOrNull } from '../series/series.ts';

/**
 * Coupons that customers hold and have not used. Null where the counters do not tell: one code that works more than once is
 * counted at each redemption.
 */
export function outstanding(values: Values): number | null {
  const issued = valueOrNull(values.numIssued);
  if (issued === null || valueOrNull(values.isMultipleUseAllowed) !== false) return null;
  return Math.max(0, issued - (valueOrNull(values.numRedeemed) ?? 0));
}

/** `12,431 coupons already issued`; null where there are none. */
export function couponsOut(values: Values): string | null {
  const issued = valueOrNull(values.numIssued) ?? 0;
  const count = outstanding(values) ?? issued;
  if (count === 0) return null;
  const what = count === issued ? 'already issued' : `that ${count === 1 ? 'is' : 'are'} out and not redeemed`;
  return `${count === 1 ? '1 coupon' : `${formatNumber(count)} coupons`} ${what}`;
}

const DAY = 86_400_000;

/**
 * What a later end does to coupons that are out, in a sentence. An earlier end, or one that brings a series back, is a matter of
 * warnings. By the engine's rule ends are worked out at each read, so they move with the series.
 */
export function laterEndText(base: Values, values: Values, now: number, clusterZone: string): string | null {
  const before = seriesEnd(base, clusterZone);
  const after = seriesEnd(values, clusterZone);
  const which = couponsOut(base);
  if (!before || !after || which === null || after.day <= before.day || now > before.instant + 999) return null;
  const days = Math.round((Date.parse(after.day) - Date.parse(before.day)) / DAY);
  const longer = `${days === 1 ? '1 day' : `${formatNumber(days)} days`} longer`;
  return valueOrNull(values.expiryStrategyType) === 'SERIES_EXPIRY'
    ? `The ${which} ${which.startsWith('1 coupon ') ? 'lives' : 'live'} ${longer}.`
    : `Of the ${which}, those that end with the series live up to ${longer}.`;
}
