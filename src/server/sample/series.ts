import type { JsonObject } from '#catalogue/kinds.ts';
import { calendar } from './build.ts';
import { claimed } from './claimed.ts';
import { codes } from './codes.ts';
import { everyday } from './everyday.ts';
import { odd } from './odd.ts';

/**
 * The series of an invented organisation, Meridian Retail, in the wire format of the API's GET. Days are counted from `now`
 * (epoch ms) and stand as midnights of the cluster's `zone`, so that the same call always answers the same.
 */
export function sampleSeries({ now, zone }: { readonly now: number; readonly zone: string }): JsonObject[] {
  const at = calendar({ now, zone });
  return [...everyday(at), ...codes(at), ...claimed(at), ...odd(at)];
}
