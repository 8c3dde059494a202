import { useEffect } from 'react';
import { setDismissed } from '../api/session-expiry.ts';

/** What the question who one is carries, for the keys below. */
export const ASKS_WHO = 'data-asks-who';

/**
 * While it is asked who one is, Escape and the keys with Ctrl or ⌘ are that dialog's: what lies beneath it, another dialog maybe, must
 * not hear of them. Dialogs listen at the window, and whoever listens first hears first: hence here, before any of them is there.
 */
export function useDialogKeys(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isEscape = event.key === 'Escape' && !event.isComposing;
      if (!isEscape && !event.ctrlKey && !event.metaKey) return;
      // The page is not looked through with every letter.
      if (!document.querySelector(`[${ASKS_WHO}]`)) return;
      if (isEscape) setDismissed(true);
      event.stopImmediatePropagation();
      // Saving the page as a file is not what anybody meant.
      if (event.key.toLowerCase() === 's') event.preventDefault();
    };
    window.addEventListener('keydown', onKey, { capture: true });
    return () => window.removeEventListener('keydown', onKey, { capture: true });
  }, []);
}
