import { dequal } from 'dequal/lite';
import { useEffect, useState } from 'react';
import { useForm } from 'react-hook-form';
import { FIELD_KEYS, isFieldKey, type Values } from '#catalogue/catalogue.ts';
import type { LoadedSeries } from '../../api/queries.ts';
import type { FormValues, SeriesForm } from '../../form/editor-context.tsx';
import { createEditorStore, type EditorStore } from '../../form/editor-store.ts';
import { formResolver } from '../../form/resolver.ts';
import type { Undoing } from '../../form/start-undo.ts';
import { isTextField } from '../../ui/keys.ts';

/** How long after a change everything that follows from the form is worked out, ms; the longer one while a text field has the focus. */
const AFTER_CHANGE_MS = 40;
const AFTER_TYPING_MS = 250;

export interface Editing {
  readonly form: SeriesForm;
  readonly store: EditorStore;
  /** The series the edit started from, or was saved or merged onto since. */
  readonly loaded: LoadedSeries;
  /** What the form holds at this moment. */
  readonly valuesNow: () => Values;
  /** Goes on from another loaded series, with these values in the form, except in the field that has the focus. */
  readonly rebase: (next: LoadedSeries, values: Values) => void;
  /** Everything goes back to what was loaded; it can be undone. */
  readonly discard: () => void;
  /** Null for the moment it takes to fetch it. */
  readonly undoing: Undoing | null;
}

/** One series being edited: the form, and what follows from it. */
export function useEditing(first: LoadedSeries, clusterZone: string): Editing {
  const [loaded, setLoaded] = useState(first);
  const [store] = useState(() => createEditorStore(first.series, clusterZone, Date.now));
  const [resolver] = useState(() => formResolver(() => store.get().base, clusterZone));
  const form = useForm<FormValues>({
    defaultValues: { ...first.series.values },
    resolver,
    mode: 'onSubmit',
    reValidateMode: 'onSubmit',
  });
  const { subscribe, getValues, setValue } = form;

  // The form holds the catalogue's values; react-hook-form knows them as unknown.
  const [valuesNow] = useState(() => () => ({ ...store.get().base.values, ...getValues() }) as Values);

  // Nobody undoes before the page is drawn: it is no part of opening the editor.
  const [undoing, setUndoing] = useState<Undoing | null>(null);
  useEffect(() => {
    let started: Undoing | undefined;
    let left = false;
    // Without a network there is no undo, and nothing else is missing.
    void import('../../form/start-undo.ts').then(
      ({ startUndo }) => {
        if (left) return;
        started = startUndo(form, store, valuesNow);
        setUndoing(started);
      },
      () => {},
    );
    return () => {
      left = true;
      started?.stop();
    };
  }, [form, store, valuesNow]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = subscribe({
      formState: { values: true },
      callback: () => {
        clearTimeout(timer);
        const wait = isTextField(document.activeElement) ? AFTER_TYPING_MS : AFTER_CHANGE_MS;
        timer = setTimeout(() => store.analyse(valuesNow()), wait);
      },
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [subscribe, store, valuesNow]);

  const hold = (values: Values) => {
    const held = valuesNow();
    // A reset would draw every row anew.
    for (const key of FIELD_KEYS) if (!dequal(held[key], values[key])) setValue(key, values[key]);
  };
  const rebase = (next: LoadedSeries, merged: Values) => {
    setLoaded(next);
    const values = withFocused(merged, valuesNow());
    const stored = next.series.values;
    const before = store.get().base.values;
    const moved = new Set(FIELD_KEYS.filter((key) => !dequal(before[key], stored[key])));
    if (values === stored) undoing?.history.saved(before, values);
    else undoing?.history.merged(values, moved);
    hold(values);
    store.rebase(next.series, values);
  };
  const discard = () => {
    const { values } = loaded.series;
    undoing?.history.discarded(values);
    hold(values);
    store.rebase(loaded.series, values);
  };
  return { form, store, loaded, valuesNow, rebase, discard, undoing };
}

/** The field that has the focus is the person's: another value for it is offered beside it, as what it was, and not written. */
function withFocused(merged: Values, held: Values): Values {
  const name = document.activeElement?.closest('[data-field]')?.getAttribute('data-field') ?? '';
  return isFieldKey(name) && !dequal(merged[name], held[name]) ? { ...merged, [name]: held[name] } : merged;
}
