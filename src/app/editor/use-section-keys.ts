import { useEffect } from 'react';
import { sections } from '#catalogue/catalogue.ts';
import { isBareKey } from '../ui/keys.ts';

/**
 * J and K go to the next and previous section, relative to the focused section or else the current one on the screen.
 */
export function useSectionKeys(current: string): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const delta = { j: 1, k: -1 }[event.key];
      if (delta === undefined || !isBareKey(event)) return;
      const focused = sections.findIndex(({ id }) => document.getElementById(id)?.contains(document.activeElement));
      const from = focused === -1 ? sections.findIndex(({ id }) => id === current) : focused;
      // If no section has the focus, J goes to the current one first.
      const target = focused === -1 && delta === 1 ? from : from + delta;
      const section = sections[target];
      if (!section) return;
      event.preventDefault();
      goToSection(section.id);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [current]);
}

/** Scrolls to a section and focuses it: a screen reader reads its name and Tab continues inside. */
export function goToSection(id: string): void {
  const section = document.getElementById(id);
  section?.scrollIntoView({ block: 'start' });
  section?.focus({ preventScroll: true });
}
