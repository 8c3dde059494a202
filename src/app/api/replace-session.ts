import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import type { SessionAnswer } from '#contract/account-endpoints.ts';
import { clearPrefetched } from './prefetch.ts';
import { sessionQuery } from './session-query.ts';
import { reportSignedIn } from './session-expiry.ts';
import { notify } from './notifications.ts';

const STABLE_QUERIES = new Set<unknown>(['session', 'settings']);

/** Starts over as this person, or as nobody: nothing that was read for anybody else is left. */
export function resetForUser(client: QueryClient, answer: SessionAnswer): void {
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
  clearPrefetched();
  reportSignedIn();
  client.setQueryData(sessionQuery().queryKey, answer);
}

/**
 * Goes on with the page as it is: everything is read again, and a form keeps what was typed. The settings stay as they are, as days
 * in a form are days of the zone it was opened with.
 */
export function useResumeSession(): (answer: SessionAnswer) => void {
  const client = useQueryClient();
  const { queryKey } = sessionQuery();
  return (answer) => {
    const before = client.getQueryData<SessionAnswer>(queryKey)?.person;
    clearPrefetched();
    reportSignedIn();
    client.setQueryData(queryKey, answer);
    void client.invalidateQueries({ predicate: (query) => !STABLE_QUERIES.has(query.queryKey[0]) });
    const { person } = answer;
    if (person && before && person.id !== before.id)
      notify({
        tone: 'info',
        text: `You are signed in as ${person.name} now, and no longer as ${before.name}. What you save from here on is saved as ${person.name}.`,
      });
  };
}
