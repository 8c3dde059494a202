import { useEffect } from 'react';

/** For a dialog that is drawn only while it is open: when it goes, the focus goes back to what had it before. */
export function useReturnFocus(): void {
  useEffect(() => {
    const opener = document.activeElement;
    return () => {
      // What opened it may be gone, and whoever closed it may have sent the focus somewhere else.
      if (document.activeElement === document.body && opener instanceof HTMLElement)
        opener.focus({ preventScroll: true });
    };
  }, []);
}
