import { Suspense, useEffect, useMemo, useRef } from 'react';
import type { Values } from '#catalogue/catalogue.ts';
import type { LastSent } from '#contract/api.ts';
import { gatesOf } from '#domain/visibility.ts';
import type { LoadedSeries, ShownSettings } from '../../api/queries.ts';
import { EditorProvider, LastSentProvider } from '../../form/editor-context.tsx';
import { useEditorState } from '../../form/editor-store.ts';
import { EditorBody } from './editor-body.tsx';
import { LeaveGuard } from './leave-guard.tsx';
import { useEditing } from './use-editing.ts';
import { useSaving } from './use-saving.ts';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { lazyPart } from '../../ui/lazy-part.tsx';

// Both dialogs and what a save came to are seen only once somebody saves: they are not part of opening the editor, and fetched with
// the first change, so that they are there when the network is not.
const loadReview = () => import('./review-dialog.tsx');
const loadConflict = () => import('./conflict-dialog.tsx');
const ReviewDialog = lazyPart(loadReview, (module) => module.ReviewDialog);
const ConflictDialog = lazyPart(loadConflict, (module) => module.ConflictDialog);

interface Props {
  readonly loaded: LoadedSeries;
  readonly settings: ShownSettings;
  readonly lastSent: LastSent | null;
}

export function SeriesEditor({ loaded: first, settings, lastSent }: Props) {
  const editing = useEditing(first, settings.clusterTimeZone);
  const { form, store, loaded } = editing;
  const base = loaded.series;
  const hasChanges = useEditorState(store, (state) => state.changes.size > 0);
  useEffect(() => {
    // A failure here is no news: opening the dialog tries again.
    if (hasChanges) void Promise.allSettled([loadReview(), loadConflict(), import('./save-result.tsx')]);
  }, [hasChanges]);
  const problems = useRef<HTMLDivElement>(null);
  const saving = useSaving({
    editing,
    settings,
    lastSent,
    // The list is drawn in the next frame.
    onProblems: () => requestAnimationFrame(() => problems.current?.focus()),
    onFinished: () => {
      window.scrollTo({ top: 0 });
    },
  });

  const discard = () => {
    store.setServer([]);
    editing.discard();
  };
  const printFor = (values: Values) => ({
    currency: settings.currency,
    zone: settings.timeZone,
    gates: gatesOf(values, base.wire),
  });
  const { dialog } = saving;
  const editor = useMemo(() => ({ form, store, settings }), [form, store, settings]);
  return (
    <EditorProvider value={editor}>
      <LastSentProvider value={lastSent}>
        <ErrorBoundary what="The form">
          <EditorBody editing={editing} saving={saving} problemsRef={problems} onDiscard={discard} />
        </ErrorBoundary>
      </LastSentProvider>
      <Suspense>
        {dialog?.is === 'review' && (
          <ReviewDialog
            outgoing={dialog.outgoing}
            remarks={store.get().remarks}
            printBefore={printFor(base.values)}
            print={printFor(dialog.values)}
            settings={settings}
            lastSent={lastSent}
            saving={saving.busy}
            problem={dialog.problem}
            onSave={saving.send}
            onClose={saving.close}
          />
        )}
        {dialog?.is === 'conflict' && (
          <ConflictDialog
            base={base}
            mine={dialog.values}
            theirs={dialog.theirs.series}
            merged={dialog.merged}
            print={printFor(dialog.values)}
            onResolve={(takeTheirs) => saving.resolveConflict(dialog.theirs, dialog.merged, takeTheirs)}
            onClose={saving.close}
          />
        )}
      </Suspense>
      <LeaveGuard store={store} valuesNow={editing.valuesNow} />
    </EditorProvider>
  );
}
