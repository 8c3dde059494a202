import { type ReactNode, useLayoutEffect, useState } from 'react';
import { createExampleBill, EditorProvider, useEditor } from '../../src/app/editor/state/editor-context.tsx';
import { useEditorState, type FieldIssue } from '../../src/app/editor/state/editor-store.ts';
import { useEditing } from '../../src/app/editor/state/use-editing.ts';
import type { FieldKey, Values } from '../../src/catalogue/catalogue.ts';
import type { Unresolved } from '../../src/catalogue/model/kinds.ts';
import { seriesOf } from '../../src/domain/testing/builders.ts';
import type { JsonObject } from '../../src/values/json.ts';

export const SETTINGS = {
  organisation: 'Lotus Retail',
  currency: 'INR',
  timeZone: 'Asia/Kolkata',
  clusterTimeZone: 'Asia/Kolkata',
  source: 'embedded',
} as const;

interface HarnessProps {
  /** The stored series. */
  readonly wire: JsonObject;
  /** What the user typed since. */
  readonly edits?: Partial<Record<keyof Values, Values[keyof Values] | Unresolved>>;
  /** The user tried to save, so untouched fields show their errors. */
  readonly attempted?: boolean;
  readonly serverIssues?: readonly FieldIssue[];
  readonly unlocked?: readonly FieldKey[];
  readonly children: ReactNode;
}

const NONE: readonly never[] = [];

/** The form of one series with its store, as on the editor page. */
export function EditorHarness({
  wire,
  edits,
  attempted,
  serverIssues = NONE,
  unlocked = NONE,
  children,
}: HarnessProps) {
  const [series] = useState(() => seriesOf(wire, SETTINGS.clusterTimeZone));
  const { form, store, pipeline } = useEditing({ series, revision: '' }, SETTINGS.clusterTimeZone);
  useLayoutEffect(() => {
    for (const [key, value] of Object.entries(edits ?? {})) form.setValue(key as FieldKey, value);
    for (const key of unlocked) store.unlock(key);
    pipeline.flush();
    store.setErrors(serverIssues, pipeline.valuesNow());
    if (attempted) store.attempt();
  }, [form, store, pipeline, edits, unlocked, serverIssues, attempted]);
  const [editor] = useState(() => ({ form, store, pipeline, settings: SETTINGS, exampleBill: createExampleBill() }));
  return <EditorProvider value={editor}>{children}</EditorProvider>;
}

/** How the values of the form are printed. */
export function usePrint() {
  const gates = useEditorState(useEditor().store, (state) => state.gates);
  return { currency: SETTINGS.currency, zone: SETTINGS.timeZone, gates };
}
