import type { Values } from '#catalogue/catalogue.ts';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import { addDays, type Day } from '#values/zone.ts';
import { couponEnd, lifeCount, type SeriesEnd, seriesEnd, strategyEnd } from './expiry.ts';
import { valueOrNull } from '../series/series.ts';

/** From the issue of one coupon to its end, by the engine's rules; all days are days of the cluster's zone. */
export interface CouponLife {
  readonly issued: Day;
  /** The first day it can be redeemed on: a waiting time and a start of the series must both be over. */
  readonly from: Day;
  readonly because: 'issue' | 'wait' | 'start';
  /** The last day it works; null where neither its own end nor the series' is known. */
  readonly until: Day | null;
  /** By its strategy, whatever the series' end; null where it expires with the series. */
  readonly own: Day | null;
  readonly seriesEnd: SeriesEnd | null;
  /**
   * `seriesOver`: it is issued after the end of the series, which the API refuses (635). `noEnd`: nothing says when the series
   * ends, so nothing is issued (641). `bornExpired`: it ends before its issue. `neverWorks`: it ends before it may be redeemed.
   */
  readonly state: 'works' | 'bornExpired' | 'neverWorks' | 'seriesOver' | 'noEnd';
}

/** The life of a coupon issued on `issued`. Asks for values that are known: see `unclearLife`. */
export function couponLife(values: Values, issued: Day, clusterZone: string): CouponLife {
  const end = seriesEnd(values, clusterZone);
  const until = couponEnd(values, issued, clusterZone);
  const start = valueOrNull(values.redemptionValidFrom) ?? issued;
  const waited = addDays(issued, Math.max(0, valueOrNull(values.redemptionValidAfterDays) ?? 0));
  const from = start > waited ? start : waited;
  return {
    issued,
    from,
    because: from === issued ? 'issue' : from === waited ? 'wait' : 'start',
    until,
    own: strategyEnd(values, issued),
    seriesEnd: end,
    state:
      until === null || end === null
        ? 'noEnd'
        : issued > end.day
          ? 'seriesOver'
          : until < issued
            ? 'bornExpired'
            : until < from
              ? 'neverWorks'
              : 'works',
  };
}

/** What `couponLife` depends on. */
export const LIFE_FIELDS = [
  'validTillDate',
  'ownerValidity',
  'fixedExpiryDate',
  'expiryStrategyType',
  'expiryStrategyValue',
  'redemptionValidFrom',
  'redemptionValidAfterDays',
] as const;

/** Fields without which nobody can tell how long a coupon lives: half-typed, unreadable, or a strategy no one knows. */
export function unclearLife(values: Values): readonly (typeof LIFE_FIELDS)[number][] {
  const strategy = valueOrNull(values.expiryStrategyType);
  return LIFE_FIELDS.filter((key) => {
    switch (key) {
      case 'expiryStrategyType':
        return !['SERIES_EXPIRY', 'DAYS', 'MONTHS', 'MONTHS_END'].includes(strategy ?? '');
      case 'expiryStrategyValue':
        return lifeCount(values) === null && strategy !== 'SERIES_EXPIRY';
      case 'ownerValidity':
        return isUnresolved(values[key]) && values.validTillDate === null;
      case 'fixedExpiryDate':
        return false;
      default:
        return isUnresolved(values[key]);
    }
  });
}
