import { useNavigate, useSearch } from '@tanstack/react-router';
import { DEFAULT_SORT, type ListSort } from '#contract/api.ts';
import { SeriesListPage } from './series-list-page.tsx';

/** Keeps the list's search and order in the address. */
export function ListRoute() {
  const { q = '', sort = DEFAULT_SORT } = useSearch({ from: '/series' });
  const navigate = useNavigate({ from: '/series' });
  const go = (next: { q: string; sort: ListSort }, replace: boolean) =>
    void navigate({ search: { q: next.q, sort: next.sort }, replace });
  return (
    <SeriesListPage
      q={q}
      sort={sort}
      onSearch={(text) => go({ q: text, sort }, true)}
      onSort={(order) => go({ q, sort: order }, false)}
    />
  );
}
