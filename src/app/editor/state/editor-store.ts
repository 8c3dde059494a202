import { createStore, shallow, useSelector } from '@tanstack/react-store';
import { dequal } from 'dequal/lite';
import type { FieldKey, Values } from '#catalogue/catalogue.ts';
import type { Gates } from '#catalogue/model/gates.ts';
import type { Change } from '#domain/change/diff.ts';
import type { Issue } from '#domain/rules/validate.ts';
import type { Series } from '#domain/series/series.ts';
import { gatesOf } from '#domain/series/visibility.ts';
import { derive, type Derived } from './derive.ts';

/** An error or a warning about a field, from the rules in the browser or from the server. */
export interface FieldIssue {
  readonly field: FieldKey | null;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly from: 'rules' | 'server';
  /** The number that the API or our server gives the issue; null if it is from the rules. */
  readonly code?: number | null;
  readonly fix?: Issue['fix'];
}

interface ServerIssue extends FieldIssue {
  /** The value that the issue is about. The issue disappears while the field has another value. */
  readonly value: unknown;
}

export interface EditorState extends Omit<Derived, 'changes' | 'issues'> {
  readonly changes: ReadonlyMap<FieldKey, Change>;
  /** The issues that the rules found in the settled values. */
  readonly ruleIssues: readonly Issue[];
  /** The issues of the rules and of the server. */
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
  readonly subscribe: (listener: (state: EditorState) => void) => { readonly unsubscribe: () => void };
  /** Derives the state from these form values. */
  readonly update: (values: Values) => void;
  /** Updates only the gates, which show and hide fields at once. */
  readonly updateGates: (values: Values) => void;
  /** `keeps`: it is still the same edit, with its unlocked fields and shown errors. */
  readonly rebase: (base: Series, values: Values, keeps?: boolean) => void;
  /** Replaces the errors of the last refused save. `about` are the values that the server saw. */
  readonly setErrors: (errors: readonly FieldIssue[], about: Values) => void;
  /** Replaces the warnings of the last successful save. */
  readonly setWarnings: (warnings: readonly FieldIssue[], about: Values) => void;
  readonly attempt: () => void;
  readonly unlock: (field: FieldKey) => void;
}

/**
 * State derived from the form: changes, errors and warnings. It lives outside of React so that a row renders only when
 * its own part changes. The pipeline decides when it is updated, so that no key press waits for it.
 */
export function createEditorStore(first: Series, clusterZone: string, now: () => number): EditorStore {
  let errors: readonly ServerIssue[] = [];
  let warnings: readonly ServerIssue[] = [];

  const evaluation = () => ({ now: now(), clusterZone });

  const stateOf = (values: Values, { base, attempted, unlocked }: Kept, before?: EditorState): EditorState => {
    const derived = derive(base, values, evaluation());
    const fromRules = derived.issues.map((issue): FieldIssue => ({ ...issue, code: null, from: 'rules' }));
    const fromServer = [...errors, ...warnings].filter(
      ({ field, value }) => field === null || dequal(values[field], value),
    );
    const all = [...fromRules, ...fromServer];
    return {
      ...derived,
      gates: reuseGates(before?.gates, derived.gates),
      changes: reuseEqual(before?.changes, new Map(derived.changes.map((change) => [change.field, change]))),
      ruleIssues: derived.issues,
      issues: reuseEqual(before?.issues, byField(all)),
      unassigned: all.filter((issue) => issue.field === null),
      attempted,
      unlocked,
    };
  };

  const store = createStore(stateOf(first.values, { base: first, attempted: false, unlocked: new Set() }));
  /** Leaves out what the rules report as well: they know when it is over. */
  const ofServer = (issues: readonly FieldIssue[], about: Values): readonly ServerIssue[] => {
    const keyOf = ({ field, message }: Pick<FieldIssue, 'field' | 'message'>) => `${field} ${message}`;
    const known = new Set(derive(store.get().base, about, evaluation()).issues.map(keyOf));
    return issues
      .filter((issue) => !known.has(keyOf(issue)))
      .map((issue) => ({ ...issue, value: issue.field ? about[issue.field] : null }));
  };
  const update = (values: Values, kept?: Kept) => store.setState((state) => stateOf(values, kept ?? state, state));
  return {
    get: () => store.get(),
    subscribe: (listener) => store.subscribe(listener),
    update: (values) => update(values),
    updateGates: (values) =>
      store.setState((state) => ({ ...state, gates: reuseGates(state.gates, gatesOf(values, state.base.wire)) })),
    rebase: (base, values, keeps = false) => {
      if (keeps) return update(values, { ...store.get(), base });
      // A saved field is locked again. One that still has its change was unlocked for it.
      const unlocked = [...store.get().unlocked].filter((key) => !dequal(values[key], base.values[key]));
      update(values, { base, attempted: false, unlocked: new Set(unlocked) });
    },
    setErrors: (issues, about) => {
      errors = ofServer(issues, about);
      update(store.get().values);
    },
    setWarnings: (issues, about) => {
      warnings = ofServer(issues, about);
      update(store.get().values);
    },
    attempt: () => store.setState((state) => ({ ...state, attempted: true })),
    unlock: (field) => store.setState((state) => ({ ...state, unlocked: new Set(state.unlocked).add(field) })),
  };
}

/** The part of the state that an update keeps. */
type Kept = Pick<EditorState, 'base' | 'attempted' | 'unlocked'>;

function byField(issues: readonly FieldIssue[]): ReadonlyMap<FieldKey, readonly FieldIssue[]> {
  const map = new Map<FieldKey, FieldIssue[]>();
  for (const issue of issues) if (issue.field) map.set(issue.field, [...(map.get(issue.field) ?? []), issue]);
  return map;
}

const reuseGates = (before: Gates | undefined, after: Gates) => (before && shallow(before, after) ? before : after);

/** Reuses the previous object for an equal entry, so that its row does not render again. */
function reuseEqual<V>(
  before: ReadonlyMap<FieldKey, V> | undefined,
  after: ReadonlyMap<FieldKey, V>,
): ReadonlyMap<FieldKey, V> {
  return new Map(
    [...after].map(([key, value]) => {
      const old = before?.get(key);
      return [key, old !== undefined && dequal(old, value) ? old : value];
    }),
  );
}

/** Subscribes to part of the state. `same` compares the selected parts, by default by identity. */
export function useEditorState<T>(
  store: EditorStore,
  select: (state: EditorState) => T,
  same: (a: T, b: T) => boolean = Object.is,
): T {
  return useSelector(store, select, { compare: same });
}
