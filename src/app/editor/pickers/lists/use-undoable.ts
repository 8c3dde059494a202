import { useState } from 'react';

interface Undoable<T> {
  /** The last change, in words. */
  readonly done: string;
  /** Null if there is nothing to undo. */
  readonly onUndo: (() => void) | null;
  readonly change: (next: T, done: string) => void;
  /** Says why nothing changed. */
  readonly refuse: (why: string) => void;
}

/** Changes a value and says so; the last change can be undone. */
export function useUndoable<T>(value: T, onChange: (next: T) => void): Undoable<T> {
  const [last, setLast] = useState<{ readonly done: string; readonly undo?: () => void }>({ done: '' });
  return {
    done: last.done,
    onUndo: last.undo ?? null,
    change: (next, done) => {
      setLast({
        done,
        undo: () => {
          onChange(value);
          setLast({ done: 'Undone.' });
        },
      });
      onChange(next);
    },
    refuse: (why) => setLast({ done: why }),
  };
}
