import type { JsonObject } from '#values/json.ts';
import { migratedSeries, sampleSeries } from '../samples/sample-series.ts';

/** The initial series of a sandbox: the sample series, and one with numbers that every save changes. */
export function sandboxSeries(clock: { readonly now: number; readonly zone: string }): JsonObject[] {
  return [...sampleSeries(clock), migratedSeries(clock)];
}
