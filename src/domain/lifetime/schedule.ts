import type { Values } from '#catalogue/catalogue.ts';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import { startOfDay } from '#values/zone.ts';
import { seriesEnd } from './expiry.ts';
import type { Schedule } from '../windows/windows.ts';

/** When coupons of a series work. Null if the range, the start or the end is unresolved, such as half-typed text. */
export function scheduleOf(values: Values, clusterZone: string): Schedule | null {
  const { redemptionRange: range, redemptionValidFrom: first, validTillDate } = values;
  if (isUnresolved(range) || isUnresolved(first) || isUnresolved(validTillDate)) return null;
  const end = seriesEnd(values, clusterZone);
  return {
    range,
    from: first === null ? null : startOfDay(first, clusterZone),
    until: end === null ? null : end.instant + 1000,
  };
}
