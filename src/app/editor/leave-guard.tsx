import { useBlocker } from '@tanstack/react-router';
import { Suspense } from 'react';
import type { Editing } from './state/use-editing.ts';
import { LeaveQuestion } from './parts.ts';

/** Confirms navigation with unsaved changes. The browser shows its own dialog when the tab closes or reloads. */
export function LeaveGuard({ editing }: { editing: Editing }) {
  const { store, pipeline } = editing;
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
      <LeaveQuestion editing={editing} onStay={blocker.reset} onLeave={blocker.proceed} />
    </Suspense>
  );
}
