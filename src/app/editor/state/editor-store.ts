import { dequal } from 'dequal/lite';
import { useSyncExternalStore } from 'react';
import { type FieldKey, type Values } from '#catalogue/catalogue.ts';
import { type Change, diff } from '#domain/change/diff.ts';
import type { Series } from '#domain/series/series.ts';
import { settle } from '#domain/change/settle.ts';
import { validate } from '#domain/rules/validate.ts';

/** An error or a warning about a field, from the rules in the browser or from the server. */
export interface FieldIssue {
  readonly field: FieldKey | null;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly from: 'rules' | 'server';
}

interface ServerIssue extends FieldIssue {
  /** The value that was sent. An error disappears when the value changes; a warning stays until the next save. */
  readonly sentValue: unknown;
}

export interface EditorState {
  /** The series the form is compared with. */
  readonly base: Series;
  /** The form values that this state was derived from. */
  readonly values: Values;
  readonly changes: ReadonlyMap<FieldKey, Change>;
  readonly issues: ReadonlyMap<FieldKey, readonly FieldIssue[]>;
  /** Issues from the server that name no known field. */
  readonly unassigned: readonly FieldIssue[];
  /** True after an attempt to save: untouched fields show their errors too. */
  readonly attempted: boolean;
  /** Locked fields that the user unlocked by typing the confirmation. */
  readonly unlocked: ReadonlySet<FieldKey>;
}

export interface EditorStore {
  readonly get: () => EditorState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Derives changes, errors and warnings from these form values. */
  readonly analyse: (values: Values) => void;
  readonly rebase: (base: Series, values: Values) => void;
  readonly setServer: (issues: readonly FieldIssue[]) => void;
  readonly attempt: () => void;
  readonly unlock: (field: FieldKey) => void;
}

/**
 * State derived from the form: changes, errors and warnings. It lives outside of React so that a row renders only when
 * its own part changes. The caller debounces `analyse`, so that no key press waits for it.
 */
export function createEditorStore(first: Series, clusterZone: string, now: () => number): EditorStore {
  let serverIssues: readonly ServerIssue[] = [];
  let state: EditorState = {
    base: first,
    values: first.values,
    changes: new Map(),
    issues: new Map(),
    unassigned: [],
    attempted: false,
    unlocked: new Set(),
  };
  const listeners = new Set<() => void>();
  const set = (next: EditorState) => {
    state = next;
    for (const listener of listeners) listener();
  };

  const analyse = (values: Values, { base, attempted, unlocked }: EditorState = state) => {
    const ruleIssues = validate(base, settle(base, values), { now: now(), clusterZone }).map(
      ({ field, severity, message }): FieldIssue => ({ field, severity, message, from: 'rules' }),
    );
    const current = serverIssues.filter(
      ({ severity, field, sentValue }) => severity === 'warning' || field === null || dequal(values[field], sentValue),
    );
    const known = new Set(ruleIssues.map((issue) => `${issue.field} ${issue.message}`));
    const all = [...ruleIssues, ...current.filter((issue) => !known.has(`${issue.field} ${issue.message}`))];
    set({
      base,
      values,
      changes: reuseEqual(state.changes, new Map(diff(base, values).map((change) => [change.field, change]))),
      issues: reuseEqual(state.issues, byField(all)),
      unassigned: all.filter((issue) => issue.field === null),
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
    setServer: (issues) => {
      serverIssues = issues.map((issue) => ({ ...issue, sentValue: issue.field ? state.values[issue.field] : null }));
      analyse(state.values);
    },
    attempt: () => analyse(state.values, { ...state, attempted: true }),
    unlock: (field) => set({ ...state, unlocked: new Set(state.unlocked).add(field) }),
  };
}

function byField(issues: readonly FieldIssue[]): ReadonlyMap<FieldKey, readonly FieldIssue[]> {
  const map = new Map<FieldKey, FieldIssue[]>();
  for (const issue of issues) if (issue.field) map.set(issue.field, [...(map.get(issue.field) ?? []), issue]);
  return map;
}

/** Reuses the previous object for an equal entry, so that its row does not render again. */
function reuseEqual<V>(before: ReadonlyMap<FieldKey, V>, after: ReadonlyMap<FieldKey, V>): ReadonlyMap<FieldKey, V> {
  return new Map(
    [...after].map(([key, value]) => {
      const old = before.get(key);
      return [key, old !== undefined && dequal(old, value) ? old : value];
    }),
  );
}

/** Subscribes to part of the state. The selector must return the same object while that part is unchanged. */
export function useEditorState<T>(store: EditorStore, select: (state: EditorState) => T): T {
  return useSyncExternalStore(store.subscribe, () => select(store.get()));
}
