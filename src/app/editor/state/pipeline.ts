import { dequal } from 'dequal/lite';
import { type FieldKey, isFieldKey, type Values } from '#catalogue/catalogue.ts';
import { GATE_KEYS } from '#catalogue/model/gates.ts';
import type { Series } from '#domain/series/series.ts';
import type { SeriesForm } from './editor-context.tsx';
import type { EditorStore } from './editor-store.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';

type Recorder = (field: FieldKey, value: unknown) => void;

export interface Pipeline {
  /** Follows the form until the returned function is called. */
  readonly start: () => () => void;
  /** The current form values. */
  readonly valuesNow: () => Values;
  /** Updates the store to the form now: before a save or a navigation, after an undo, when a field is left. */
  readonly flush: () => void;
  /** Compares the form with another series. `keeps`: it is still the same edit. */
  readonly rebase: (base: Series, values: Values, keeps?: boolean) => void;
  /** Fields that show an older stored value because they have the focus, with what they show. They count as unchanged. */
  readonly deferred: Map<FieldKey, unknown>;
  /** Passes each change of a field to the undo history, until the returned function is called. */
  readonly recordIn: (recorder: Recorder) => () => void;
  readonly afterTask: Scheduler['afterTask'];
}

const GATES: ReadonlySet<FieldKey> = new Set(GATE_KEYS);

/**
 * The path of every change of the form: a key, a press, an undo.
 *
 * 1. In the event: the control renders, the undo history records the change, and a gate shows or hides its fields.
 * 2. When the scheduler says so: `derive` settles the values once, the store takes the result and notifies the rows, the
 *    save bar and the summary.
 */
export function createPipeline(form: SeriesForm, store: EditorStore): Pipeline {
  // The form holds catalogue values; react-hook-form types them as unknown.
  const deferred = new Map<FieldKey, unknown>();
  const valuesNow = () => {
    const { values } = store.get().base;
    const current = { ...values, ...form.getValues() } as Values;
    for (const key of deferred.keys()) Object.assign(current, { [key]: values[key] });
    return current;
  };
  const scheduler = createScheduler(() => store.update(valuesNow()));
  let record: Recorder | null = null;

  return {
    start: () => {
      const unsubscribe = form.subscribe({
        formState: { values: true },
        callback: ({ name, values }) => {
          if (name !== undefined && isFieldKey(name)) {
            if (!dequal(values[name], deferred.get(name))) deferred.delete(name);
            record?.(name, values[name]);
            if (GATES.has(name)) store.updateGates(valuesNow());
          }
          scheduler.request();
        },
      });
      return () => {
        unsubscribe();
        scheduler.cancel();
      };
    },
    valuesNow,
    flush: scheduler.flush,
    rebase: (base, values, keeps) => {
      scheduler.cancel();
      store.rebase(base, values, keeps);
    },
    deferred,
    recordIn: (recorder) => {
      record = recorder;
      return () => {
        record = null;
      };
    },
    afterTask: scheduler.afterTask,
  };
}
