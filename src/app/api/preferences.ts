import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  DEFAULT_PREFERENCES,
  type Preferences,
  PREFERENCES_PATH,
  type SessionAnswer,
} from '#contract/account-endpoints.ts';
import { call } from './request.ts';
import { sessionQuery } from './session-query.ts';
import { notify } from './notifications.ts';

export const usePreferences = (): Preferences => useQuery(sessionQuery()).data?.preferences ?? DEFAULT_PREFERENCES;

/** Applies a change optimistically; if the save fails, it is reverted and a notification says so. */
export function useChangePreferences() {
  const client = useQueryClient();
  const { queryKey } = sessionQuery();
  const apply = (change: Partial<Preferences>) =>
    client.setQueryData(
      queryKey,
      (session) => session && { ...session, preferences: { ...session.preferences, ...change } },
    );
  return useMutation({
    // Serialised, because each request sends all preferences.
    scope: { id: 'preferences' },
    onMutate: (change: Partial<Preferences>) => {
      const before = client.getQueryData<SessionAnswer>(queryKey)?.preferences ?? DEFAULT_PREFERENCES;
      apply(change);
      return Object.fromEntries(Object.entries(before).filter(([key]) => key in change));
    },
    mutationFn: () =>
      call(PREFERENCES_PATH, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(client.getQueryData<SessionAnswer>(queryKey)?.preferences),
      }),
    onSuccess: () => notify(null),
    onError: (error, _change, before) => {
      if (before) apply(before);
      notify({ tone: 'error', text: `Your preference was not saved. ${error.message}` });
    },
    retry: false,
  });
}
