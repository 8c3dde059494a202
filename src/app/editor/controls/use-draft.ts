import { useState } from 'react';

interface Draft<V, D> {
  readonly draft: D;
  /** Keeps what is being typed beside the value it was handed out as. */
  readonly hold: (draft: D, sent: V) => void;
  /** Back to what the value itself looks like. */
  readonly drop: () => void;
}

/**
 * What a control shows while somebody types. It lasts as long as the value is the one the control handed out; a value that came
 * from elsewhere (undo, put back, a merge) wins at once, without an effect.
 */
export function useDraft<V, D>(value: V, open: (value: V) => D, same: (a: V, b: V) => boolean): Draft<V, D> {
  const [held, setHeld] = useState<{ readonly draft: D; readonly sent: V } | null>(null);
  return {
    draft: held !== null && same(held.sent, value) ? held.draft : open(value),
    hold: (draft, sent) => setHeld({ draft, sent }),
    drop: () => setHeld(null),
  };
}
