import { Suspense } from 'react';
import { valueOrNull } from '#domain/series/series.ts';
import { useEditor } from '../../state/editor-context.tsx';
import { useEditorState } from '../../state/editor-store.ts';
import css from './redemption-times-hint.module.css';
import { lazyPart } from '../../../ui/lazy-part.tsx';

// Further down the page; where it cannot be fetched, the field is as good without it.
const RedemptionTimes = lazyPart(
  () => import('../../../series/redemption-times.tsx'),
  (module) => module.RedemptionTimes,
  { quiet: true },
);

/** Under the days and hours: what they come to together with the start and the end, as the form has them now. */
export function RedemptionTimesHint() {
  const { store, settings } = useEditor();
  const values = useEditorState(store, (state) => state.values);
  const range = valueOrNull(values.redemptionRange);
  const lines = range && range.dom.length + range.dow.length + range.hours.length > 0 ? 5 : 1;
  return (
    <Suspense fallback={<div className={css.waiting} data-lines={lines} />}>
      <RedemptionTimes values={values} settings={settings} />
    </Suspense>
  );
}
