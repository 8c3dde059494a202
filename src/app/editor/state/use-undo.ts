import type { FieldKey } from '#catalogue/catalogue.ts';
import type { Undoing } from './start-undo.ts';
import type { UndoStore } from './undo-store.ts';
import { useHotkey } from '../../ui/hotkeys.ts';
import { isTextField } from '../../ui/keys.ts';
import { revealField } from './focus-field.ts';

/** Undoes or redoes one step, then shows and focuses the changed field. */
export const undoIn = (history: UndoStore) => focusChanged(history.undo());
export const redoIn = (history: UndoStore) => focusChanged(history.redo());

/** Undo and redo keys for the whole form. */
export function useUndoKeys({ history, usesNativeUndo }: Undoing): void {
  // The browser handles undo in dialogs and in text that the form has not received.
  const isNative = ({ target }: KeyboardEvent) =>
    usesNativeUndo(target) || (target instanceof HTMLElement && target.closest('[role=dialog]') !== null);
  useHotkey('undo', (event) => !isNative(event) && undoIn(history));
  useHotkey('redo', (event) => !isNative(event) && redoIn(history));
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
