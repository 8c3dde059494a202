import { createContext, use } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { FieldKey } from '#catalogue/catalogue.ts';
import type { LastSent } from '#contract/series-endpoints.ts';
import type { Series } from '#domain/series/series.ts';
import type { ShownSettings } from '../../api/series-queries.ts';
import { type EditorStore, useEditorState } from './editor-store.ts';

/** One entry per catalogue field. The catalogue defines the value types; react-hook-form sees `unknown`. */
export type FormValues = Record<FieldKey, unknown>;
export type SeriesForm = UseFormReturn<FormValues>;

/** One object for the whole edit of a series. State that changes lives in the form and in the store. */
export interface EditorContext {
  readonly form: SeriesForm;
  readonly store: EditorStore;
  readonly settings: ShownSettings;
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

const LastSentContext = createContext<LastSent | null>(null);
export const LastSentProvider = LastSentContext.Provider;

/** The last body that Coupon Desk sent for this series. It supplies fields that the API does not return. */
export const useLastSent = () => use(LastSentContext);
