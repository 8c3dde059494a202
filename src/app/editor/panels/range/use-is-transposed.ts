import { useSyncExternalStore } from 'react';

/** Screens too narrow for 24 columns of sufficient width. Keep in sync with range-control.module.css. */
const NARROW = '(max-width: 599.98px), (pointer: coarse)';

function subscribe(listener: () => void) {
  const query = window.matchMedia(NARROW);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

/** True if hours are rows and days are columns. */
export function useIsTransposed(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia(NARROW).matches);
}
