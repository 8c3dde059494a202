import { dequal } from 'dequal/lite';
import { useSyncExternalStore } from 'react';
import { type FieldKey, type Values } from '#catalogue/catalogue.ts';
import { type Change, diff } from '#domain/change/diff.ts';
import type { Series } from '#domain/series/series.ts';
import { settle } from '#domain/change/settle.ts';
import { validate } from '#domain/rules/validate.ts';

/** Something the page says about a field, from our rules or from the server. */
export interface FieldIssue {
  readonly field: FieldKey | null;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly from: 'rules' | 'server';
}

interface ServerRemark extends FieldIssue {
  /** The value that was sent: an error is about that one and goes when it is changed; a warning stays until the next save. */
  readonly about: unknown;
}

export interface EditorState {
  /** The series the form is compared with. */
  readonly base: Series;
  /** The form as it was when this was worked out. */
  readonly values: Values;
  readonly changes: ReadonlyMap<FieldKey, Change>;
  readonly remarks: ReadonlyMap<FieldKey, readonly FieldIssue[]>;
  /** Remarks of the server that name no field we know. */
  readonly unplaced: readonly FieldIssue[];
  /** After an attempt to save, errors show on fields nobody has touched too. */
  readonly attempted: boolean;
  /** Locked fields somebody opened by typing the confirmation. */
  readonly unlocked: ReadonlySet<FieldKey>;
}

export interface EditorStore {
  readonly get: () => EditorState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Works everything out anew for these form values. */
  readonly analyse: (values: Values) => void;
  readonly rebase: (base: Series, values: Values) => void;
  readonly setServer: (remarks: readonly FieldIssue[]) => void;
  readonly attempt: () => void;
  readonly unlock: (field: FieldKey) => void;
}

/**
 * What follows from the form, kept outside of React so that a row hears only of itself: changes, errors and warnings are worked
 * out after the typing, not during it.
 */
export function createEditorStore(first: Series, clusterZone: string, now: () => number): EditorStore {
  let server: readonly ServerRemark[] = [];
  let state: EditorState = {
    base: first,
    values: first.values,
    changes: new Map(),
    remarks: new Map(),
    unplaced: [],
    attempted: false,
    unlocked: new Set(),
  };
  const listeners = new Set<() => void>();
  const set = (next: EditorState) => {
    state = next;
    for (const listener of listeners) listener();
  };

  const analyse = (values: Values, { base, attempted, unlocked }: EditorState = state) => {
    const ours = validate(base, settle(base, values), { now: now(), clusterZone }).map(
      ({ field, severity, message }): FieldIssue => ({ field, severity, message, from: 'rules' }),
    );
    const theirs = server.filter(
      ({ severity, field, about }) => severity === 'warning' || field === null || dequal(values[field], about),
    );
    const said = new Set(ours.map((remark) => `${remark.field} ${remark.message}`));
    const all = [...ours, ...theirs.filter((remark) => !said.has(`${remark.field} ${remark.message}`))];
    set({
      base,
      values,
      changes: stable(state.changes, new Map(diff(base, values).map((change) => [change.field, change]))),
      remarks: stable(state.remarks, grouped(all)),
      unplaced: all.filter((remark) => remark.field === null),
      attempted,
      unlocked,
    });
  };

  analyse(first.values);
  return {
    get: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    analyse: (values) => analyse(values),
    rebase: (base, values) => analyse(values, { ...state, base, attempted: false, unlocked: new Set() }),
    setServer: (remarks) => {
      server = remarks.map((remark) => ({ ...remark, about: remark.field ? state.values[remark.field] : null }));
      analyse(state.values);
    },
    attempt: () => analyse(state.values, { ...state, attempted: true }),
    unlock: (field) => set({ ...state, unlocked: new Set(state.unlocked).add(field) }),
  };
}

function grouped(remarks: readonly FieldIssue[]): ReadonlyMap<FieldKey, readonly FieldIssue[]> {
  const map = new Map<FieldKey, FieldIssue[]>();
  for (const remark of remarks) if (remark.field) map.set(remark.field, [...(map.get(remark.field) ?? []), remark]);
  return map;
}

/** Keeps entries that did not change as the same objects, so that their rows are left alone. */
function stable<V>(before: ReadonlyMap<FieldKey, V>, after: ReadonlyMap<FieldKey, V>): ReadonlyMap<FieldKey, V> {
  return new Map(
    [...after].map(([key, value]) => {
      const old = before.get(key);
      return [key, old !== undefined && dequal(old, value) ? old : value];
    }),
  );
}

/** Part of the state; the selector must answer the same object while its part has not changed. */
export function useEditorState<T>(store: EditorStore, select: (state: EditorState) => T): T {
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}
