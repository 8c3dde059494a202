import { useSyncExternalStore } from 'react';

/** The server no longer knows whoever works on this page. */
interface SessionExpiry {
  readonly reason: string;
  /** The question was put aside, to go on reading what was typed. */
  readonly dismissed: boolean;
}

let state: SessionExpiry | null = null;
let epoch = 0;
const listeners = new Set<() => void>();

function setState(next: SessionExpiry | null): void {
  state = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const useSessionExpiry = () => useSyncExternalStore(subscribe, () => state);

/** How often somebody has signed in on this page: an answer to a call of before says nothing about now. */
export const sessionEpoch = () => epoch;
export const useSessionEpoch = () => useSyncExternalStore(subscribe, sessionEpoch);

/** `insists`: it was asked for by hand, so that the question is worth asking again. */
export function reportSessionExpired(reason: string, { since = epoch, insists = false } = {}): void {
  if (since === epoch && (insists || !state?.dismissed)) setState({ reason, dismissed: false });
}

export function reportSignedIn(): void {
  epoch += 1;
  setState(null);
}

export function setDismissed(aside: boolean): void {
  if (state) setState({ ...state, dismissed: aside });
}
