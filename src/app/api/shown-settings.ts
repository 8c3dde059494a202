import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { usePreferences } from './preferences.ts';
import { settingsQuery, type ShownSettings } from './series-queries.ts';

/** The settings with the user's preferred `timeZone`. `clusterTimeZone` is never replaced. */
export function useShownSettings() {
  const settings = useQuery(settingsQuery());
  const { timeZone } = usePreferences();
  const stored = settings.data;
  const data = useMemo((): ShownSettings | undefined => {
    if (!stored || timeZone === null || timeZone === stored.timeZone) return stored;
    return { ...stored, timeZone, organisationZone: stored.timeZone };
  }, [stored, timeZone]);
  return { ...settings, data };
}
