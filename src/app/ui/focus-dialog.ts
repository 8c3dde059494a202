import { type FocusEvent, useCallback, useEffect, useLayoutEffect, useRef } from 'react';

/** Mantine's focus trap moves the focus to this element, with a timer. */
const FIRST = 'data-autofocus';
const DIALOG = '[role=dialog]';
const CONTROL = ':is(button, input, select, textarea, a[href]):not(:disabled)';

/**
 * Focuses the control with the attribute, else the first one, at once: a key pressed before the timer of the focus trap
 * would be lost.
 */
export function focusInside(dialog: HTMLElement | null): void {
  const first = dialog?.querySelector<HTMLElement>(`[${FIRST}]`) ?? dialog?.querySelector<HTMLElement>(CONTROL);
  first?.focus({ preventScroll: true });
  // It is disabled, for example during a save.
  if (first !== document.activeElement)
    (dialog?.querySelector<HTMLElement>(DIALOG) ?? dialog)?.focus({ preventScroll: true });
}

/** Moves the attribute with the focus: the timer leaves the focus where it is, and a lost focus returns there. */
export function markFocused({ currentTarget, target }: FocusEvent<HTMLElement>): void {
  if (target.matches(DIALOG) || !currentTarget.contains(target)) return;
  for (const other of currentTarget.querySelectorAll(`[${FIRST}]`)) other.removeAttribute(FIRST);
  target.setAttribute(FIRST, 'true');
}

const topDialog = () => [...document.querySelectorAll<HTMLElement>('[aria-modal=true]')].at(-1);
const isFocusLost = () => document.activeElement === document.body;

/**
 * The focus of a modal dialog: inside from the first moment, back if its control was disabled meanwhile, and returned
 * when the dialog closes. Mantine's `useFocusReturn` serves dialogs that stay mounted while closed.
 */
export function useDialogFocus() {
  const root = useRef<HTMLElement>(null);
  const opener = useRef<Element>(null);
  const isTop = () => root.current?.contains(topDialog() ?? null) ?? false;

  useLayoutEffect(() => {
    if (isFocusLost() && isTop()) focusInside(root.current);
  });
  useEffect(() => {
    // The trap lets Tab leave a dialog that has lost the focus.
    const onTab = (event: KeyboardEvent) => {
      if (event.key !== 'Tab' || !isFocusLost() || !isTop()) return;
      event.preventDefault();
      focusInside(root.current);
    };
    window.addEventListener('keydown', onTab);
    return () => {
      window.removeEventListener('keydown', onTab);
      // The close handler may have moved the focus elsewhere: then do not steal it.
      if (!isFocusLost()) return;
      const below = topDialog();
      const target = opener.current;
      if (target instanceof HTMLElement && (!below || below.contains(target))) target.focus({ preventScroll: true });
      // The opener is gone, or had lost the focus itself.
      if (isFocusLost() && below) focusInside(below);
    };
  }, []);
  return {
    root,
    props: {
      ref: useCallback((dialog: HTMLElement | null) => {
        root.current = dialog;
        if (!dialog) return;
        opener.current = document.activeElement;
        focusInside(dialog);
      }, []),
      onFocusCapture: markFocused,
    },
  };
}
