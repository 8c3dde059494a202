import { useNavigate, useSearch } from '@tanstack/react-router';
import { DEFAULT_SORT, type ListSort } from '#contract/endpoint-constants.ts';
import { SeriesListPage } from './series-list-page.tsx';

/** Defaults are omitted from the URL. */
const listSearch = (q: string, sort: ListSort) => ({
  ...(q ? { q } : {}),
  ...(sort === DEFAULT_SORT ? {} : { sort }),
});

/** Stores the search and the order of the list in the URL. */
export function ListRoute() {
  const { q = '', sort = DEFAULT_SORT } = useSearch({ from: '/series' });
  const navigate = useNavigate({ from: '/series' });
  const go = (next: { q: string; sort: ListSort }, replace: boolean) =>
    void navigate({ search: listSearch(next.q, next.sort), replace });
  return (
    <SeriesListPage
      q={q}
      sort={sort}
      onSearch={(text) => go({ q: text, sort }, true)}
      onSort={(order) => go({ q, sort: order }, false)}
    />
  );
}
