import { queryOptions } from '@tanstack/react-query';
import { request } from '../../api/request.ts';
import { retry } from '../../api/retry-policy.ts';

export const sessionsQuery = () =>
  queryOptions({
    queryKey: ['me', 'sessions'],
    queryFn: async ({ signal }) => (await request('GET /api/me/sessions', { signal })).sessions,
    retry,
  });

export const tokensQuery = () =>
  queryOptions({
    queryKey: ['me', 'tokens'],
    queryFn: async ({ signal }) => (await request('GET /api/me/tokens', { signal })).tokens,
    retry,
  });
