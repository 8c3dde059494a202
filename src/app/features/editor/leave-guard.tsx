import { Button, Modal } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import { type EditorStore, useEditorState } from '../../form/editor-store.ts';
import { fieldList } from './words.ts';
import css from './review.module.css';

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
    <Modal opened onClose={blocker.reset} title="Leave without saving?">
      <p>Not saved yet: {fieldList([...changes.keys()], 6)}.</p>
      <div className={css.actions}>
        <Button variant="default" onClick={blocker.reset} data-autofocus>
          Stay
        </Button>
        <Button color="error" onClick={blocker.proceed}>
          Leave and lose the changes
        </Button>
      </div>
    </Modal>
  );
}
