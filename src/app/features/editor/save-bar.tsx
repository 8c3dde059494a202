import { Button } from '@mantine/core';
import { type EditorStore, useEditorState } from '../../form/editor-store.ts';
import { Kbd } from '../../ui/kbd.tsx';
import css from './editor.module.css';
import { changesText, fieldList } from './words.ts';

/** Only there when something changed; says what in words. */
export function SaveBar({
  store,
  busy,
  onDiscard,
  onReview,
}: {
  store: EditorStore;
  busy: boolean;
  onDiscard: () => void;
  onReview: () => void;
}) {
  const changes = useEditorState(store, (state) => state.changes);
  if (changes.size === 0) return null;
  return (
    <div className={css.saveBar} role="region" aria-label="Unsaved changes">
      <p>
        <b>{changesText(changes.size)}</b> <span>{fieldList([...changes.keys()])}</span>
      </p>
      <Button variant="subtle" onClick={onDiscard} disabled={busy} className={css.discard}>
        Discard
      </Button>
      <Button onClick={onReview} loading={busy} className={css.review} rightSection={<Kbd>Ctrl S</Kbd>}>
        Review and save
      </Button>
    </div>
  );
}
