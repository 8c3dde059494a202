import { useBlocker } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useEditorState } from './state/editor-store.ts';
import type { Editing } from './state/use-editing.ts';
import { fieldListText } from './state/change-labels.ts';
import { LeaveDialog } from './parts.ts';

/** Confirms navigation with unsaved changes. The browser shows its own dialog when the tab closes or reloads. */
export function LeaveGuard({ store, pipeline }: Pick<Editing, 'store' | 'pipeline'>) {
  const changes = useEditorState(store, (state) => state.changes);
  const isUnsaved = () => {
    pipeline.flush();
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
