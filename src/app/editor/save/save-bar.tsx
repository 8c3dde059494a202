import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { type EditorStore, useEditorState } from '../state/editor-store.ts';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { hotkeyText } from '../../ui/hotkeys.ts';
import { Kbd } from '../../ui/kbd.tsx';
import css from '../editor.module.css';
import { changesText, fieldListText } from '../state/change-labels.ts';

interface Props {
  readonly store: EditorStore;
  readonly busy: boolean;
  /** Whether the changes are stored as a draft. */
  readonly draft: ReactNode;
  /** The undo and redo buttons. */
  readonly steps: ReactNode;
  readonly onDiscard: () => void;
  readonly onReview: () => void;
}

/** Visible while the form has changes; lists the changed fields. */
export function SaveBar({ store, busy, draft, steps, onDiscard, onReview }: Props) {
  const changes = useEditorState(store, (state) => state.changes);
  if (changes.size === 0) return null;
  return (
    <div className={`bar ${css.saveBar}`} role="region" aria-label="Unsaved changes">
      <ErrorBoundary>
        <p>
          <b>{`${changesText(changes.size)} `}</b>
          <span>{fieldListText([...changes.keys()])}</span>
          {draft}
        </p>
        {steps}
        <Button variant="subtle" onClick={onDiscard} disabled={busy}>
          Discard
        </Button>
        <Button onClick={onReview} loading={busy} rightSection={<Kbd>{hotkeyText('save')}</Kbd>}>
          Review and save
        </Button>
      </ErrorBoundary>
    </div>
  );
}
