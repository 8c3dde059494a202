import { useEffect } from 'react';
import { setDismissed } from '../api/session-expiry.ts';

/** Attribute of the session-expired dialog. */
export const ASKS_WHO = 'data-asks-who';

/**
 * While the session-expired dialog is open, it captures Escape and Ctrl/⌘ shortcuts, so that a dialog behind it does
 * not react. Dialogs listen on the window, and listeners run in the order of registration, so the app shell registers
 * this one before any dialog opens.
 */
export function useDialogKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isEscape = event.key === 'Escape' && !event.isComposing;
      if (!isEscape && !event.ctrlKey && !event.metaKey) return;
      // Checked last, so that typing does not query the document.
      if (!document.querySelector(`[${ASKS_WHO}]`)) return;
      if (isEscape) setDismissed(true);
      event.stopImmediatePropagation();
      // Suppress the browser's "save page as".
      if (event.key.toLowerCase() === 's') event.preventDefault();
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, []);
}
