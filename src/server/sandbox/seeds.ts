import type { JsonObject } from '#values/json.ts';
import { calendar, series } from '../samples/build-series.ts';
import { sampleSeries } from '../samples/sample-series.ts';

/** The initial series of a sandbox: the sample series, and one with numbers that every save changes. */
export function sandboxSeries(clock: { readonly now: number; readonly zone: string }): JsonObject[] {
  return [...sampleSeries(clock), migrated(clock)];
}

/**
 * A series migrated from an older system without the API. 5,000,000,000 does not fit 32 bits and 16,777,217 does not fit
 * a 32-bit float, so any save, even of another field, changes both.
 */
function migrated(clock: { readonly now: number; readonly zone: string }): JsonObject {
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
