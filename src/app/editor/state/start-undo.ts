import { FIELD_KEYS, isFieldKey, type Values } from '#catalogue/catalogue.ts';
import type { SeriesForm } from './editor-context.tsx';
import type { EditorStore } from './editor-store.ts';
import { watchTyping } from './typing-events.ts';
import { createUndoStore, type UndoStore } from './undo-store.ts';

export interface Undoing {
  readonly history: UndoStore;
  /** The browser handles undo in this text field, because the form has not received its text. */
  readonly usesNativeUndo: (target: EventTarget | null) => boolean;
  readonly stop: () => void;
}

/** Starts to record the changes of a form. Edits made before the call become the first step. */
export function startUndo(form: SeriesForm, store: EditorStore, valuesNow: () => Values): Undoing {
  const history = createUndoStore(
    store.get().base.values,
    (values) => {
      for (const [field, value] of values) form.setValue(field, value, { shouldTouch: true });
      store.analyse(valuesNow());
    },
    Date.now,
  );
  const initial = valuesNow();
  for (const field of FIELD_KEYS) history.changed(field, initial[field], false);

  const typing = watchTyping(window);
  const unsubscribe = form.subscribe({
    formState: { values: true },
    callback: ({ name, values }) => {
      if (name === undefined || !isFieldKey(name)) return;
      history.changed(name, values[name], typing.isTyping());
      typing.markAccepted();
    },
  });
  return {
    history,
    usesNativeUndo: typing.usesNativeUndo,
    stop: () => {
      unsubscribe();
      typing.stop();
    },
  };
}
