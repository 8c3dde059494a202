import type { Values } from '#catalogue/catalogue.ts';
import { isUnresolved, type RedemptionRange } from '#catalogue/model/kinds.ts';
import { addDays, type Day } from '#values/zone.ts';
import { couponEnd, lifeCount, type SeriesEnd, seriesEnd, strategyEnd } from './expiry.ts';
import { valueOrNull } from '../series/series.ts';
import { firstDayInRange, lastDayInRange } from '../windows/range-days.ts';

/** One coupon from issue to expiry, by the engine's rules. All days are in the cluster's zone. */
export interface CouponLife {
  readonly issued: Day;
  /** First redeemable day: after the waiting time, not before the start of the series, and one of the chosen days. */
  readonly from: Day;
  readonly because: 'issue' | 'wait' | 'start' | 'days';
  /** The day it expires; null if neither its strategy nor the series has an end. */
  readonly until: Day | null;
  /** Last redeemable day: the last chosen day up to `until`. */
  readonly last: Day | null;
  /** The chosen days and hours. */
  readonly range: RedemptionRange;
  /** Last day by its strategy, ignoring the series' end; null if it expires with the series. */
  readonly own: Day | null;
  readonly seriesEnd: SeriesEnd | null;
  /**
   * `seriesOver`: issued after the series' end, which the API refuses (635). `noEnd`: the series has no end, so the
   * API issues nothing (641). `bornExpired`: expires before its issue. `neverWorks`: expires before its waiting time and
   * the start are over. `noDay`: expires before the next chosen day.
   */
  readonly state: 'works' | 'bornExpired' | 'neverWorks' | 'noDay' | 'seriesOver' | 'noEnd';
}

const EVERY_DAY: RedemptionRange = { dom: [], dow: [], hours: [] };
const LAST_DAY: Day = '9999-12-31';

/** The life of a coupon issued on `issued`. Needs resolved values: check `unclearLife` first. */
export function couponLife(values: Values, issued: Day, clusterZone: string): CouponLife {
  const end = seriesEnd(values, clusterZone);
  const until = couponEnd(values, issued, clusterZone);
  const start = valueOrNull(values.redemptionValidFrom) ?? issued;
  const waitOver = addDays(issued, Math.max(0, valueOrNull(values.redemptionValidAfterDays) ?? 0));
  const ready = start > waitOver ? start : waitOver;
  const range = valueOrNull(values.redemptionRange) ?? EVERY_DAY;
  const chosen = firstDayInRange(range, ready, until ?? LAST_DAY);
  const from = chosen ?? ready;
  return {
    issued,
    from,
    because: from > ready ? 'days' : from === issued ? 'issue' : from === waitOver ? 'wait' : 'start',
    until,
    last: until === null ? null : lastDayInRange(range, from, until),
    range,
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
              : chosen === null
                ? 'noDay'
                : 'works',
  };
}

/** The fields that `couponLife` needs. It also reads `redemptionRange`; an unreadable one excludes no day. */
export const LIFE_FIELDS = [
  'validTillDate',
  'ownerValidity',
  'fixedExpiryDate',
  'expiryStrategyType',
  'expiryStrategyValue',
  'redemptionValidFrom',
  'redemptionValidAfterDays',
] as const;

/** Fields that make the life of a coupon unknown: half-typed, unreadable, or an unknown strategy. */
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
