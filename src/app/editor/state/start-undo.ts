import { FIELD_KEYS, isFieldKey, type Values } from '#catalogue/catalogue.ts';
import type { SeriesForm } from './editor-context.tsx';
import type { EditorStore } from './editor-store.ts';
import { watchTyping } from './typing-events.ts';
import { createUndoStore, type UndoStore } from './undo-store.ts';

export interface Undoing {
  readonly history: UndoStore;
  /** A text field whose undo is the browser's, because the form has not heard of what was typed into it. */
  readonly isPrivate: (target: EventTarget | null) => boolean;
  readonly stop: () => void;
}

/** Watches a form from now on. What somebody changed before that is the first step. */
export function startUndo(form: SeriesForm, store: EditorStore, valuesNow: () => Values): Undoing {
  const history = createUndoStore(
    store.get().base.values,
    (values) => {
      for (const [field, value] of values) form.setValue(field, value, { shouldTouch: true });
      store.analyse(valuesNow());
    },
    Date.now,
  );
  const already = valuesNow();
  for (const field of FIELD_KEYS) history.changed(field, already[field], false);

  const typing = watchTyping(window);
  const unsubscribe = form.subscribe({
    formState: { values: true },
    callback: ({ name, values }) => {
      if (name === undefined || !isFieldKey(name)) return;
      history.changed(name, values[name], typing.isTyping());
      typing.reached();
    },
  });
  return {
    history,
    isPrivate: typing.isPrivate,
    stop: () => {
      unsubscribe();
      typing.stop();
    },
  };
}
