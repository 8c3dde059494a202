import { useSelector } from '@tanstack/react-store';
import { hotkeyText } from '../../ui/hotkeys.ts';
import { Kbd } from '../../ui/kbd.tsx';
import type { UndoStore } from '../state/undo-store.ts';
import { undoIn } from '../state/use-undo.ts';

/** Hint in the save result. It stays when newer changes follow, because the form would move. */
export function UndoSave({ history, busy }: { history: UndoStore; busy: boolean }) {
  const { undo } = useSelector(history);
  return (
    <p>
      <button type="button" className="link" disabled={busy || !undo} onClick={() => undoIn(history)}>
        Undo
      </button>
      <span> </span>
      <Kbd>{hotkeyText('undo')}</Kbd>
      <span>
        {' puts the previously stored values back into the form, after newer changes. Save them to restore the series.'}
      </span>
    </p>
  );
}
