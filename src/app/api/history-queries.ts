import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { FieldKey } from '#catalogue/catalogue.ts';
import { request } from './request.ts';
import { retry } from './retry-policy.ts';

export interface HistoryFilter {
  readonly person?: string | undefined;
  readonly field?: FieldKey | undefined;
  /** ISO texts. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The history of a series, or of all series. A page may be empty although older entries match. */
export const historyQuery = (id: number | null, filter: HistoryFilter) =>
  infiniteQueryOptions({
    queryKey: ['history', id, filter],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...filter, cursor: pageParam || undefined };
      return id === null
        ? request('GET /api/journal', { query, signal })
        : request('GET /api/series/:id/journal', { params: { id }, query, signal });
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    retry,
  });

/** An entry never changes once its save has an outcome. */
export const journalEntryQuery = (id: number, entry: string) =>
  queryOptions({
    queryKey: ['history', id, 'entry', entry],
    queryFn: ({ signal }) => request('GET /api/series/:id/journal/:entry', { params: { id, entry }, signal }),
    retry,
  });

/** The people who saved a series. */
export const editorsQuery = () =>
  queryOptions({
    queryKey: ['editors'],
    queryFn: async ({ signal }) => (await request('GET /api/series/editors', { signal })).editors,
    staleTime: 60_000,
    retry,
  });
