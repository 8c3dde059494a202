import { fieldOf, type FieldKey, type Values } from '#catalogue/catalogue.ts';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import type { JsonObject } from '#values/json.ts';
import { encodeUpdate } from '#domain/series/series-codec.ts';
import type { Series } from '#domain/series/series.ts';
import type { Change } from '#domain/change/diff.ts';
import type { Derived } from '../state/derive.ts';

/** The request body of a save, with its review: changes, predictions and fields that need a decision. */
export interface PreparedUpdate {
  readonly body: JsonObject;
  readonly settled: Values;
  readonly changes: readonly Change[];
  /** Fields that the API did not return and that have no entered value. Omitting them may delete what is stored. */
  readonly undecided: readonly FieldKey[];
}

export function prepareUpdate(
  { base, values, settled, changes }: Pick<Derived, 'base' | 'values' | 'settled'> & { changes: Iterable<Change> },
  clusterZone: string,
  source: 'embedded' | 'upstream',
  restored: Series | null = null,
): PreparedUpdate {
  const encoded = encodeUpdate(base, settled, clusterZone, restored);
  if ('problems' in encoded)
    throw new Error(
      `Validated values cannot be encoded: ${encoded.problems.map(({ field }) => fieldOf(field).label).join(', ')}`,
    );
  const { body } = encoded;
  return {
    body,
    settled,
    changes: [...changes],
    undecided: (['productInfo', 'redemptionOrgEntityDetails'] as const).filter((key) => {
      const value = values[key];
      return source === 'upstream' && isUnresolved(value) && value.unresolved === 'notReturned';
    }),
  };
}
