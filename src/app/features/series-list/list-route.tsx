import { useNavigate, useSearch } from '@tanstack/react-router';
import { defaultSort, type ListSort } from '#contract/endpoint-constants.ts';
import { SeriesListPage } from './series-list-page.tsx';

/** Defaults are omitted from the URL. */
const listSearch = (q: string, sort: ListSort | undefined) => ({
  ...(q ? { q } : {}),
  ...(sort === undefined || sort === defaultSort(q) ? {} : { sort }),
});

/** Stores the search and the order of the list in the URL. */
export function ListRoute() {
  const { q = '', sort: chosenSort } = useSearch({ from: '/series' });
  const sort = chosenSort ?? defaultSort(q);
  const navigate = useNavigate({ from: '/series' });
  const go = (text: string, order: ListSort | undefined, replace: boolean) =>
    void navigate({ search: listSearch(text, order), replace });
  return (
    <SeriesListPage
      q={q}
      sort={sort}
      onSearch={(text) => go(text, chosenSort, true)}
      onSort={(order) => go(q, order, false)}
    />
  );
}
