import { unknownValues } from '#catalogue/wire-path.ts';
import type { Json, JsonObject } from '#values/json.ts';

/** Keys outside the catalogue with a whole number beyond 2^53: JavaScript may have changed its last digits. */
export const inexactKeys = (series: JsonObject): readonly string[] =>
  [...unknownValues(series)].filter(([, value]) => isInexact(value)).map(([key]) => key);

function isInexact(value: Json): boolean {
  if (typeof value === 'number') return Number.isInteger(value) && !Number.isSafeInteger(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(isInexact);
}
