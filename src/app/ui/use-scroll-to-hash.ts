import { useLayoutEffect } from 'react';

/** Scrolls to an element and focuses it: a screen reader reads its name and Tab continues inside. */
export function goTo(id: string): void {
  const target = document.getElementById(id);
  target?.scrollIntoView();
  target?.focus({ preventScroll: true });
}

/** Goes to the element that the hash of the URL names. The browser looks for it before the content is loaded. */
export function useScrollToHash(go = goTo): void {
  useLayoutEffect(() => go(window.location.hash.slice(1)), [go]);
}
