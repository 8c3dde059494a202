import { useEffect } from 'react';
import type { FieldKey } from '#catalogue/catalogue.ts';
import type { Undoing } from '../../form/start-undo.ts';
import type { UndoStore } from '../../form/undo-store.ts';
import { isCommand, isTextField } from '../../ui/keys.ts';
import { showField } from './jump.ts';

/** Takes a step back, or once more; the field that changed is shown and takes the focus. */
export const undoIn = (history: UndoStore) => follow(history.undo());
export const redoIn = (history: UndoStore) => follow(history.redo());

/** ⌘Z and the like, across the form. */
export function useUndoKeys({ history, isPrivate }: Undoing): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isCommand(event) || event.isComposing || event.defaultPrevented) return;
      const key = event.key.toLowerCase();
      const wanted = key === 'y' && !event.shiftKey ? redoIn : key === 'z' ? (event.shiftKey ? redoIn : undoIn) : null;
      const { target } = event;
      // What lies in a dialog, and text the form has not heard of, is for the browser to undo.
      if (!wanted || isPrivate(target) || (target instanceof HTMLElement && target.closest('[role=dialog]'))) return;
      event.preventDefault();
      wanted(history);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [history, isPrivate]);
}

function follow([field]: readonly FieldKey[]): void {
  if (!field) return;
  const before = document.activeElement;
  const text = textOf(before);
  // The form draws what it holds now before the next frame.
  requestAnimationFrame(() => {
    showField(field);
    const after = textOf(document.activeElement);
    if (after !== null && text !== null && before === document.activeElement)
      placeCaret(before, endOfDifference(text, after));
  });
}

const textOf = (element: Element | null) =>
  isTextField(element) && (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)
    ? element.value
    : null;

function placeCaret(element: Element | null, at: number): void {
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) element.setSelectionRange(at, at);
}

/** Where in `after` it stops being another text than `before`. */
function endOfDifference(before: string, after: string): number {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return after.length - end;
}
