import { batch, createAtom, useSelector } from '@tanstack/react-store';

/** The session of this page has expired. */
interface SessionExpiry {
  readonly reason: string;
  /** The user closed the dialog to keep reading the page. */
  readonly dismissed: boolean;
}

const expiry = createAtom<SessionExpiry | null>(null);
const epoch = createAtom(0);

export const useSessionExpiry = () => useSelector(expiry);

/** Counts the sign-ins on this page. A 401 for a call of an earlier epoch does not concern the current session. */
export const sessionEpoch = () => epoch.get();
export const useSessionEpoch = () => useSelector(epoch);

/** `insists`: the user started the call, so show the dialog again even if it was dismissed. */
export function reportSessionExpired(reason: string, { since = sessionEpoch(), insists = false } = {}): void {
  if (since === sessionEpoch() && (insists || !expiry.get()?.dismissed)) expiry.set({ reason, dismissed: false });
}

export function reportSignedIn(): void {
  batch(() => {
    epoch.set((count) => count + 1);
    expiry.set(null);
  });
}

export function setDismissed(dismissed: boolean): void {
  expiry.set((state) => state && { ...state, dismissed });
}
