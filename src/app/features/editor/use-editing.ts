import { dequal } from 'dequal/lite';
import { useEffect, useState } from 'react';
import { useForm } from 'react-hook-form';
import { FIELD_KEYS, type Values } from '#catalogue/catalogue.ts';
import type { LoadedSeries } from '../../api/queries.ts';
import type { FormValues, SeriesForm } from '../../form/editor-context.tsx';
import { createEditorStore, type EditorStore } from '../../form/editor-store.ts';
import { formResolver } from '../../form/resolver.ts';

/** How long after a change everything that follows from the form is worked out, ms; the longer one while somebody types on. */
const AFTER_CHANGE_MS = 40;
const AFTER_TYPING_MS = 250;

export interface Editing {
  readonly form: SeriesForm;
  readonly store: EditorStore;
  /** The series the edit started from, or was saved or merged onto since. */
  readonly loaded: LoadedSeries;
  /** What the form holds at this moment. */
  readonly valuesNow: () => Values;
  /** Goes on from another loaded series, with these values in the form. */
  readonly rebase: (next: LoadedSeries, values: Values) => void;
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

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let last: string | undefined;
    const stop = subscribe({
      formState: { values: true },
      callback: ({ name }) => {
        clearTimeout(timer);
        timer = setTimeout(
          () => store.analyse(valuesNow()),
          name === undefined || name !== last ? AFTER_CHANGE_MS : AFTER_TYPING_MS,
        );
        last = name;
      },
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [subscribe, store, valuesNow]);

  const rebase = (next: LoadedSeries, values: Values) => {
    setLoaded(next);
    const held = valuesNow();
    // A reset would draw every row anew.
    for (const key of FIELD_KEYS) if (!dequal(held[key], values[key])) setValue(key, values[key]);
    store.rebase(next.series, values);
  };
  return { form, store, loaded, valuesNow, rebase };
}
