import { valueOrNull, type Series } from '../series/series.ts';

/** Whether an excluded series excludes this one too. */
export type Direction = 'both' | 'oneWay' | 'unclear';

/**
 * Reads the other series' list. In the engine the list of the series being issued decides (609), so each list covers
 * only the coupons of its series. No text or test says that one list works in both directions.
 */
export function directionOf(id: number | null, other: Series): Direction {
  const excludedByOther = valueOrNull(other.values.mutualExclusiveSeriesIds);
  if (id === null || excludedByOther === null) return 'unclear';
  return excludedByOther.includes(id) ? 'both' : 'oneWay';
}

export const DIRECTION_LABELS: Readonly<Record<Direction, string>> = {
  both: 'Both ways',
  oneWay: 'One way',
  unclear: 'Other side unclear',
};

/** Explains a one-way exclusion. `names`: the series that do not exclude this one. Null if there is none. */
export function oneWayText(names: readonly string[], id: number | null): string | null {
  const [first] = names;
  if (first === undefined) return null;
  const others = names.length === 1 ? `“${first}”` : `${names.length} of these series`;
  const pronoun = names.length === 1 ? 'it' : 'them';
  const there = names.length === 1 ? 'that series' : 'those series';
  const add = id === null ? 'this series' : `${id}`;
  return `One way: a customer who holds a coupon of ${others} gets none of this series, but a customer who holds one of this series can still get one of ${pronoun}. To exclude both ways, add ${add} in ${there}.`;
}
