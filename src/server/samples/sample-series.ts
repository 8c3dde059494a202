import type { JsonObject } from '#values/json.ts';
import { calendar, series } from './build-series.ts';
import { claimed } from './claimed.ts';
import { codes } from './code-samples.ts';
import { questionable } from './questionable.ts';
import { everyday } from './everyday.ts';
import { lifecycle } from './lifecycle.ts';
import { malformed } from './malformed.ts';
import { seasonal } from './seasonal.ts';
import { variations } from './variations.ts';

interface SampleClock {
  readonly now: number;
  readonly zone: string;
}

/**
 * Returns the series of an invented organisation, Meridian Retail, in the wire format of the API's GET. Dates are relative
 * to `now` (epoch ms), as midnights in the cluster's `zone`. The same arguments always give the same result.
 */
export function sampleSeries({ now, zone }: SampleClock): JsonObject[] {
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

/**
 * A series migrated from an older system without the API. 5,000,000,000 does not fit 32 bits and 16,777,217 does not fit
 * a 32-bit float, so any save, even of another field, changes both.
 */
export function migratedSeries(clock: SampleClock): JsonObject {
  return series(
    calendar(clock),
    {
      id: 301877,
      name: 'Gift voucher stock (moved from the old system)',
      pos: 'GVSTOCK',
      code: 'OLD-301877',
      message: 'Your gift voucher: {{voucher}}',
      ends: 365,
      created: 1900,
      changed: 1900,
    },
    { maxCreate: 5_000_000_000, discountType: 'ABS', discountValue: 16_777_217, numIssued: 1410, numRedeemed: 1102 },
  );
}

/** Yields the samples and then generated series, `total` in all. A generator, because they may exceed the memory. */
export function* manySeries(clock: SampleClock, total: number): Generator<JsonObject> {
  const samples = sampleSeries(clock).slice(0, total);
  yield* samples;
  const variationAt = variations(calendar(clock));
  for (let index = 1; index <= total - samples.length; index += 1) yield variationAt(index);
}
