import type { FieldKey, Values } from '#catalogue/catalogue.ts';
import type { Series } from '../series/series.ts';
import { merge } from './merge.ts';

export interface LiveMerge {
  /** The values to compare with their series: theirs, and my edits. */
  readonly values: Values;
  /** Fields that take their value at once. */
  readonly taken: readonly FieldKey[];
  /** Fields that both changed: they keep my value, and theirs is offered. */
  readonly offered: readonly FieldKey[];
  /** Fields that take their value as soon as the focus leaves them. Until then theirs is offered. */
  readonly deferred: readonly FieldKey[];
}

/**
 * How an open form continues when its series was saved elsewhere. Nothing changes in the field with the focus, where the
 * user may be about to type, nor in an edited one, also if its text cannot be read yet.
 */
export function mergeLive(base: Series, mine: Values, theirs: Series, focused: FieldKey | null): LiveMerge {
  const { values, theirs: free, clashes } = merge(base, mine, theirs);
  return {
    values,
    taken: free.filter((field) => field !== focused),
    offered: clashes,
    deferred: free.filter((field) => field === focused),
  };
}
