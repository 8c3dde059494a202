import { createStore, useSelector } from '@tanstack/react-store';
import { MAX_NAMED_SERIES } from '#contract/endpoint-constants.ts';
import { notify } from '../../api/notifications.ts';
import { type ListSearch, writeListSearch } from './list-search.ts';

/** Chosen series of one list: those with `ids`, or all that match except `ids`. */
export interface Selection {
  readonly all: boolean;
  readonly ids: ReadonlySet<number>;
}

export const NOTHING: Selection = { all: false, ids: new Set() };

/** Which series a list has; the order does not matter. */
const scopeOf = (search: ListSearch) => JSON.stringify(writeListSearch({ ...search, sort: 'match' }));

// Of the list that was used last, and outside of the page, so that it is still there when the user comes back.
const store = createStore<{ readonly scope: string; readonly selection: Selection }>({ scope: '', selection: NOTHING });

/** The selection of a list. A list with another search or filter starts without one. */
export function useSelection(search: ListSearch): Selection {
  const scope = scopeOf(search);
  return useSelector(store, (last) => (last.scope === scope ? last.selection : NOTHING));
}

export function select(search: ListSearch, selection: Selection): void {
  store.setState(() => ({ scope: scopeOf(search), selection }));
}

export const isSelected = ({ all, ids }: Selection, id: number) => ids.has(id) !== all;

export function toggleSeries(search: ListSearch, id: number): void {
  const { scope, selection } = store.state;
  const { all, ids } = scope === scopeOf(search) ? selection : NOTHING;
  const next = ids.has(id) ? new Set([...ids].filter((each) => each !== id)) : new Set([...ids, id]);
  if (next.size > MAX_NAMED_SERIES) {
    notify({
      tone: 'error',
      text: `At most ${MAX_NAMED_SERIES} series can be chosen one by one. Filter the list instead.`,
    });
    return;
  }
  select(search, { all, ids: next });
}
