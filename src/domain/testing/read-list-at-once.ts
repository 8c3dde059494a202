import { type IsKnown, pickColumn } from '../import/pick-column.ts';
import { type Column, type ListKey, readColumn, readTable } from '../import/read-list.ts';

export interface ReadList {
  readonly keys: readonly ListKey[];
  readonly columns: readonly string[];
  /** Null: no column is plausible, so nothing was read. */
  readonly column: Column | null;
  readonly hasHeader: boolean;
}

interface ReadOptions {
  readonly column?: Column;
  readonly types?: readonly string[];
  readonly isKnown?: IsKnown;
}

const ANY_TYPE = ['SKU', 'CATEGORY', 'BRAND', 'ATTRIBUTE', 'CONCEPT', 'ZONE', 'STORE', 'TILL'];

/** Reads a list like the page, without yielding. */
export function readListAtOnce(text: string, { column, types = ANY_TYPE, isKnown = null }: ReadOptions = {}): ReadList {
  const table = finish(readTable(text));
  const picked = column ?? pickColumn(table, types, isKnown);
  const keys = picked === null ? [] : finish(readColumn(table, picked));
  return { keys, columns: table.columns, column: picked, hasHeader: table.hasHeader };
}

function finish<T>(work: Generator<void, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}
