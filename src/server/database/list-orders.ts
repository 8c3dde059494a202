import { sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';

/** The columns of `series_facts` that lists are ordered by. */
interface OrderedFacts {
  readonly discountType: AnyPgColumn;
  readonly discountValue: AnyPgColumn;
  readonly numRedeemed: AnyPgColumn;
  readonly maxIssued: AnyPgColumn;
  readonly maxRedeemed: AnyPgColumn;
}

/** Percentages before amounts, which cannot be compared with them; unknown values last. */
export const discountOrder = (facts: OrderedFacts) =>
  sql`(coalesce(${facts.discountValue} + case when ${facts.discountType} = 'PERC' then 0 else 1e12 end, 'Infinity'))`;
export const redeemedOrder = (facts: OrderedFacts) => sql`(coalesce(${facts.numRedeemed}, 0)::float8)`;
/** The smaller of both limits; without a limit last. */
export const limitOrder = (facts: OrderedFacts) =>
  sql`(coalesce(least(${facts.maxIssued}, ${facts.maxRedeemed}), 'Infinity'))`;
