import type { JsonObject } from '#values/json.ts';
import { calendar } from './build-series.ts';
import { claimed } from './claimed.ts';
import { codes } from './code-samples.ts';
import { questionable } from './questionable.ts';
import { everyday } from './everyday.ts';
import { lifecycle } from './lifecycle.ts';
import { malformed } from './malformed.ts';
import { seasonal } from './seasonal.ts';
import { variations } from './variations.ts';

interface When {
  readonly now: number;
  readonly zone: string;
}

/**
 * The series of an invented organisation, Meridian Retail, in the wire format of the API's GET. Days are counted from `now`
 * (epoch ms) and stand as midnights of the cluster's `zone`, so that the same call always answers the same.
 */
export function sampleSeries({ now, zone }: When): JsonObject[] {
  const at = calendar({ now, zone });
  return [
    ...everyday(at),
    ...codes(at),
    ...claimed(at),
    ...malformed(at),
    ...seasonal(at),
    ...lifecycle(at),
    ...questionable(at),
  ];
}

/** The samples and then as many variations of them as make `total`, one by one: there may be more than memory holds. */
export function* manySeries(when: When, total: number): Generator<JsonObject> {
  const samples = sampleSeries(when).slice(0, total);
  yield* samples;
  const make = variations(calendar(when));
  for (let index = 1; index <= total - samples.length; index += 1) yield make(index);
}
