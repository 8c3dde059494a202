import { useBlocker } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useEditorState } from './state/editor-store.ts';
import type { Editing } from './state/use-editing.ts';
import { fieldListText } from './state/change-labels.ts';
import { lazyPart } from '../ui/lazy-part.tsx';

const LeaveDialog = lazyPart(
  () => import('../ui/leave-dialog.tsx'),
  (module) => module.LeaveDialog,
);

/** Asks once before unsaved work is left behind; the browser asks in its own words when the page itself goes. */
export function LeaveGuard({ store, valuesNow }: Pick<Editing, 'store' | 'valuesNow'>) {
  const changes = useEditorState(store, (state) => state.changes);
  const isUnsaved = () => {
    // What was typed just now counts too.
    store.analyse(valuesNow());
    return store.get().changes.size > 0;
  };
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => current.pathname !== next.pathname && isUnsaved(),
    enableBeforeUnload: isUnsaved,
    withResolver: true,
  });
  if (blocker.status !== 'blocked') return null;
  return (
    <Suspense>
      <LeaveDialog what={fieldListText([...changes.keys()], 6)} onStay={blocker.reset} onLeave={blocker.proceed} />
    </Suspense>
  );
}
