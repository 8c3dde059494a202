import { useSyncExternalStore } from 'react';

/** The session of this page has expired. */
interface SessionExpiry {
  readonly reason: string;
  /** The user closed the dialog to keep reading the page. */
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

/** Counts the sign-ins on this page. A 401 for a call of an earlier epoch does not concern the current session. */
export const sessionEpoch = () => epoch;
export const useSessionEpoch = () => useSyncExternalStore(subscribe, sessionEpoch);

/** `insists`: the user started the call, so show the dialog again even if it was dismissed. */
export function reportSessionExpired(reason: string, { since = epoch, insists = false } = {}): void {
  if (since === epoch && (insists || !state?.dismissed)) setState({ reason, dismissed: false });
}

export function reportSignedIn(): void {
  epoch += 1;
  setState(null);
}

export function setDismissed(dismissed: boolean): void {
  if (state) setState({ ...state, dismissed });
}
