import { queryOptions } from '@tanstack/react-query';
import { SESSIONS_PATH, type SessionsAnswer, TOKENS_PATH, type TokensAnswer } from '#contract/account-endpoints.ts';
import { call } from '../../api/request.ts';
import { retry } from '../../api/retry-policy.ts';

// Our own server answers with the shapes of contract/account-endpoints.ts.

export const sessionsQuery = () =>
  queryOptions({
    queryKey: ['me', 'sessions'],
    queryFn: async ({ signal }) => ((await call(SESSIONS_PATH, { signal })).body as SessionsAnswer).sessions,
    retry,
  });

export const tokensQuery = () =>
  queryOptions({
    queryKey: ['me', 'tokens'],
    queryFn: async ({ signal }) => ((await call(TOKENS_PATH, { signal })).body as TokensAnswer).tokens,
    retry,
  });
