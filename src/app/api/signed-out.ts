import { useSyncExternalStore } from 'react';

/** The server no longer knows whoever works on this page. */
interface SignedOut {
  readonly reason: string;
  /** The question was put aside, to go on reading what was typed. */
  readonly aside: boolean;
}

let state: SignedOut | null = null;
let times = 0;
const listeners = new Set<() => void>();

function become(next: SignedOut | null): void {
  state = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useSignedOut = () => useSyncExternalStore(subscribe, () => state);

/** How often somebody has signed in on this page: an answer to a call of before says nothing about now. */
export const timesSignedIn = () => times;
export const useTimesSignedIn = () => useSyncExternalStore(subscribe, timesSignedIn);

/** `insists`: it was asked for by hand, so that the question is worth asking again. */
export function hearSignedOut(reason: string, { since = times, insists = false } = {}): void {
  if (since === times && (insists || !state?.aside)) become({ reason, aside: false });
}

export function hearSignedIn(): void {
  times += 1;
  become(null);
}

export function putAside(aside: boolean): void {
  if (state) become({ ...state, aside });
}
