import { useSyncExternalStore } from 'react';

export interface Told {
  readonly tone: 'info' | 'error';
  readonly text: string;
}

let told: Told | null = null;
const listeners = new Set<() => void>();

/** Says something that belongs to no part of the page: it stands in a bar until it is closed or something else is said. */
export function tell(next: Told | null): void {
  told = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useTold = () => useSyncExternalStore(subscribe, () => told);
