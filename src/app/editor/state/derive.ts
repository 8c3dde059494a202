import type { Values } from '#catalogue/catalogue.ts';
import type { Gates } from '#catalogue/model/gates.ts';
import { type Change, diff } from '#domain/change/diff.ts';
import { settle } from '#domain/change/settle.ts';
import { type Issue, validate } from '#domain/rules/validate.ts';
import type { EvaluationContext, Series } from '#domain/series/series.ts';
import { gatesOf } from '#domain/series/visibility.ts';

/** What follows from the values of the form. All of it comes from the same settled values. */
export interface Derived {
  /** The series the form is compared with. */
  readonly base: Series;
  /** The values of the form. */
  readonly values: Values;
  /** The values that a save sends; the summary describes them. */
  readonly settled: Values;
  readonly gates: Gates;
  readonly changes: readonly Change[];
  readonly issues: readonly Issue[];
}

export function derive(base: Series, values: Values, evaluation: EvaluationContext): Derived {
  const settled = settle(base, values);
  return {
    base,
    values,
    settled,
    gates: gatesOf(settled, base.wire),
    changes: diff(base, settled),
    issues: validate(base, settled, evaluation),
  };
}
