import { Button } from '@mantine/core';
import { useSelector } from '@tanstack/react-store';
import { type EditorStore, useEditorState } from './state/editor-store.ts';
import type { UndoStore } from './state/undo-store.ts';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { hotkeyText } from '../ui/hotkeys.ts';
import { CrossIcon, RedoIcon, UndoIcon } from '../ui/icons.tsx';
import css from './editor.module.css';
import { redoIn, undoIn } from './state/use-undo.ts';
import { changesText, stepText } from './state/change-labels.ts';

/** Replaces the save bar after the last change was undone or discarded, and offers to restore it. */
export function UndoBar({ store, history }: { store: EditorStore; history: UndoStore }) {
  const hasChanges = useEditorState(store, (state) => state.changes.size > 0);
  const { undo, redo, last } = useSelector(history);
  const discarded = last?.action === 'discarded';
  const step = last && (discarded ? undo : redo);
  if (hasChanges || !step) return null;
  const { size } = step.changes;
  return (
    <div className={`bar ${css.saveBar}`} role="region" aria-label="Undone changes">
      <ErrorBoundary>
        <p>{discarded ? `${changesText(size)} discarded` : 'All changes undone'}</p>
        <Button
          onClick={() => (discarded ? undoIn(history) : redoIn(history))}
          leftSection={discarded ? <UndoIcon size={16} /> : <RedoIcon size={16} />}
        >
          {discarded ? `Bring ${size === 1 ? 'it' : 'them'} back` : `Redo ${stepText(step)}`}
        </Button>
        <button type="button" className="icon-button" aria-label="Dismiss" title="Dismiss" onClick={history.dismiss}>
          <CrossIcon size={17} />
        </button>
      </ErrorBoundary>
    </div>
  );
}

/** Undo and redo buttons of the save bar; their labels name the step. */
export function StepButtons({ history, busy }: { history: UndoStore; busy: boolean }) {
  const { undo, redo } = useSelector(history);
  return (
    <div className={css.steps} role="group" aria-label="Steps">
      <button
        type="button"
        className="icon-button"
        disabled={busy || !undo}
        onClick={() => undoIn(history)}
        aria-label={undo ? `Undo ${stepText(undo)}` : 'Nothing to undo'}
        title={undo ? `Undo ${stepText(undo)} (${hotkeyText('undo')})` : undefined}
      >
        <UndoIcon size={18} />
      </button>
      <button
        type="button"
        className="icon-button"
        disabled={busy || !redo}
        onClick={() => redoIn(history)}
        aria-label={redo ? `Redo ${stepText(redo)}` : 'Nothing to redo'}
        title={redo ? `Redo ${stepText(redo)} (${hotkeyText('redo')})` : undefined}
      >
        <RedoIcon size={18} />
      </button>
    </div>
  );
}
