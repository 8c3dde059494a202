import { sections } from '#catalogue/catalogue.ts';
import { useHotkey } from '../ui/hotkeys.ts';
import { goTo } from '../ui/use-scroll-to-hash.ts';

/** Keys for the next and previous section, relative to the focused section or else the current one on the screen. */
export function useSectionKeys(current: string): void {
  const move = (delta: 1 | -1) => {
    const focused = sections.findIndex(({ id }) => document.getElementById(id)?.contains(document.activeElement));
    const from = focused === -1 ? sections.findIndex(({ id }) => id === current) : focused;
    // If no section has the focus, the next one is the current one.
    const section = sections[focused === -1 && delta === 1 ? from : from + delta];
    if (section) goTo(section.id);
  };
  useHotkey('nextSection', () => move(1));
  useHotkey('previousSection', () => move(-1));
}
