import { queryOptions, useQuery } from '@tanstack/react-query';
import { type Person, SESSION_PATH, type SessionAnswer } from '#contract/account-endpoints.ts';
import { type Right, whyNot } from '#domain/permissions.ts';
import { call } from './request.ts';
import { retry } from './retry-policy.ts';
import { reportSessionExpired } from './session-expiry.ts';

/** Who is signed in, or was last: whoever is signed out in the middle of something keeps the page they work on. */
export const sessionQuery = () =>
  queryOptions({
    queryKey: ['session'],
    queryFn: async ({ client, signal }) => {
      // Our own server answers with the shape of contract/people.ts.
      const answer = (await call(SESSION_PATH, { signal })).body as SessionAnswer;
      const before = client.getQueryData<SessionAnswer>(['session']);
      if (answer.person !== null || !before?.person) return answer;
      reportSessionExpired('Your session has ended.');
      return before;
    },
    staleTime: Infinity,
    // A server that is just starting will know in a moment.
    refetchInterval: ({ state }) => (state.status === 'error' && state.data === undefined ? 5000 : false),
    retry,
  });

export const usePerson = (): Person | null => useQuery(sessionQuery()).data?.person ?? null;

/**
 * Why the person may not, in a sentence, or null where they may. Undefined while it is not known who it is; where that cannot be
 * found out it is the server that says no.
 */
export function useWhyNot(right: Right): string | null | undefined {
  const { data, isError } = useQuery(sessionQuery());
  if (!data) return isError ? null : undefined;
  return data.person ? whyNot({ role: data.person.role, scope: null }, right) : undefined;
}

export const useMay = (right: Right): boolean => useWhyNot(right) === null;
