import { createContext, use } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { FieldKey } from '#catalogue/catalogue.ts';
import type { LastSent } from '#contract/series-endpoints.ts';
import type { Series } from '#domain/series/series.ts';
import type { ShownSettings } from '../../api/series-queries.ts';
import { type EditorStore, useEditorState } from './editor-store.ts';

/** One entry for each field of the catalogue; its value's type is the catalogue's business, not react-hook-form's. */
export type FormValues = Record<FieldKey, unknown>;
export type SeriesForm = UseFormReturn<FormValues>;

/** Stays the same object for as long as a series is edited: what changes meanwhile is in the form and in the store. */
export interface EditorContext {
  readonly form: SeriesForm;
  readonly store: EditorStore;
  readonly settings: ShownSettings;
}

const Context = createContext<EditorContext | null>(null);
export const EditorProvider = Context.Provider;

export function useEditor(): EditorContext {
  const editor = use(Context);
  if (!editor) throw new Error('useEditor is for components inside a series editor');
  return editor;
}

/** The series that the edit started from, or was saved or merged onto since. */
export function useBase(): Series {
  return useEditorState(useEditor().store, (state) => state.base);
}

const LastSentContext = createContext<LastSent | null>(null);
export const LastSentProvider = LastSentContext.Provider;

/** What was last sent of this series from here, for the fields that the API does not return. */
export const useLastSent = () => use(LastSentContext);
