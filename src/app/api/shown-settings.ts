import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { usePreferences } from './preferences.ts';
import { settingsQuery, type ShownSettings } from './series-queries.ts';

/** The settings, with moments printed in the zone that whoever is signed in has chosen. The cluster's zone is nobody's choice. */
export function useShownSettings() {
  const settings = useQuery(settingsQuery());
  const { timeZone } = usePreferences();
  const { data } = settings;
  const shown = useMemo((): ShownSettings | undefined => {
    if (!data || timeZone === null || timeZone === data.timeZone) return data;
    return { ...data, timeZone, organisationZone: data.timeZone };
  }, [data, timeZone]);
  return { ...settings, data: shown };
}
