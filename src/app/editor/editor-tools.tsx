import { useSelector } from '@tanstack/react-store';
import { useEffect, useLayoutEffect } from 'react';
import type { Undoing } from './state/start-undo.ts';
import { hotkeyText } from '../ui/hotkeys.ts';
import { type Action, usePageCommands } from '../ui/page-commands.ts';
import { goTo } from '../ui/use-scroll-to-hash.ts';
import { focusField, keepFocusInSight } from './state/focus-field.ts';
import { useLeftEdit } from './state/left-edit.ts';
import { useEditorState } from './state/editor-store.ts';
import { UndoBar } from './undo-bar.tsx';
import type { Editing } from './state/use-editing.ts';
import { redoIn, undoIn, useUndoKeys } from './state/use-undo.ts';
import { changesText, doneText, stepText } from './state/change-labels.ts';

interface Props {
  readonly editing: Editing;
  readonly undoing: Undoing;
  /** How often the key for undo was pressed before this component was there. */
  readonly takeEarlyUndos: () => number;
  readonly onReview: () => void;
  readonly onDiscard: () => void;
}

/** Undo shortcuts, palette commands, the undo bar, and the focus above the save bar. Loaded after the page. */
export function EditorTools({ editing, undoing, takeEarlyUndos, onReview, onDiscard }: Props) {
  const { store } = editing;
  const { history } = undoing;
  useUndoKeys(undoing);
  useLeftEdit(editing);
  const hasSaveBar = useEditorState(store, ({ changes }) => changes.size > 0);
  useEffect(() => {
    const main = document.getElementById('main');
    if (!hasSaveBar || !main) return;
    // Its first call comes when the save bar has appeared, the others when a row has grown.
    const observer = new ResizeObserver(keepFocusInSight);
    observer.observe(main);
    return () => observer.disconnect();
  }, [hasSaveBar]);
  useLayoutEffect(() => {
    for (let count = takeEarlyUndos(); count > 0; count -= 1) undoIn(history);
  }, [takeEarlyUndos, history]);
  usePageCommands({
    gates: () => store.get().gates,
    goToField: focusField,
    goToSection: goTo,
    actions: () => {
      const { undo, redo } = history.get();
      const { size } = store.get().changes;
      const review: readonly Action[] = [{ label: 'Review and save', keys: hotkeyText('save'), run: onReview }];
      return [
        ...(size > 0 ? review : []),
        ...(undo ? [{ label: `Undo ${stepText(undo)}`, keys: hotkeyText('undo'), run: () => undoIn(history) }] : []),
        ...(redo ? [{ label: `Redo ${stepText(redo)}`, keys: hotkeyText('redo'), run: () => redoIn(history) }] : []),
        ...(size > 0 ? [{ label: `Discard ${changesText(size)}`, run: onDiscard }] : []),
      ];
    },
  });
  return (
    <>
      <UndoBar store={store} history={history} />
      <Announcer undoing={undoing} />
    </>
  );
}

/** Announces undo and redo to screen readers. */
function Announcer({ undoing: { history } }: { undoing: Undoing }) {
  const { last } = useSelector(history);
  return (
    <div role="status" className="visually-hidden">
      {last && <span key={last.n}>{doneText(last)}</span>}
    </div>
  );
}
