import { useMemo } from 'react';
import { settle } from '#domain/change/settle.ts';
import { summarise } from '#domain/summary/summary.ts';
import { useBase, useEditor } from './state/editor-context.tsx';
import { useEditorState } from './state/editor-store.ts';
import { useNow } from '../ui/use-now.ts';
import { SummaryText } from '../series/summary-text.tsx';
import { focusField } from './state/focus-field.ts';

/** Describes the series as a save would store it. */
function useSentences() {
  const { store, settings } = useEditor();
  const base = useBase();
  const values = useEditorState(store, (state) => state.values);
  const now = useNow();
  const { currency, clusterTimeZone: clusterZone } = settings;
  return useMemo(
    () => summarise(settle(base, values), { currency, clusterZone, now }),
    [base, values, currency, clusterZone, now],
  );
}

export function LiveSummary() {
  const { store } = useEditor();
  const changes = useEditorState(store, (state) => state.changes);
  return <SummaryText sentences={useSentences()} changes={changes} onJump={focusField} />;
}

/** The collapsed summary on narrow screens. */
export function FirstSentence() {
  return <span>{useSentences()[0]?.text}</span>;
}
