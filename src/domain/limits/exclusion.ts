import { valueOrNull, type Series } from '../series/series.ts';

/** Whether a series that this one excludes excludes this one too. */
export type Direction = 'both' | 'oneWay' | 'unclear';

/**
 * Read from the other side's own list. Engine: the list of the series being issued decides (609), so each side speaks for its own
 * coupons only; no text or test says that one list works in both directions.
 */
export function directionOf(own: number | null, other: Series): Direction {
  const back = valueOrNull(other.values.mutualExclusiveSeriesIds);
  if (own === null || back === null) return 'unclear';
  return back.includes(own) ? 'both' : 'oneWay';
}

export const DIRECTION_LABELS: Readonly<Record<Direction, string>> = {
  both: 'Both ways',
  oneWay: 'One way',
  unclear: 'Other side unclear',
};

/** What one-sided means, in a sentence, for the names of the series that do not exclude back. Null where there is none. */
export function oneWayText(names: readonly string[], own: number | null): string | null {
  const [first] = names;
  if (first === undefined) return null;
  const them = names.length === 1 ? `“${first}”` : `${names.length} of these series`;
  const it = names.length === 1 ? 'it' : 'them';
  const there = names.length === 1 ? 'that series' : 'those series';
  const add = own === null ? 'this series' : `${own}`;
  return `One way: who holds a coupon of ${them} gets none of this series, but who holds one of this series can still be given one of ${it}. To close the other way too, add ${add} in ${there}.`;
}
