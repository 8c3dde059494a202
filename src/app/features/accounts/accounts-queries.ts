import { queryOptions } from '@tanstack/react-query';
import { ACCOUNTS_PATH, type AccountsAnswer } from '#contract/account-endpoints.ts';
import { call } from '../../api/request.ts';
import { retry } from '../../api/retry-policy.ts';

export const accountsQuery = () =>
  queryOptions({
    queryKey: ['accounts'],
    // Our own server answers with the shape of contract/account-endpoints.ts.
    queryFn: async ({ signal }) => (await call(ACCOUNTS_PATH, { signal })).body as AccountsAnswer,
    retry,
  });
