import { addDays, addMonths, dayOf, endOfDay, lastDayOfMonth, type Day } from '#values/zone.ts';
import type { Values } from '#catalogue/catalogue.ts';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import { valueOrNull } from '../series/series.ts';

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
  const own = valueOrNull(values.validTillDate);
  const day = own ?? ownerDay(values, clusterZone);
  if (day === null) return null;
  return {
    day,
    from: own === null || isBorrowed(values, clusterZone) ? 'owner' : 'series',
    instant: endOfDay(day, clusterZone) - 999,
  };
}

/** The API answers the owner's own moment then. Any other day is one somebody entered, `fixedExpiryDate` follows with the save. */
export function isBorrowed(values: Values, clusterZone: string): boolean {
  const own = valueOrNull(values.validTillDate);
  return own !== null && valueOrNull(values.fixedExpiryDate) === null && own === ownerDay(values, clusterZone);
}

function ownerDay(values: Values, clusterZone: string): Day | null {
  const end = valueOrNull(values.ownerValidity);
  return end === null ? null : dayOf(end, clusterZone);
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
 * The number the engine counts a coupon's life with: left out it is -1, and one below that, which nobody may enter, counts as it
 * is stored. Null where there is none.
 */
export function lifeCount({ expiryStrategyValue: held }: Values): number | null {
  if (!isUnresolved(held)) return held ?? -1;
  return held.unresolved === 'unreadable' && typeof held.raw === 'number' && (held.raw | 0) === held.raw
    ? held.raw
    : null;
}

/** The last day by the coupon's own strategy, whatever the series' end; null where it expires with the series. */
export function strategyEnd(values: Values, issued: Day): Day | null {
  const count = lifeCount(values) ?? -1;
  switch (valueOrNull(values.expiryStrategyType)) {
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
