import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { DEFAULT_PREFERENCES } from '#contract/endpoint-constants.ts';
import type { Preferences } from '#contract/me-endpoints.ts';
import type { SessionAnswer } from '#contract/session-endpoints.ts';
import { request } from './request.ts';
import { sessionQuery } from './session-query.ts';
import { notify } from './notifications.ts';

export const usePreferences = (): Preferences => useQuery(sessionQuery()).data?.preferences ?? DEFAULT_PREFERENCES;

/** Applies a change optimistically; if the save fails, it is reverted and a notification says so. */
export function useChangePreferences() {
  const client = useQueryClient();
  const { queryKey } = sessionQuery();
  const stored = () => client.getQueryData<SessionAnswer>(queryKey)?.preferences ?? DEFAULT_PREFERENCES;
  const apply = (change: Partial<Preferences>) =>
    client.setQueryData(
      queryKey,
      (session) => session && { ...session, preferences: { ...session.preferences, ...change } },
    );
  return useMutation({
    // Serialised, because each request sends all preferences.
    scope: { id: 'preferences' },
    onMutate: (change: Partial<Preferences>) => {
      const before = stored();
      apply(change);
      return Object.fromEntries(Object.entries(before).filter(([key]) => key in change));
    },
    mutationFn: () => request('PUT /api/me/preferences', { body: stored() }),
    onSuccess: () => notify(null),
    onError: (error, _change, before) => {
      if (before) apply(before);
      notify({ tone: 'error', text: `Your preference was not saved. ${error.message}` });
    },
    retry: false,
  });
}
