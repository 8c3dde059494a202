import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Person, SessionAnswer } from '#contract/session-endpoints.ts';
import { type Right, whyNot } from '#domain/permissions.ts';
import { request } from './request.ts';
import { retry } from './retry-policy.ts';
import { reportSessionExpired, sessionEpoch } from './session-expiry.ts';

/** The session. After it expires, the last user stays in the cache, so that the page and its input remain. */
export const sessionQuery = () =>
  queryOptions({
    queryKey: ['session'],
    queryFn: async ({ client, signal }) => {
      const since = sessionEpoch();
      const answer = await request('GET /api/session', { signal });
      const before = client.getQueryData<SessionAnswer>(['session']);
      // The user signed in while this answer was on its way: it describes the previous session.
      if (before && since !== sessionEpoch()) return before;
      if (answer.person !== null || !before?.person) return answer;
      reportSessionExpired('Your session has ended.');
      return before;
    },
    staleTime: Infinity,
    // The server may still be starting.
    refetchInterval: ({ state }) => (state.status === 'error' && state.data === undefined ? 5000 : false),
    retry,
  });

export const usePerson = (): Person | null => useQuery(sessionQuery()).data?.person ?? null;

/**
 * Why the user lacks this right, in a sentence, or null if they have it. Undefined while the session loads. If it fails
 * to load, returns null: the server checks the right as well.
 */
export function useWhyNot(right: Right): string | null | undefined {
  const { data, isError } = useQuery(sessionQuery());
  if (!data) return isError ? null : undefined;
  return data.person ? whyNot({ role: data.person.role, scope: null }, right) : undefined;
}

export const useMay = (right: Right): boolean => useWhyNot(right) === null;
