import { addDays, addMonths, dayOf, endOfDay, lastDayOfMonth } from '#catalogue/zone.ts';
import type { Values } from '#catalogue/catalogue.ts';
import { type Day, isOdd } from '#catalogue/kinds.ts';
import { known } from './series.ts';

/** Where the end of a series comes from. `owner`: it has no date of its own and follows whoever claimed it. */
export interface SeriesEnd {
  readonly day: Day;
  readonly from: 'series' | 'owner';
  /** The last valid second, epoch ms. */
  readonly instant: number;
}

/**
 * The engine's rule: the end of the day of `validTillDate`, else of the owner's end, in the cluster's zone. A stored date with
 * `fixedExpiryDate` 0 is the owner's, shown by the API in the date's place.
 */
export function seriesEnd(values: Values, clusterZone: string): SeriesEnd | null {
  const own = known(values.validTillDate);
  const ownerEnd = known(values.ownerValidity);
  const day = own ?? (ownerEnd === null ? null : dayOf(ownerEnd, clusterZone));
  if (day === null) return null;
  return {
    day,
    from: own === null || isBorrowed(values) ? 'owner' : 'series',
    instant: endOfDay(day, clusterZone) - 999,
  };
}

export function isBorrowed(values: Values): boolean {
  return (
    known(values.validTillDate) !== null &&
    known(values.fixedExpiryDate) === null &&
    known(values.ownerValidity) !== null
  );
}

/**
 * The last day a coupon issued on `issued` works, by the engine's rule: the earlier of its strategy's end and the series' end.
 * Null where neither is known.
 */
export function couponEnd(values: Values, issued: Day, clusterZone: string): Day | null {
  const end = seriesEnd(values, clusterZone)?.day ?? null;
  const own = strategyEnd(values, issued);
  if (own === null) return end;
  return end === null || own < end ? own : end;
}

/**
 * The last day by the coupon's own strategy, whatever the series' end; null where it expires with the series. Left out on the
 * wire, the engine counts with -1, the day before the issue.
 */
export function strategyEnd(values: Values, issued: Day): Day | null {
  const count = known(values.expiryStrategyValue) ?? -1;
  switch (known(values.expiryStrategyType)) {
    case 'DAYS':
      return addDays(issued, count);
    case 'MONTHS':
      return addMonths(issued, count);
    case 'MONTHS_END':
      return lastDayOfMonth(addMonths(issued, count));
    default:
      return null;
  }
}

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
  const start = known(values.redemptionValidFrom) ?? issued;
  const waited = addDays(issued, Math.max(0, known(values.redemptionValidAfterDays) ?? 0));
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
  const strategy = known(values.expiryStrategyType);
  return LIFE_FIELDS.filter((key) => {
    switch (key) {
      case 'expiryStrategyType':
        return !['SERIES_EXPIRY', 'DAYS', 'MONTHS', 'MONTHS_END'].includes(strategy ?? '');
      case 'expiryStrategyValue':
        return isOdd(values[key]) && strategy !== 'SERIES_EXPIRY';
      case 'ownerValidity':
        return isOdd(values[key]) && values.validTillDate === null;
      case 'fixedExpiryDate':
        return false;
      default:
        return isOdd(values[key]);
    }
  });
}
