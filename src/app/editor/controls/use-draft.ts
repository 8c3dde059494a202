import { useState } from 'react';

interface Draft<V, D> {
  readonly draft: D;
  /** Stores the draft together with the value that the control sends for it. */
  readonly hold: (draft: D, sent: V) => void;
  /** Discards the draft: the control shows the value again. */
  readonly drop: () => void;
}

/**
 * What a control shows while the user types. The draft is valid while the value is the one that the control sent. A
 * value from another source (undo, put back, a merge) replaces it in the same render, without an effect.
 */
export function useDraft<V, D>(value: V, open: (value: V) => D, same: (a: V, b: V) => boolean): Draft<V, D> {
  const [stored, setStored] = useState<{ readonly draft: D; readonly sent: V } | null>(null);
  return {
    draft: stored !== null && same(stored.sent, value) ? stored.draft : open(value),
    hold: (draft, sent) => setStored({ draft, sent }),
    drop: () => setStored(null),
  };
}
