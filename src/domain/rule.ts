import type { FieldKey, Values } from '#catalogue/catalogue.ts';
import type { Gates } from '#catalogue/gates.ts';
import type { Circumstances, Series } from './series.ts';

/** What a rule looks at. `changed` says whether a field differs from what is stored. */
export interface Case extends Circumstances {
  readonly base: Series;
  readonly values: Values;
  readonly gates: Gates;
  readonly changed: (field: FieldKey) => boolean;
}

/**
 * A rule over one or several fields. An error is for what the API refuses or destroys, and only while one of `reads` differs
 * from what is stored; everything else warns.
 */
export interface Rule {
  readonly id: string;
  /** The fields it depends on; the message stands at the first. */
  readonly reads: readonly [FieldKey, ...FieldKey[]];
  readonly severity: 'error' | 'warning';
  /** The API's or the engine's own number for it. */
  readonly code: number;
  readonly check: (subject: Case) => string | null;
}
