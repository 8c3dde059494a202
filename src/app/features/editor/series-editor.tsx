import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { FieldKey, Values } from '#catalogue/catalogue.ts';
import type { LastSent, Settings } from '#contract/api.ts';
import { gatesOf } from '#domain/visibility.ts';
import type { LoadedSeries } from '../../api/queries.ts';
import { EditorProvider } from '../../form/editor-context.tsx';
import { useEditorState } from '../../form/editor-store.ts';
import { EditorBody } from './editor-body.tsx';
import { LeaveGuard } from './leave-guard.tsx';
import { useEditing } from './use-editing.ts';
import { useSaving } from './use-saving.ts';

// Both dialogs are seen only once somebody saves: they are not part of opening the editor, and fetched with the first change, so
// that they are there when the network is not.
const loadReview = () => import('./review-dialog.tsx');
const loadConflict = () => import('./conflict-dialog.tsx');
const ReviewDialog = lazy(() => loadReview().then((module) => ({ default: module.ReviewDialog })));
const ConflictDialog = lazy(() => loadConflict().then((module) => ({ default: module.ConflictDialog })));

interface Props {
  readonly loaded: LoadedSeries;
  readonly settings: Settings;
  readonly lastSent: LastSent | null;
}

export function SeriesEditor({ loaded: first, settings, lastSent }: Props) {
  const editing = useEditing(first, settings.clusterTimeZone);
  const { form, store, loaded } = editing;
  const base = loaded.series;
  const hasChanges = useEditorState(store, (state) => state.changes.size > 0);
  useEffect(() => {
    // A failure here is no news: opening the dialog tries again.
    if (hasChanges) void Promise.allSettled([loadReview(), loadConflict()]);
  }, [hasChanges]);
  const [unlocked, setUnlocked] = useState<ReadonlySet<FieldKey>>(new Set());
  const problems = useRef<HTMLDivElement>(null);
  const saving = useSaving({
    editing,
    settings,
    lastSent,
    // The list is drawn in the next frame.
    onProblems: () => requestAnimationFrame(() => problems.current?.focus()),
    onFinished: () => {
      setUnlocked(new Set());
      window.scrollTo({ top: 0 });
    },
  });

  const discard = () => {
    store.setServer([]);
    editing.discard();
    setUnlocked(new Set());
  };
  const printFor = (values: Values) => ({
    currency: settings.currency,
    zone: settings.timeZone,
    gates: gatesOf(values, base.wire),
  });
  const { dialog } = saving;
  return (
    <EditorProvider
      value={{
        form,
        store,
        base,
        settings,
        lastSent,
        unlocked,
        unlock: (field) => setUnlocked(new Set(unlocked).add(field)),
      }}
    >
      <EditorBody editing={editing} saving={saving} problemsRef={problems} onDiscard={discard} />
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
      <LeaveGuard store={store} />
    </EditorProvider>
  );
}
