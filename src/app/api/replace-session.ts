import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import type { SessionAnswer } from '#contract/session-endpoints.ts';
import { forgetPageData } from './embedded-data.ts';
import { clearPrefetched } from './prefetch.ts';
import { sessionQuery } from './session-query.ts';
import { reportSignedIn } from './session-expiry.ts';
import { notify } from './notifications.ts';

const STABLE_QUERIES = new Set<unknown>(['session', 'settings']);

/** What was loaded for the previous session before anything asked for it. */
function dropStartData(): void {
  clearPrefetched();
  forgetPageData();
}

/** Starts a new session, signed in or out. Clears everything that was loaded for the previous user. */
export function resetForUser(client: QueryClient, answer: SessionAnswer): void {
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
  dropStartData();
  notify(null);
  reportSignedIn();
  client.setQueryData(sessionQuery().queryKey, answer);
}

/**
 * Continues on the current page with a new session: all queries are refetched and forms keep their input. The settings
 * are not refetched, because the days in a form belong to the zone it was opened with.
 */
export function useResumeSession(): (answer: SessionAnswer) => void {
  const client = useQueryClient();
  const { queryKey } = sessionQuery();
  return (answer) => {
    const before = client.getQueryData<SessionAnswer>(queryKey)?.person;
    dropStartData();
    reportSignedIn();
    client.setQueryData(queryKey, answer);
    void client.invalidateQueries({ predicate: (query) => !STABLE_QUERIES.has(query.queryKey[0]) });
    const { person } = answer;
    if (person && before && person.id !== before.id)
      notify({
        tone: 'info',
        text: `You are now signed in as ${person.name}, not as ${before.name}. Your changes are saved as ${person.name}.`,
      });
  };
}
