import type { FieldKey } from '#catalogue/catalogue.ts';
import type { EditorContext } from '../state/editor-context.tsx';

type Form = Pick<EditorContext, 'form' | 'store' | 'pipeline'>;

/** Takes the stored values of these fields into the form, or keeps what the form shows as an edit. */
export function chooseOffer({ form, store, pipeline }: Form, fields: readonly FieldKey[], takesTheirs: boolean): void {
  for (const field of fields) pipeline.deferred.delete(field);
  const { base } = store.get();
  if (takesTheirs) for (const field of fields) form.setValue(field, base.values[field], { shouldTouch: true });
  store.update(pipeline.valuesNow());
}

/** Takes the stored value of each field that was only waiting because it had the focus. */
export function takeDeferred(form: Form, focused: FieldKey | null): void {
  const left = [...form.pipeline.deferred.keys()].filter((field) => field !== focused);
  if (left.length > 0) chooseOffer(form, left, true);
}
