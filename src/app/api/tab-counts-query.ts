import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { ListFilters } from '#contract/list-filters.ts';
import { request } from './request.ts';

/** How many series each tab of the list has. They are counted after the rows: `after` is when the rows arrived. */
export const seriesCountsQuery = (q: string, filters: ListFilters, after: number) =>
  queryOptions({
    queryKey: ['series-list', 'counts', q, filters, after],
    queryFn: ({ signal }) => request('GET /api/series/counts', { query: { ...filters, q }, signal }),
    placeholderData: keepPreviousData,
    enabled: after > 0,
    retry: false,
  });
