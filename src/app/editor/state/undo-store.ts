import { createStore, shallow } from '@tanstack/react-store';
import { dequal } from 'dequal/lite';
import { EDITABLE_KEYS, FIELD_KEYS, type FieldKey, type Values } from '#catalogue/catalogue.ts';
import { emptyHistory, extend, forget, push, redo, type Step, undo } from './history.ts';

/** A pause of this length ends a burst of typing, ms. */
const PAUSE_MS = 1000;

/** Fields that the API computes cannot be undone. */
const EDITABLE: ReadonlySet<FieldKey> = new Set(EDITABLE_KEYS);

type Fields = readonly FieldKey[];

interface UndoState {
  /** The steps that the next undo and redo would apply; null if there is none. */
  readonly undo: Step<FieldKey> | null;
  readonly redo: Step<FieldKey> | null;
  /**
   * The last action, for the screen reader and the undo bar. `n` counts actions, so that a repeated one is announced
   * again.
   */
  readonly last: {
    readonly action: 'undone' | 'redone' | 'discarded';
    readonly step: Step<FieldKey>;
    readonly n: number;
  } | null;
}

export interface UndoStore {
  readonly get: () => UndoState;
  readonly subscribe: (listener: (state: UndoState) => void) => { readonly unsubscribe: () => void };
  /** Records a new field value. `typed`: it comes from a keystroke, so that a burst becomes one step. */
  readonly changed: (field: FieldKey, value: unknown, typed: boolean) => void;
  /** Records that all changes were discarded. The form holds `values`. The discard can be undone. */
  readonly discarded: (values: Values) => void;
  /**
   * Records a save. Its steps become one step. Undoing it puts the previously stored values into the form as unsaved
   * changes.
   */
  readonly saved: (before: Values, values: Values) => void;
  /**
   * Records a merge with another stored series. Undo must not restore `moved`: the fields whose stored value changed.
   */
  readonly merged: (values: Values, moved: ReadonlySet<FieldKey>) => void;
  /** Applies one step and returns the fields that it changed. */
  readonly undo: () => Fields;
  readonly redo: () => Fields;
  readonly dismiss: () => void;
}

/**
 * One undo history for the whole form, outside of React. A change costs one comparison of a value. Listeners are
 * notified only when the type or the fields of the next step change.
 */
export function createUndoStore(
  first: Values,
  apply: (values: ReadonlyMap<FieldKey, unknown>) => void,
  now: () => number,
  afterTask: (callback: () => void) => void,
): UndoStore {
  let history = emptyHistory<FieldKey>();
  let current: Record<FieldKey, unknown> = { ...first };
  let burst: { readonly field: FieldKey; readonly step: Step<FieldKey> | undefined; readonly at: number } | null = null;
  /** The step of the current event loop task: one press may set several fields. */
  let taskStep: Step<FieldKey> | undefined;
  let applying = false;
  let actions = 0;
  const store = createStore<UndoState>({ undo: null, redo: null, last: null });

  const update = (last: UndoState['last']) => {
    const next = { undo: history.past.at(-1) ?? null, redo: history.future.at(-1) ?? null, last };
    const state = store.get();
    // A further key of a burst changes only a value of the step, which no component shows.
    if (next.last === state.last && sameFields(next.undo, state.undo) && sameFields(next.redo, state.redo)) return;
    store.setState(() => next);
  };

  const move = (direction: typeof undo<FieldKey>, side: 'before' | 'after', action: 'undone' | 'redone'): Fields => {
    const moved = direction(history);
    if (!moved) return [];
    ({ history } = moved);
    burst = null;
    const values = new Map([...moved.step.changes].map(([field, change]) => [field, change[side]]));
    current = { ...current, ...Object.fromEntries(values) };
    applying = true;
    apply(values);
    applying = false;
    actions += 1;
    update({ action, step: moved.step, n: actions });
    return [...values.keys()];
  };

  return {
    get: () => store.get(),
    subscribe: (listener) => store.subscribe(listener),
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
      if (isBurst || (taskStep !== undefined && taskStep === top)) history = extend(history, field, before, value);
      else history = push(history, { type: 'edit', changes: new Map([[field, { before, after: value }]]) });
      // The edit restored the old value, so its step was dropped. Do not merge the next keystroke into the previous
      // step.
      const step = history.past.length < length ? undefined : history.past.at(-1);
      burst = typed ? { field, step, at: now() } : null;
      // Further keys of a burst change one field only and need no timer.
      taskStep = isBurst ? undefined : step;
      if (!isBurst) afterTask(() => (taskStep = undefined));
      update(null);
    },
    discarded: (values) => {
      const changes = changesBetween(current, values);
      const step: Step<FieldKey> = { type: 'discard', changes };
      history = push(history, step);
      current = { ...values };
      burst = null;
      actions += 1;
      update(changes.size > 0 ? { action: 'discarded', step, n: actions } : null);
    },
    saved: (before, values) => {
      const changes = new Map([...changesBetween(before, values)].filter(([field]) => EDITABLE.has(field)));
      history = push(emptyHistory<FieldKey>(), { type: 'save', changes });
      current = { ...values };
      burst = null;
      taskStep = undefined;
      update(null);
    },
    merged: (values, moved) => {
      history = forget(history, new Set([...moved, ...changesBetween(current, values).keys()]));
      current = { ...values };
      burst = null;
      update(null);
    },
    undo: () => move(undo, 'before', 'undone'),
    redo: () => move(redo, 'after', 'redone'),
    dismiss: () => update(null),
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

/** True if two steps have the same description: type and fields. */
function sameFields(a: Step<FieldKey> | null, b: Step<FieldKey> | null): boolean {
  if (a === null || b === null) return a === b;
  return a.type === b.type && shallow([...a.changes.keys()], [...b.changes.keys()]);
}
