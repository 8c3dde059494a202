import { dequal } from 'dequal/lite';

/** One undoable step: the value of each affected field before and after. */
export interface Step<K> {
  readonly changes: ReadonlyMap<K, { readonly before: unknown; readonly after: unknown }>;
  /** `discard`: all changes were discarded at once. `save`: all changes of a save. */
  readonly type: 'edit' | 'discard' | 'save';
}

/** Undo stack (`past`) and redo stack (`future`). The next step to undo or redo is the last entry. */
export interface History<K> {
  readonly past: readonly Step<K>[];
  readonly future: readonly Step<K>[];
}

/** Bounds the memory of a long edit. */
const MAX_STEPS = 200;

export const emptyHistory = <K>(): History<K> => ({ past: [], future: [] });

const isEmpty = ({ changes }: Step<unknown>) =>
  [...changes.values()].every(({ before, after }) => dequal(before, after));

/** Adds a step and clears the redo stack. A step that changes nothing is ignored. */
export function push<K>(history: History<K>, step: Step<K>): History<K> {
  if (isEmpty(step)) return history;
  return { past: [...history.past, step].slice(-MAX_STEPS), future: [] };
}

/** Merges a change into the last step: the next key of a typing burst, or the next field of one action. */
export function extend<K>(history: History<K>, field: K, before: unknown, after: unknown): History<K> {
  const last = history.past.at(-1);
  const earlier = last?.changes.get(field);
  const step: Step<K> = {
    type: 'edit',
    changes: new Map(last?.changes).set(field, { before: earlier ? earlier.before : before, after }),
  };
  const past = history.past.slice(0, -1);
  return { past: isEmpty(step) ? past : [...past, step], future: [] };
}

interface Move<K> {
  readonly history: History<K>;
  readonly step: Step<K>;
}

/** Undoes the last step: the caller writes its `before` values. Null if the undo stack is empty. */
export function undo<K>({ past, future }: History<K>): Move<K> | null {
  const step = past.at(-1);
  return step ? { step, history: { past: past.slice(0, -1), future: [...future, step] } } : null;
}

/** Redoes the last undone step: the caller writes its `after` values. Null if the redo stack is empty. */
export function redo<K>({ past, future }: History<K>): Move<K> | null {
  const step = future.at(-1);
  return step ? { step, history: { past: [...past, step], future: future.slice(0, -1) } } : null;
}

/** Removes fields from every step. A merge changed them, so undo must not restore an older value. */
export function forget<K>({ past, future }: History<K>, fields: ReadonlySet<K>): History<K> {
  const without = (steps: readonly Step<K>[]) =>
    steps
      .map((step) => ({ ...step, changes: new Map([...step.changes].filter(([field]) => !fields.has(field))) }))
      .filter((step) => !isEmpty(step));
  return { past: without(past), future: without(future) };
}
