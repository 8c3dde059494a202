import { dequal } from 'dequal/lite';
import { EDITABLE_KEYS, FIELD_KEYS, type FieldKey, type Values } from '#catalogue/catalogue.ts';
import { emptyHistory, extend, forget, push, redo, type Step, undo } from './history.ts';

/** How long a pause ends a burst of typing, ms. */
const PAUSE_MS = 1000;

/** What the API works out for itself is nobody's to take back. */
const EDITABLE: ReadonlySet<FieldKey> = new Set(EDITABLE_KEYS);

type Fields = readonly FieldKey[];

interface UndoState {
  /** What the next undo and redo would change; null where there is none. */
  readonly undo: Step<FieldKey> | null;
  readonly redo: Step<FieldKey> | null;
  /** What was done last: it is said aloud, and offered to be reversed where nothing else on the page shows it. */
  readonly last: {
    readonly did: 'undone' | 'redone' | 'discarded';
    readonly step: Step<FieldKey>;
    readonly n: number;
  } | null;
}

export interface UndoStore {
  readonly get: () => UndoState;
  readonly subscribe: (listener: () => void) => () => void;
  /** A field of the form holds something else. `typed`: letter by letter, so that a burst becomes one step. */
  readonly changed: (field: FieldKey, value: unknown, typed: boolean) => void;
  /** Everything goes back to `values` at once, as a step that can be taken back. */
  readonly discarded: (values: Values) => void;
  /**
   * Everything is saved, and the form holds what is stored now. The steps that led there become one: undone, the form holds what was
   * stored before, as a change to be saved.
   */
  readonly saved: (before: Values, values: Values) => void;
  /** The form goes on from another stored series: `moved` are the fields that are stored differently now, which no undo may set back. */
  readonly merged: (values: Values, moved: ReadonlySet<FieldKey>) => void;
  /** Takes one step back or once more, and answers the fields it changed. */
  readonly undo: () => Fields;
  readonly redo: () => Fields;
  readonly dismiss: () => void;
}

/**
 * One history of what somebody did to the whole form, outside of React. It hears of each change as it happens, which costs a
 * comparison of one value, and tells its listeners only where what undo and redo would do is another.
 */
export function createUndoStore(
  first: Values,
  apply: (values: ReadonlyMap<FieldKey, unknown>) => void,
  now: () => number,
): UndoStore {
  let history = emptyHistory<FieldKey>();
  let current: Record<FieldKey, unknown> = { ...first };
  let burst: { readonly field: FieldKey; readonly step: Step<FieldKey> | undefined; readonly at: number } | null = null;
  /** The step of the task that is running: one press may set several fields. */
  let task: Step<FieldKey> | undefined;
  let applying = false;
  let said = 0;
  let state: UndoState = { undo: null, redo: null, last: null };
  const listeners = new Set<() => void>();

  const tell = (last: UndoState['last']) => {
    const next = { undo: history.past.at(-1) ?? null, redo: history.future.at(-1) ?? null, last };
    const same = next.last === state.last && sameFields(next.undo, state.undo) && sameFields(next.redo, state.redo);
    state = next;
    if (!same) for (const listener of listeners) listener();
  };

  const move = (direction: typeof undo<FieldKey>, side: 'before' | 'after', did: 'undone' | 'redone'): Fields => {
    const moved = direction(history);
    if (!moved) return [];
    ({ history } = moved);
    burst = null;
    const values = new Map([...moved.step.changes].map(([field, change]) => [field, change[side]]));
    current = { ...current, ...Object.fromEntries(values) };
    applying = true;
    apply(values);
    applying = false;
    said += 1;
    tell({ did, step: moved.step, n: said });
    return [...values.keys()];
  };

  return {
    get: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    changed: (field, value, typed) => {
      if (applying) return;
      const before = current[field];
      if (dequal(before, value)) return;
      current[field] = value;
      const { length } = history.past;
      const top = history.past.at(-1);
      const isBurst =
        typed &&
        burst?.field === field &&
        burst.step !== undefined &&
        burst.step === top &&
        now() - burst.at < PAUSE_MS;
      if (isBurst || (task !== undefined && task === top)) history = extend(history, field, before, value);
      else history = push(history, { type: 'edit', changes: new Map([[field, { before, after: value }]]) });
      // A step that came to nothing is gone, and the one below it is not to grow in its place.
      const step = history.past.length < length ? undefined : history.past.at(-1);
      burst = typed ? { field, step, at: now() } : null;
      // Typing on sets one field, and no timer with each letter.
      task = isBurst ? undefined : step;
      if (!isBurst) setTimeout(() => (task = undefined));
      tell(null);
    },
    discarded: (values) => {
      const changes = changesBetween(current, values);
      const step: Step<FieldKey> = { type: 'discard', changes };
      history = push(history, step);
      current = { ...values };
      burst = null;
      said += 1;
      tell(changes.size > 0 ? { did: 'discarded', step, n: said } : null);
    },
    saved: (before, values) => {
      const changes = new Map([...changesBetween(before, values)].filter(([field]) => EDITABLE.has(field)));
      history = push(emptyHistory<FieldKey>(), { type: 'save', changes });
      current = { ...values };
      burst = null;
      task = undefined;
      tell(null);
    },
    merged: (values, moved) => {
      history = forget(history, new Set([...moved, ...changesBetween(current, values).keys()]));
      current = { ...values };
      burst = null;
      tell(null);
    },
    undo: () => move(undo, 'before', 'undone'),
    redo: () => move(redo, 'after', 'redone'),
    dismiss: () => tell(null),
  };
}

function changesBetween(from: Readonly<Record<FieldKey, unknown>>, to: Values): Step<FieldKey>['changes'] {
  return new Map(
    FIELD_KEYS.filter((field) => !dequal(from[field], to[field])).map((field) => [
      field,
      { before: from[field], after: to[field] },
    ]),
  );
}

/** Whether two steps read the same to somebody who is told what they would change. */
function sameFields(a: Step<FieldKey> | null, b: Step<FieldKey> | null): boolean {
  if (a === null || b === null) return a === b;
  return a.type === b.type && [...a.changes.keys()].join() === [...b.changes.keys()].join();
}
