import { createContext, use } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { FieldKey } from '#catalogue/catalogue.ts';
import type { LastSent, Settings } from '#contract/api.ts';
import type { Series } from '#domain/series.ts';
import type { EditorStore } from './editor-store.ts';

/** One entry for each field of the catalogue; its value's type is the catalogue's business, not react-hook-form's. */
export type FormValues = Record<FieldKey, unknown>;
export type SeriesForm = UseFormReturn<FormValues>;

export interface EditorContext {
  readonly form: SeriesForm;
  readonly store: EditorStore;
  readonly base: Series;
  readonly settings: Settings;
  readonly lastSent: LastSent | null;
  /** Locked fields somebody opened by typing the confirmation. */
  readonly unlocked: ReadonlySet<FieldKey>;
  readonly unlock: (field: FieldKey) => void;
}

const Context = createContext<EditorContext | null>(null);
export const EditorProvider = Context.Provider;

export function useEditor(): EditorContext {
  const editor = use(Context);
  if (!editor) throw new Error('useEditor is for components inside a series editor');
  return editor;
}
