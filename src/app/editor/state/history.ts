import { dequal } from 'dequal/lite';

/** What one step did to each field it touched. */
export interface Step<K> {
  readonly changes: ReadonlyMap<K, { readonly before: unknown; readonly after: unknown }>;
  /** `discard`: everything was given up at once. `save`: all that a save changed. */
  readonly type: 'edit' | 'discard' | 'save';
}

/** The steps of one edit, oldest first, and those taken back, the next one to redo last. */
export interface History<K> {
  readonly past: readonly Step<K>[];
  readonly future: readonly Step<K>[];
}

/** Further back than anybody goes; it keeps a day's editing from piling up. */
const MOST_STEPS = 200;

export const emptyHistory = <K>(): History<K> => ({ past: [], future: [] });

const isNothing = ({ changes }: Step<unknown>) =>
  [...changes.values()].every(({ before, after }) => dequal(before, after));

/** Adds a step, which drops what could be redone. One that changes nothing is none. */
export function push<K>(history: History<K>, step: Step<K>): History<K> {
  if (isNothing(step)) return history;
  return { past: [...history.past, step].slice(-MOST_STEPS), future: [] };
}

/** Widens the last step by one more change: a burst of typing, or one action that sets several fields. */
export function extend<K>(history: History<K>, field: K, before: unknown, after: unknown): History<K> {
  const last = history.past.at(-1);
  const earlier = last?.changes.get(field);
  const step: Step<K> = {
    type: 'edit',
    changes: new Map(last?.changes).set(field, { before: earlier ? earlier.before : before, after }),
  };
  const past = history.past.slice(0, -1);
  return { past: isNothing(step) ? past : [...past, step], future: [] };
}

interface Move<K> {
  readonly history: History<K>;
  readonly step: Step<K>;
}

/** Takes the last step back: what it found is to be put into its fields. Null where there is none. */
export function undo<K>({ past, future }: History<K>): Move<K> | null {
  const step = past.at(-1);
  return step ? { step, history: { past: past.slice(0, -1), future: [...future, step] } } : null;
}

/** Takes the last step that was taken back once more. */
export function redo<K>({ past, future }: History<K>): Move<K> | null {
  const step = future.at(-1);
  return step ? { step, history: { past: [...past, step], future: future.slice(0, -1) } } : null;
}

/** Leaves fields out of every step: something from outside changed them, and no step of ours may bring an older value back. */
export function forget<K>({ past, future }: History<K>, fields: ReadonlySet<K>): History<K> {
  const without = (steps: readonly Step<K>[]) =>
    steps
      .map((step) => ({ ...step, changes: new Map([...step.changes].filter(([field]) => !fields.has(field))) }))
      .filter((step) => !isNothing(step));
  return { past: without(past), future: without(future) };
}
