import { useSyncExternalStore } from 'react';

export interface PageNotification {
  readonly tone: 'info' | 'error';
  readonly text: string;
}

let current: PageNotification | null = null;
const listeners = new Set<() => void>();

/** Shows a notification in a bar until it is closed or replaced; `null` removes it. */
export function notify(next: PageNotification | null): void {
  current = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useNotification = () => useSyncExternalStore(subscribe, () => current);
