import { type MantineColorScheme, useMantineColorScheme } from '@mantine/core';
import { useEffect } from 'react';
import { useChangePreferences, usePreferences } from '../api/preferences.ts';
import { usePerson } from '../api/session-query.ts';

/** The theme and a way to choose another, which is kept with the account of whoever is signed in. */
export function useTheme(): readonly [MantineColorScheme, (theme: MantineColorScheme) => void] {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const isSignedIn = usePerson() !== null;
  const { mutate } = useChangePreferences();
  return [colorScheme, (theme) => (isSignedIn ? mutate({ theme }) : setColorScheme(theme))];
}

/** Draws the page in the theme of whoever signs in. The browser keeps it, so that the next visit starts with it. */
export function useSavedTheme(): void {
  const { setColorScheme } = useMantineColorScheme();
  const { theme } = usePreferences();
  const isSignedIn = usePerson() !== null;
  useEffect(() => {
    if (isSignedIn) setColorScheme(theme);
  }, [isSignedIn, theme, setColorScheme]);
}
