import { useSyncExternalStore } from 'react';

/** Where 24 hours do not fit beside each other, each as wide as who presses them needs. The same condition stands in range-control.module.css. */
const NARROW = '(max-width: 599.98px), (pointer: coarse)';

function subscribe(listener: () => void) {
  const query = window.matchMedia(NARROW);
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}

/** Whether hours run down and days across. */
export function useIsTransposed(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia(NARROW).matches);
}
