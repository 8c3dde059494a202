import { Button } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { type EditorStore, useEditorState } from '../../form/editor-store.ts';
import type { UndoStore } from '../../form/undo-store.ts';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { CrossIcon, RedoIcon, UndoIcon } from '../../ui/icons.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { command } from '../../ui/keys.ts';
import css from './editor.module.css';
import { redoIn, undoIn } from './use-undo.ts';
import { changesText, stepText } from './words.ts';

/** In the save bar's place once the last change is undone or discarded: it offers to bring it back. */
export function UndoneBar({ store, history }: { store: EditorStore; history: UndoStore }) {
  const hasChanges = useEditorState(store, (state) => state.changes.size > 0);
  const { undo, redo, last } = useSyncExternalStore(history.subscribe, history.get);
  const discarded = last?.did === 'discarded';
  const gone = last && (discarded ? undo : redo);
  if (hasChanges || !gone) return null;
  const { size } = gone.changes;
  return (
    <div className={css.saveBar} role="region" aria-label="Undone changes">
      <ErrorBoundary>
        <p>{discarded ? `${changesText(size)} discarded` : 'Every change is undone'}</p>
        <Button
          className={css.review}
          onClick={() => (discarded ? undoIn(history) : redoIn(history))}
          leftSection={discarded ? <UndoIcon size={16} /> : <RedoIcon size={16} />}
        >
          {discarded ? `Bring ${size === 1 ? 'it' : 'them'} back` : `Redo ${stepText(gone)}`}
        </Button>
        <button type="button" className={css.step} aria-label="Dismiss" title="Dismiss" onClick={history.dismiss}>
          <CrossIcon size={17} />
        </button>
      </ErrorBoundary>
    </div>
  );
}

/** Below what a save came to: what undo does from here on, for as long as it is the save that it would take back. */
export function UndoSave({ history, busy }: { history: UndoStore; busy: boolean }) {
  const { undo } = useSyncExternalStore(history.subscribe, history.get);
  if (undo?.is !== 'save') return null;
  return (
    <p>
      <button type="button" className="link" disabled={busy} onClick={() => undoIn(history)}>
        Undo
      </button>
      <span> </span>
      <Kbd>{command('Z')}</Kbd>
      <span>{' puts what was stored before back into the form, to be reviewed and saved anew.'}</span>
    </p>
  );
}

/** Two arrows in the save bar that say what they would do. */
export function StepButtons({ history, busy }: { history: UndoStore; busy: boolean }) {
  const { undo, redo } = useSyncExternalStore(history.subscribe, history.get);
  return (
    <div className={css.steps} role="group" aria-label="Steps">
      <button
        type="button"
        className={css.step}
        disabled={busy || !undo}
        onClick={() => undoIn(history)}
        aria-label={undo ? `Undo ${stepText(undo)}` : 'Nothing to undo'}
        title={undo ? `Undo ${stepText(undo)} (${command('Z')})` : undefined}
      >
        <UndoIcon size={18} />
      </button>
      <button
        type="button"
        className={css.step}
        disabled={busy || !redo}
        onClick={() => redoIn(history)}
        aria-label={redo ? `Redo ${stepText(redo)}` : 'Nothing to redo'}
        title={redo ? `Redo ${stepText(redo)} (${command('⇧ Z')})` : undefined}
      >
        <RedoIcon size={18} />
      </button>
    </div>
  );
}
