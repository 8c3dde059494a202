import { queryOptions } from '@tanstack/react-query';
import { request } from '../../api/request.ts';
import { retry } from '../../api/retry-policy.ts';

export const accountsQuery = () =>
  queryOptions({
    queryKey: ['accounts'],
    queryFn: ({ signal }) => request('GET /api/accounts', { signal }),
    retry,
  });
