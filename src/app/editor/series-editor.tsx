import { Suspense, useEffect, useMemo, useRef, useState } from 'react';
import type { Values } from '#catalogue/catalogue.ts';
import type { LastSent } from '#contract/series-endpoints.ts';
import { valueOrNull } from '#domain/series/series.ts';
import { gatesOf } from '#domain/series/visibility.ts';
import type { LoadedSeries, ShownSettings } from '../api/series-queries.ts';
import { prefetchPrevious } from './controls/field-status.tsx';
import { createExampleBill, EditorProvider, LastSentProvider } from './state/editor-context.tsx';
import { useEditorState } from './state/editor-store.ts';
import { EditorBody } from './editor-body.tsx';
import { LeaveGuard } from './leave-guard.tsx';
import { UnlockQuestion } from './fields/unlock-field.tsx';
import { useEditing } from './state/use-editing.ts';
import { useSaving } from './save/use-saving.ts';
import { EntryContext } from '../series/entry-context.ts';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { ConflictDialog, prefetchSave, ReviewDialog } from './parts.ts';

interface Props {
  readonly loaded: LoadedSeries;
  readonly settings: ShownSettings;
  readonly lastSent: LastSent | null;
}

export function SeriesEditor({ loaded: first, settings, lastSent }: Props) {
  const editing = useEditing(first, settings.clusterTimeZone);
  const { form, store, pipeline, loaded } = editing;
  const base = loaded.series;
  const hasChanges = useEditorState(store, (state) => state.changes.size > 0);
  useEffect(prefetchPrevious, []);
  useEffect(() => {
    if (hasChanges) prefetchSave();
  }, [hasChanges]);
  const issuesRef = useRef<HTMLDivElement>(null);
  const resultRef = useRef<HTMLDivElement>(null);
  const saving = useSaving({
    editing,
    settings,
    lastSent,
    // The list renders in the next frame.
    onProblems: () => requestAnimationFrame(() => issuesRef.current?.focus()),
    onFinished: () => {
      // Before the review closes, which otherwise returns the focus to a field far below.
      resultRef.current?.focus({ preventScroll: true });
      window.scrollTo({ top: 0 });
    },
  });

  const discard = () => {
    store.setErrors([], base.values);
    editing.discard();
  };
  const printFor = (values: Values) => ({
    currency: settings.currency,
    zone: settings.timeZone,
    gates: gatesOf(values, base.wire),
  });
  const { dialog } = saving;
  const [exampleBill] = useState(createExampleBill);
  const editor = useMemo(
    () => ({ form, store, pipeline, settings, exampleBill }),
    [form, store, pipeline, settings, exampleBill],
  );
  const naming = useMemo(
    () => ({ clusterZone: settings.clusterTimeZone, ownId: valueOrNull(base.values.id) }),
    [settings, base],
  );
  return (
    <EditorProvider value={editor}>
      <EntryContext value={naming}>
        <LastSentProvider value={lastSent}>
          <ErrorBoundary what="The form">
            <EditorBody
              editing={editing}
              saving={saving}
              issuesRef={issuesRef}
              resultRef={resultRef}
              onDiscard={discard}
            />
          </ErrorBoundary>
        </LastSentProvider>
        <Suspense>
          {dialog?.type === 'unlock' && (
            <UnlockQuestion
              key={dialog.field}
              name={dialog.field}
              next="Its new value comes from a version, a draft or a link. The review follows."
              onUnlock={() => saving.unlock(dialog.field)}
              onClose={saving.close}
            />
          )}
          {dialog?.type === 'review' && (
            <ReviewDialog
              values={dialog.values}
              update={dialog.update}
              issues={store.get().issues}
              printBefore={printFor(base.values)}
              print={printFor(dialog.values)}
              settings={settings}
              revision={loaded.revision}
              lastSent={lastSent}
              saving={saving.busy}
              problem={dialog.problem}
              input={dialog.input}
              onInput={saving.onReviewInput}
              onSave={saving.send}
              onClose={saving.close}
            />
          )}
          {dialog?.type === 'conflict' && (
            <ConflictDialog
              base={base}
              mine={dialog.values}
              theirs={dialog.theirs.series}
              merged={dialog.merged}
              saves={dialog.saves}
              zone={settings.timeZone}
              print={printFor(dialog.values)}
              onResolve={(takeTheirs) => saving.resolveConflict(dialog.theirs, takeTheirs)}
              onClose={saving.close}
            />
          )}
        </Suspense>
        <LeaveGuard editing={editing} />
      </EntryContext>
    </EditorProvider>
  );
}
