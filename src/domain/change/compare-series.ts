import { dequal } from 'dequal/lite';
import { FIELD_KEYS, type FieldKey } from '#catalogue/catalogue.ts';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import { type UnknownDifference, unknownDifferences } from '#catalogue/wire-path.ts';
import type { Series } from '../series/series.ts';

export interface Comparison {
  /** All in the catalogue's order. */
  readonly different: readonly FieldKey[];
  readonly same: readonly FieldKey[];
  /** The API did not return one of both values. */
  readonly unknown: readonly FieldKey[];
  /** Keys that the catalogue does not know, with different values. */
  readonly others: readonly UnknownDifference[];
}

const isMissing = (value: unknown) => isUnresolved(value) && value.unresolved === 'notReturned';

/** Compares two series field by field, by the meaning of the values. */
export function compareSeries(first: Series, second: Series): Comparison {
  const resultOf = (key: FieldKey): keyof Comparison => {
    const [a, b] = [first.values[key], second.values[key]];
    if (isMissing(a) || isMissing(b)) return 'unknown';
    return dequal(a, b) ? 'same' : 'different';
  };
  const results = FIELD_KEYS.map((key) => [key, resultOf(key)] as const);
  const keysWith = (wanted: keyof Comparison) => results.filter(([, result]) => result === wanted).map(([key]) => key);
  return {
    different: keysWith('different'),
    same: keysWith('same'),
    unknown: keysWith('unknown'),
    others: unknownDifferences(first.wire, second.wire),
  };
}
