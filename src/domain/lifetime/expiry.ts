import { addDays, addMonths, dayOf, endOfDay, lastDayOfMonth, type Day } from '#values/zone.ts';
import type { Values } from '#catalogue/catalogue.ts';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import { valueOrNull } from '../series/series.ts';

/**
 * The end of a series. `from: 'owner'`: it has no date of its own and ends with the campaign or programme that owns
 * it.
 */
export interface SeriesEnd {
  readonly day: Day;
  readonly from: 'series' | 'owner';
  /** The last valid second, epoch ms. */
  readonly instant: number;
}

/**
 * The engine's rule: the end of the day of `validTillDate`, else of the owner's end, in the cluster's zone. If
 * `fixedExpiryDate` is 0, the API shows the owner's end as `validTillDate`.
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

/**
 * Whether `validTillDate` is the owner's end. Any other day was entered in the form; a save then updates
 * `fixedExpiryDate`.
 */
export function isBorrowed(values: Values, clusterZone: string): boolean {
  const own = valueOrNull(values.validTillDate);
  return own !== null && valueOrNull(values.fixedExpiryDate) === null && own === ownerDay(values, clusterZone);
}

function ownerDay(values: Values, clusterZone: string): Day | null {
  const end = valueOrNull(values.ownerValidity);
  return end === null ? null : dayOf(end, clusterZone);
}

/**
 * The last day of a coupon issued on `issued`, by the engine's rule: the earlier of its strategy's end and the series'
 * end. Null if neither is known.
 */
export function couponEnd(values: Values, issued: Day, clusterZone: string): Day | null {
  const end = seriesEnd(values, clusterZone)?.day ?? null;
  const ends = [strategyEnd(values, issued), end].filter((day) => day !== null);
  return ends.toSorted()[0] ?? null;
}

/**
 * The number of days or months that the engine counts. An omitted value counts as -1. A stored value below that counts
 * as it is, although validation refuses to enter one. Null if there is no number.
 */
export function lifeCount({ expiryStrategyValue: value }: Values): number | null {
  if (!isUnresolved(value)) return value ?? -1;
  return value.unresolved === 'unreadable' && typeof value.raw === 'number' && (value.raw | 0) === value.raw
    ? value.raw
    : null;
}

/** The last day by the coupon's strategy, ignoring the series' end; null if it expires with the series. */
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
