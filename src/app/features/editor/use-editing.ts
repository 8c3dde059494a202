import { useEffect, useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import { isFieldKey, type Values } from '#catalogue/catalogue.ts';
import type { LoadedSeries } from '../../api/queries.ts';
import type { FormValues, SeriesForm } from '../../form/editor-context.tsx';
import { createEditorStore, type EditorStore } from '../../form/editor-store.ts';
import { formResolver } from '../../form/resolver.ts';
import { type Typing, watchTyping } from '../../form/typing.ts';
import { createUndoStore, type UndoStore } from '../../form/undo-store.ts';

/** How long after the last key press everything that follows from the form is worked out, ms. */
const QUIET_MS = 40;

export interface Editing {
  readonly form: SeriesForm;
  readonly store: EditorStore;
  /** The series the edit started from, or was saved or merged onto since. */
  readonly loaded: LoadedSeries;
  /** What the form holds at this moment. */
  readonly valuesNow: () => Values;
  /** Goes on from another loaded series, with these values in the form. */
  readonly rebase: (next: LoadedSeries, values: Values) => void;
  /** Everything goes back to what was loaded; it can be undone. */
  readonly discard: () => void;
  readonly history: UndoStore;
  /** A text field whose own undo is the browser's, because the form has not heard of what was typed into it. */
  readonly isPrivate: (target: EventTarget | null) => boolean;
}

/** One series being edited: the form, and what follows from it. */
export function useEditing(first: LoadedSeries, clusterZone: string): Editing {
  const [loaded, setLoaded] = useState(first);
  const [store] = useState(() => createEditorStore(first.series, clusterZone, Date.now));
  const [resolver] = useState(() => formResolver(store.base, clusterZone));
  const form = useForm<FormValues>({
    defaultValues: { ...first.series.values },
    resolver,
    mode: 'onSubmit',
    reValidateMode: 'onSubmit',
  });
  const { subscribe, getValues, setValue, reset } = form;

  // The form holds the catalogue's values; react-hook-form knows them as unknown.
  const [valuesNow] = useState(() => () => ({ ...store.base().values, ...getValues() }) as Values);

  const [history] = useState(() =>
    createUndoStore(
      first.series.values,
      (values) => {
        for (const [field, value] of values) setValue(field, value, { shouldTouch: true });
        store.analyse(valuesNow());
      },
      Date.now,
    ),
  );
  const typing = useRef<Typing | null>(null);

  useEffect(() => {
    const watch = watchTyping(window);
    typing.current = watch;
    const stop = subscribe({
      formState: { values: true },
      callback: ({ name, values }) => {
        if (name === undefined || !isFieldKey(name)) return;
        history.changed(name, values[name], watch.isTyping());
        watch.reached();
      },
    });
    return () => {
      stop();
      watch.stop();
    };
  }, [subscribe, history]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = subscribe({
      formState: { values: true },
      callback: () => {
        clearTimeout(timer);
        timer = setTimeout(() => store.analyse(valuesNow()), QUIET_MS);
      },
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [subscribe, store, valuesNow]);

  const rebase = (next: LoadedSeries, values: Values) => {
    setLoaded(next);
    reset({ ...values });
    store.rebase(next.series, values);
    history.replaced(values, values === next.series.values ? 'save' : 'merge');
  };
  const discard = () => {
    const { values } = loaded.series;
    reset({ ...values });
    store.rebase(loaded.series, values);
    history.discarded(values);
  };
  const isPrivate = (target: EventTarget | null) => typing.current?.isPrivate(target) ?? false;
  return { form, store, loaded, valuesNow, rebase, discard, history, isPrivate };
}
