import { fieldOf, type FieldKey, type Values } from '#catalogue/catalogue.ts';
import { isOdd, type JsonObject } from '#catalogue/kinds.ts';
import { encodeUpdate } from '#contract/series-wire.ts';
import { type Change, diff } from '#domain/diff.ts';
import type { Series } from '#domain/series.ts';
import { settle } from '#domain/settle.ts';

/** What a save would send, and what there is to say about it beforehand. */
export interface Outgoing {
  readonly body: JsonObject;
  readonly changes: readonly Change[];
  /** Fields the API did not return and nobody entered: leaving them out may drop what is stored. */
  readonly undecided: readonly FieldKey[];
}

export function outgoing(base: Series, form: Values, clusterZone: string, source: 'embedded' | 'upstream'): Outgoing {
  const encoded = encodeUpdate(base, settle(base, form), clusterZone);
  if ('problems' in encoded)
    throw new Error(
      `Not sendable, though validated: ${encoded.problems.map(({ field }) => fieldOf(field).label).join(', ')}`,
    );
  const { body } = encoded;
  return {
    body,
    changes: diff(base, form),
    undecided: (['productInfo', 'redemptionOrgEntityDetails'] as const).filter((key) => {
      const held = form[key];
      return source === 'upstream' && isOdd(held) && held.odd === 'notReturned';
    }),
  };
}
