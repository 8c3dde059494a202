import { Suspense } from 'react';
import { valueOrNull } from '#domain/series/series.ts';
import { useEditor } from '../../state/editor-context.tsx';
import { useEditorState } from '../../state/editor-store.ts';
import { lazyPart, nothing } from '../../../ui/lazy-part.tsx';

// Below the fold, so loaded lazily. If the load fails, the field works without it.
const RedemptionTimes = lazyPart(
  () => import('../../../series/redemption-times.tsx'),
  (module) => module.RedemptionTimes,
  { fallback: nothing },
);

/** The next redemption times that follow from the range and the start and end dates in the form. */
export function RedemptionTimesHint() {
  const { store, settings } = useEditor();
  const values = useEditorState(store, (state) => state.values);
  const range = valueOrNull(values.redemptionRange);
  // The height of the content: status, next times, a note.
  const height = range && range.dom.length + range.dow.length + range.hours.length > 0 ? '10.5rem' : '3.25rem';
  return (
    <Suspense fallback={<div style={{ height }} />}>
      <RedemptionTimes values={values} settings={settings} />
    </Suspense>
  );
}
