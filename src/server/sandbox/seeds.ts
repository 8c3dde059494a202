import type { JsonObject } from '#values/json.ts';
import { calendar, series } from '../samples/build-series.ts';
import { sampleSeries } from '../samples/sample-series.ts';

/** What a sandbox starts with: the sample series, and one with numbers that no save can keep. */
export function sandboxSeries(when: { readonly now: number; readonly zone: string }): JsonObject[] {
  return [...sampleSeries(when), movedOver(when)];
}

/**
 * Moved over from an older system past the API: 5,000,000,000 does not fit 32 bits and 16,777,217 does not fit a 32-bit float,
 * so any save, even of another field, changes both.
 */
function movedOver(when: { readonly now: number; readonly zone: string }): JsonObject {
  return series(
    calendar(when),
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
