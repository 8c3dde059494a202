import { Button } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { type EditorStore, useEditorState } from '../../form/editor-store.ts';
import type { UndoStore } from '../../form/undo-store.ts';
import { CrossIcon, RedoIcon, UndoIcon } from '../../ui/icons.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { command } from '../../ui/keys.ts';
import css from './editor.module.css';
import type { Undo } from './use-undo.ts';
import { changesText, fieldList, stepText } from './words.ts';

interface Props {
  readonly store: EditorStore;
  readonly history: UndoStore;
  readonly steps: Undo;
  readonly busy: boolean;
  readonly onDiscard: () => void;
  readonly onReview: () => void;
}

/** Only there when something changed; says what in words. After the last change is gone it offers to bring it back. */
export function SaveBar({ store, history, steps, busy, onDiscard, onReview }: Props) {
  const changes = useEditorState(store, (state) => state.changes);
  const { undo, redo, last } = useSyncExternalStore(history.subscribe, history.get);
  if (changes.size === 0) {
    const gone = last && (last.did === 'discarded' ? undo : redo);
    if (!gone) return null;
    return (
      <div className={css.saveBar} role="region" aria-label="Undone changes">
        <p>{last.did === 'discarded' ? `${changesText(gone.changes.size)} discarded` : 'Every change is undone'}</p>
        <Button
          className={css.review}
          onClick={last.did === 'discarded' ? steps.undo : steps.redo}
          leftSection={last.did === 'discarded' ? <UndoIcon size={16} /> : <RedoIcon size={16} />}
        >
          {last.did === 'discarded'
            ? `Bring ${gone.changes.size === 1 ? 'it' : 'them'} back`
            : `Redo ${stepText(gone)}`}
        </Button>
        <button type="button" className={css.step} aria-label="Dismiss" title="Dismiss" onClick={history.dismiss}>
          <CrossIcon size={17} />
        </button>
      </div>
    );
  }
  return (
    <div className={css.saveBar} role="region" aria-label="Unsaved changes">
      <p>
        <b>{changesText(changes.size)}</b> <span>{fieldList([...changes.keys()])}</span>
      </p>
      <div className={css.steps} role="group" aria-label="Steps">
        <button
          type="button"
          className={css.step}
          disabled={busy || !undo}
          onClick={steps.undo}
          aria-label={undo ? `Undo ${stepText(undo)}` : 'Nothing to undo'}
          title={undo ? `Undo ${stepText(undo)} (${command('Z')})` : undefined}
        >
          <UndoIcon size={18} />
        </button>
        <button
          type="button"
          className={css.step}
          disabled={busy || !redo}
          onClick={steps.redo}
          aria-label={redo ? `Redo ${stepText(redo)}` : 'Nothing to redo'}
          title={redo ? `Redo ${stepText(redo)} (${command('⇧ Z')})` : undefined}
        >
          <RedoIcon size={18} />
        </button>
      </div>
      <Button variant="subtle" onClick={onDiscard} disabled={busy} className={css.discard}>
        Discard
      </Button>
      <Button onClick={onReview} loading={busy} className={css.review} rightSection={<Kbd>{command('S')}</Kbd>}>
        Review and save
      </Button>
    </div>
  );
}

/** Says aloud what undo and redo did, which a listener could not see. */
export function UndoAnnouncer({ history }: { history: UndoStore }) {
  const { last } = useSyncExternalStore(history.subscribe, history.get);
  return (
    <div role="status" className="visually-hidden">
      {last && last.did !== 'discarded' && (
        <span key={last.n}>
          {last.did === 'undone' ? 'Undone' : 'Redone'}: {stepText(last.step)}
        </span>
      )}
      {last?.did === 'discarded' && <span key={last.n}>{changesText(last.step.changes.size)} discarded</span>}
    </div>
  );
}
