import { FIELD_KEYS } from '#catalogue/catalogue.ts';
import type { SeriesForm } from './editor-context.tsx';
import type { EditorStore } from './editor-store.ts';
import type { Pipeline } from './pipeline.ts';
import { watchTyping } from './typing-events.ts';
import { createUndoStore, type UndoStore } from './undo-store.ts';

export interface Undoing {
  readonly history: UndoStore;
  /** The browser handles undo in this text field, because the form has not received its text. */
  readonly usesNativeUndo: (target: EventTarget | null) => boolean;
  readonly stop: () => void;
}

/** Starts to record the changes of a form. Edits made before the call become the first step. */
export function startUndo(form: SeriesForm, store: EditorStore, pipeline: Pipeline): Undoing {
  const history = createUndoStore(
    store.get().base.values,
    (values) => {
      for (const [field, value] of values) form.setValue(field, value, { shouldTouch: true });
      pipeline.flush();
    },
    Date.now,
    pipeline.afterTask,
  );
  const initial = pipeline.valuesNow();
  for (const field of FIELD_KEYS) history.changed(field, initial[field], false);

  const typing = watchTyping(window);
  const stopRecording = pipeline.recordIn((field, value) => {
    history.changed(field, value, typing.isTyping());
    typing.markAccepted();
  });
  return {
    history,
    usesNativeUndo: typing.usesNativeUndo,
    stop: () => {
      stopRecording();
      typing.stop();
    },
  };
}
