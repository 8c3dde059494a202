import { defaultSort, LIST_SORTS, type ListSort } from '#contract/endpoint-constants.ts';
import { LIST_TABS, type ListTab } from '#contract/list-filters.ts';

/** The state of the list in its URL. */
export interface ListSearch {
  readonly q: string;
  readonly sort: ListSort;
  /** Null: all series. */
  readonly tab: ListTab | null;
}

const MAX_QUERY_LENGTH = 200;

/** Reads the URL. A value that does not exist counts as its default. */
export function readListSearch({ q, sort, tab }: Readonly<Record<string, unknown>>): ListSearch {
  // The router parses a number or `true`.
  const text = typeof q === 'string' || typeof q === 'number' || typeof q === 'boolean' ? String(q) : '';
  const query = text.length > MAX_QUERY_LENGTH ? '' : text;
  return {
    q: query,
    // The best match is the default of a search, and means nothing without one.
    sort: LIST_SORTS.find((known) => known === sort && known !== 'match') ?? defaultSort(query),
    tab: LIST_TABS.find((known) => known === tab) ?? null,
  };
}

/** The URL of a state, without defaults. */
export const writeListSearch = ({ q, sort, tab }: ListSearch) => ({
  ...(q === '' ? {} : { q }),
  ...(sort === defaultSort(q) || sort === 'match' ? {} : { sort }),
  ...(tab === null ? {} : { tab }),
});
