import { createStore, type Store } from '@tanstack/react-store';
import { createContext, use, useMemo } from 'react';
import { type UseFormReturn, useWatch } from 'react-hook-form';
import type { FieldKey, Values } from '#catalogue/catalogue.ts';
import type { LastSent } from '#contract/series-endpoints.ts';
import type { Unresolved } from '#catalogue/model/kinds.ts';
import type { Series } from '#domain/series/series.ts';
import type { ShownSettings } from '../../api/series-queries.ts';
import { type EditorStore, useEditorState } from './editor-store.ts';
import type { Pipeline } from './pipeline.ts';

/** One entry per catalogue field. The catalogue defines the value types; react-hook-form sees `unknown`. */
export type FormValues = Record<FieldKey, unknown>;
export type SeriesForm = UseFormReturn<FormValues>;

type ExampleBill = number | null | Extract<Unresolved, { unresolved: 'draft' }>;

/** The bill of the discount examples. It is never saved. */
export const createExampleBill = () => createStore<ExampleBill>(1200);

/** One object for the whole edit of a series. State that changes lives in the form and in the store. */
export interface EditorContext {
  readonly form: SeriesForm;
  readonly store: EditorStore;
  readonly pipeline: Pipeline;
  readonly settings: ShownSettings;
  readonly exampleBill: Store<ExampleBill>;
}

const Context = createContext<EditorContext | null>(null);
export const EditorProvider = Context.Provider;

export function useEditor(): EditorContext {
  const editor = use(Context);
  if (!editor) throw new Error('useEditor must be called inside an EditorProvider');
  return editor;
}

/** The stored series that the form is compared with: the loaded one, or the latest saved or merged one. */
export function useBase(): Series {
  return useEditorState(useEditor().store, (state) => state.base);
}

/** The stored values with the form's values of these fields. `fields` must be a constant. */
export function useFormValues(fields: readonly FieldKey[]): Values {
  const { form } = useEditor();
  const base = useBase();
  const watched = useWatch({ control: form.control, name: fields });
  return useMemo(() => {
    const edits = Object.fromEntries(fields.map((field, index) => [field, watched[index]]));
    return { ...base.values, ...edits };
  }, [base, fields, watched]);
}

const LastSentContext = createContext<LastSent | null>(null);
export const LastSentProvider = LastSentContext.Provider;

/** The last body that Coupon Desk sent for this series. It supplies fields that the API does not return. */
export const useLastSent = () => use(LastSentContext);
