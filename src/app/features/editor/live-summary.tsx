import { useMemo } from 'react';
import { settle } from '#domain/settle.ts';
import { summarise } from '#domain/summary.ts';
import { useBase, useEditor } from '../../form/editor-context.tsx';
import { useEditorState } from '../../form/editor-store.ts';
import { useNow } from '../../ui/use-now.ts';
import { SummaryText } from '../overview/summary-text.tsx';
import { jumpToField } from './jump.ts';

/** The series as it would be saved. */
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
  return <SummaryText sentences={useSentences()} changes={changes} onJump={jumpToField} />;
}

/** All there is of the summary on a narrow screen, until somebody opens it. */
export function FirstSentence() {
  return <span>{useSentences()[0]?.text}</span>;
}
