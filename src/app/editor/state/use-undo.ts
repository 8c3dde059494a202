import { useEffect } from 'react';
import type { FieldKey } from '#catalogue/catalogue.ts';
import type { Undoing } from './start-undo.ts';
import type { UndoStore } from './undo-store.ts';
import { isCommand, isTextField } from '../../ui/keys.ts';
import { revealField } from './focus-field.ts';

/** Undoes or redoes one step, then shows and focuses the changed field. */
export const undoIn = (history: UndoStore) => focusChanged(history.undo());
export const redoIn = (history: UndoStore) => focusChanged(history.redo());

/** Undo and redo shortcuts for the whole form: Ctrl or ⌘ with Z, Shift+Z or Y. */
export function useUndoKeys({ history, usesNativeUndo }: Undoing): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isCommand(event) || event.isComposing || event.defaultPrevented) return;
      const key = event.key.toLowerCase();
      const action = key === 'y' && !event.shiftKey ? redoIn : key === 'z' ? (event.shiftKey ? redoIn : undoIn) : null;
      const { target } = event;
      // The browser handles undo in dialogs and in text that the form has not received.
      if (!action || usesNativeUndo(target) || (target instanceof HTMLElement && target.closest('[role=dialog]')))
        return;
      event.preventDefault();
      action(history);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [history, usesNativeUndo]);
}

function focusChanged([field]: readonly FieldKey[]): void {
  if (!field) return;
  const before = document.activeElement;
  const text = textOf(before);
  // The form renders the new value before the next frame.
  requestAnimationFrame(() => {
    revealField(field);
    const after = textOf(document.activeElement);
    if (after !== null && text !== null && before === document.activeElement)
      placeCaret(before, endOfDifference(text, after));
  });
}

const textOf = (element: Element | null) =>
  isTextField(element) && (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)
    ? element.value
    : null;

function placeCaret(element: Element | null, position: number): void {
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)
    element.setSelectionRange(position, position);
}

/** Returns the end of the changed part in `after`: where the common suffix with `before` starts. */
function endOfDifference(before: string, after: string): number {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return after.length - end;
}
