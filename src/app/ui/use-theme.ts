import { type MantineColorScheme, useMantineColorScheme } from '@mantine/core';
import { useLayoutEffect } from 'react';
import { useChangePreferences, usePreferences } from '../api/preferences.ts';
import { usePerson } from '../api/session-query.ts';

/** The theme and its setter. For signed-in users the theme is stored with the account. */
export function useTheme(): readonly [MantineColorScheme, (theme: MantineColorScheme) => void] {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const isSignedIn = usePerson() !== null;
  const { mutate } = useChangePreferences();
  return [colorScheme, (theme) => (isSignedIn ? mutate({ theme }) : setColorScheme(theme))];
}

/** Applies the theme of the signed-in user. The browser stores it, so that the next visit starts with it. */
export function useSavedTheme(): void {
  const { setColorScheme } = useMantineColorScheme();
  const { theme } = usePreferences();
  const isSignedIn = usePerson() !== null;
  // Before the browser paints, so that the page changes together with the control.
  useLayoutEffect(() => {
    if (isSignedIn) setColorScheme(theme);
  }, [isSignedIn, theme, setColorScheme]);
}
