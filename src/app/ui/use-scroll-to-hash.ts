import { useLayoutEffect } from 'react';

/** Scrolls to the element that the hash of the URL names. The browser looks for it before the content is loaded. */
export function useScrollToHash(): void {
  useLayoutEffect(() => document.getElementById(window.location.hash.slice(1))?.scrollIntoView(), []);
}
