import { queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';
import { retry } from './retry-policy.ts';

/** The people who saved a series here. */
export const seriesEditorsQuery = () =>
  queryOptions({
    queryKey: ['series-editors'],
    queryFn: async ({ signal }) => (await request('GET /api/series/editors', { signal })).editors,
    staleTime: 60_000,
    retry,
  });
