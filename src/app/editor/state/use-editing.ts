import { dequal } from 'dequal/lite';
import { useEffect, useLayoutEffect, useState } from 'react';
import { useForm } from 'react-hook-form';
import { FIELD_KEYS, type Values } from '#catalogue/catalogue.ts';
import { serverNow } from '../../api/server-clock.ts';
import type { LoadedSeries } from '../../api/series-queries.ts';
import type { FormValues, SeriesForm } from './editor-context.tsx';
import { createEditorStore, type EditorStore } from './editor-store.ts';
import { focusedField } from './focus-field.ts';
import { formResolver } from './form-resolver.ts';
import { createPipeline, type Pipeline } from './pipeline.ts';
import type { DraftSync } from './draft-sync.ts';
import type { Undoing } from './start-undo.ts';

export interface Editing {
  readonly form: SeriesForm;
  readonly store: EditorStore;
  readonly pipeline: Pipeline;
  /** The stored series that the form is compared with: the first one, or the latest saved or merged one. */
  readonly loaded: LoadedSeries;
  /** Continues from another loaded series and writes these values into the form, except into the focused field. */
  readonly rebase: (next: LoadedSeries, values: Values) => void;
  readonly setLoaded: (loaded: LoadedSeries) => void;
  /** Resets the form to the loaded series. Can be undone. */
  readonly discard: () => void;
  /** Null until its code has loaded. */
  readonly undoing: Undoing | null;
  /** Stores the changes as a draft. Null until its code has loaded. */
  readonly drafts: DraftSync | null;
  readonly setDrafts: (drafts: DraftSync) => void;
}

/** Sets up the form of one series and the state derived from it. */
export function useEditing(first: LoadedSeries, clusterZone: string): Editing {
  const [loaded, setLoaded] = useState(first);
  const [store] = useState(() => createEditorStore(first.series, clusterZone, serverNow));
  const [resolver] = useState(() => formResolver(() => store.get().ruleIssues));
  const form = useForm<FormValues>({
    defaultValues: { ...first.series.values },
    resolver,
    mode: 'onSubmit',
    reValidateMode: 'onSubmit',
  });
  const [pipeline] = useState(() => createPipeline(form, store));
  // A layout effect: a key may arrive before the passive effects.
  useLayoutEffect(() => pipeline.start(), [pipeline]);

  // Load undo after the first render, so that the editor opens sooner.
  const [drafts, setDrafts] = useState<DraftSync | null>(null);
  const [undoing, setUndoing] = useState<Undoing | null>(null);
  useEffect(() => {
    let started: Undoing | undefined;
    let isUnmounted = false;
    // If the load fails, the editor works without undo.
    void import('./start-undo.ts').then(
      ({ startUndo }) => {
        if (isUnmounted) return;
        started = startUndo(form, store, pipeline);
        setUndoing(started);
      },
      () => {},
    );
    return () => {
      isUnmounted = true;
      started?.stop();
    };
  }, [form, store, pipeline]);

  const writeToForm = (values: Values) => {
    const current = pipeline.valuesNow();
    // `reset` would render every row again.
    for (const key of FIELD_KEYS) if (!dequal(current[key], values[key])) form.setValue(key, values[key]);
  };
  const rebase = (next: LoadedSeries, merged: Values) => {
    setLoaded(next);
    pipeline.deferred.clear();
    const values = keepFocused(merged, pipeline.valuesNow());
    const stored = next.series.values;
    const before = store.get().base.values;
    const changedFields = new Set(FIELD_KEYS.filter((key) => !dequal(before[key], stored[key])));
    if (values === stored) undoing?.history.saved(before, values);
    else undoing?.history.merged(values, changedFields);
    writeToForm(values);
    pipeline.rebase(next.series, values);
  };
  const discard = () => {
    const { values } = loaded.series;
    undoing?.history.discarded(values);
    writeToForm(values);
    pipeline.rebase(loaded.series, values);
  };
  return { form, store, pipeline, loaded, setLoaded, rebase, discard, undoing, drafts, setDrafts };
}

/**
 * Keeps the current value of the focused field, so that its text does not change during typing. Its row shows the
 * stored value as well.
 */
function keepFocused(merged: Values, current: Values): Values {
  const field = focusedField();
  return field && !dequal(merged[field], current[field]) ? { ...merged, [field]: current[field] } : merged;
}
