import { useMemo } from 'react';
import { summarise } from '#domain/summary/summary.ts';
import { offerSentence } from '#domain/summary/summary-offer.ts';
import { useEditor } from './state/editor-context.tsx';
import { useEditorState } from './state/editor-store.ts';
import { useNow } from '../ui/use-now.ts';
import { SummaryText } from '../series/summary-text.tsx';
import { focusField } from './state/focus-field.ts';

/** Describes the series as a save would store it. */
export function LiveSummary() {
  const { store, settings } = useEditor();
  const settled = useEditorState(store, (state) => state.settled);
  const changes = useEditorState(store, (state) => state.changes);
  const now = useNow();
  const { currency, clusterTimeZone: clusterZone, timeZone: storeZone } = settings;
  const sentences = useMemo(
    () => summarise(settled, { currency, clusterZone, storeZone, now }),
    [settled, currency, clusterZone, storeZone, now],
  );
  return <SummaryText sentences={sentences} changes={changes} onJump={focusField} />;
}

/** The collapsed summary on narrow screens. */
export function FirstSentence() {
  const { store, settings } = useEditor();
  const text = useEditorState(store, (state) => offerSentence(state.settled, settings.currency).text);
  return <span>{text}</span>;
}
