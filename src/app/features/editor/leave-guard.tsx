import { useBlocker } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { type EditorStore, useEditorState } from '../../form/editor-store.ts';
import { fieldList } from './words.ts';

const LeaveDialog = lazy(() => import('./leave-dialog.tsx').then((module) => ({ default: module.LeaveDialog })));

/** Asks once before unsaved work is left behind; the browser asks in its own words when the page itself goes. */
export function LeaveGuard({ store }: { store: EditorStore }) {
  const changes = useEditorState(store, (state) => state.changes);
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => store.get().changes.size > 0 && current.pathname !== next.pathname,
    enableBeforeUnload: () => store.get().changes.size > 0,
    withResolver: true,
  });
  if (blocker.status !== 'blocked') return null;
  return (
    <Suspense>
      <LeaveDialog what={fieldList([...changes.keys()], 6)} onStay={blocker.reset} onLeave={blocker.proceed} />
    </Suspense>
  );
}
