import { useNavigate, useSearch } from '@tanstack/react-router';
import { defaultSort } from '#contract/endpoint-constants.ts';
import { ignoredIn, type ListSearch, readListSearch, writeListSearch } from './list-search.ts';
import { SeriesListPage } from './series-list-page.tsx';

/** Stores the state of the list in the URL. */
export function ListRoute() {
  const url = useSearch({ from: '/series' });
  const search = readListSearch(url);
  const navigate = useNavigate({ from: '/series' });
  const go = (change: Partial<ListSearch>, replace: boolean) =>
    void navigate({ search: writeListSearch({ ...search, ...change }), replace });
  return (
    <SeriesListPage
      search={search}
      ignored={ignoredIn(url)}
      onSearch={(q) => go({ q, sort: search.sort === defaultSort(search.q) ? defaultSort(q) : search.sort }, true)}
      onSort={(sort) => go({ sort }, false)}
      onFilters={(filters) => go({ filters }, false)}
      onClear={() => go({ q: '', tab: null, filters: {} }, false)}
    />
  );
}
