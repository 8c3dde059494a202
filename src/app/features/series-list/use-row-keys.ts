import { useHotkey } from '../../ui/hotkeys.ts';

const rows = () => [...document.querySelectorAll<HTMLElement>('[role=table] [data-index]')];
const focusedIn = (all: readonly HTMLElement[]) => all.findIndex((row) => row.contains(document.activeElement));

function moveFocus(delta: 1 | -1) {
  const all = rows();
  const at = focusedIn(all);
  // Without a focused row, the first one whose top is in sight.
  const next = at < 0 ? all.find((row) => row.getBoundingClientRect().top >= 0) : all[at + delta];
  next?.querySelector('a')?.focus();
}

/** J and K move the focus between the rows of the list, X chooses the focused one. Enter on its link opens it. */
export function useRowKeys(toggle: (id: number) => void): void {
  useHotkey('nextRow', () => moveFocus(1));
  useHotkey('previousRow', () => moveFocus(-1));
  useHotkey('selectRow', () => {
    const all = rows();
    const id = all[focusedIn(all)]?.dataset['id'];
    if (id !== undefined) toggle(Number(id));
  });
}
