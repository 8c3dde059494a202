import { useEffect } from 'react';
import { sections } from '#catalogue/catalogue.ts';
import { isBareKey } from '../ui/keys.ts';

/** J and K go to the next and the previous section, from where the focus is, else from what is on the screen. */
export function useSectionKeys(current: string): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const by = { j: 1, k: -1 }[event.key];
      if (by === undefined || !isBareKey(event)) return;
      const focused = sections.findIndex(({ id }) => document.getElementById(id)?.contains(document.activeElement));
      const from = focused === -1 ? sections.findIndex(({ id }) => id === current) : focused;
      // Without the focus in a section, J first enters the one on the screen.
      const at = focused === -1 && by === 1 ? from : from + by;
      const section = sections[at];
      if (!section) return;
      event.preventDefault();
      goToSection(section.id);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [current]);
}

/** Brings a section to the top and puts the focus on it, so that its name is read and Tab goes on in it. */
export function goToSection(id: string): void {
  const section = document.getElementById(id);
  section?.scrollIntoView({ block: 'start' });
  section?.focus({ preventScroll: true });
}
