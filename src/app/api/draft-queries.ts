import { queryOptions } from '@tanstack/react-query';
import { request } from './request.ts';
import { retry } from './retry-policy.ts';

/** The own draft of a series as the server had it when the editor opened, or when it was read again. */
export const draftQuery = (id: number) =>
  queryOptions({
    queryKey: ['me', 'drafts', id],
    queryFn: ({ signal }) => request('GET /api/me/drafts/:id', { params: { id }, signal }),
    staleTime: Infinity,
    gcTime: 0,
    retry,
  });

/** The own drafts of all series, latest first. */
export const draftsQuery = () =>
  queryOptions({
    queryKey: ['me', 'drafts'],
    queryFn: async ({ signal }) => (await request('GET /api/me/drafts', { signal })).drafts,
    retry,
  });
