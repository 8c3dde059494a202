import { useEffect } from 'react';

/** For a dialog that is mounted only while open: returns the focus to the previous element when it closes. */
export function useReturnFocus(): void {
  useEffect(() => {
    const opener = document.activeElement;
    return () => {
      // The close handler may have moved the focus elsewhere: then do not steal it.
      if (document.activeElement === document.body && opener instanceof HTMLElement)
        opener.focus({ preventScroll: true });
    };
  }, []);
}
