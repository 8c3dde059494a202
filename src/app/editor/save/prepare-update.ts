import { fieldOf, type FieldKey, type Values } from '#catalogue/catalogue.ts';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import type { JsonObject } from '#values/json.ts';
import { encodeUpdate } from '#domain/series/series-codec.ts';
import { type Change, diff } from '#domain/change/diff.ts';
import type { Series } from '#domain/series/series.ts';
import { settle } from '#domain/change/settle.ts';

/** The request body of a save, with its review: changes, predictions and fields that need a decision. */
export interface PreparedUpdate {
  readonly body: JsonObject;
  readonly changes: readonly Change[];
  /** Fields that the API did not return and that have no entered value. Omitting them may delete what is stored. */
  readonly undecided: readonly FieldKey[];
}

export function prepareUpdate(
  base: Series,
  form: Values,
  clusterZone: string,
  source: 'embedded' | 'upstream',
): PreparedUpdate {
  const encoded = encodeUpdate(base, settle(base, form), clusterZone);
  if ('problems' in encoded)
    throw new Error(
      `Validated values cannot be encoded: ${encoded.problems.map(({ field }) => fieldOf(field).label).join(', ')}`,
    );
  const { body } = encoded;
  return {
    body,
    changes: diff(base, form),
    undecided: (['productInfo', 'redemptionOrgEntityDetails'] as const).filter((key) => {
      const value = form[key];
      return source === 'upstream' && isUnresolved(value) && value.unresolved === 'notReturned';
    }),
  };
}
