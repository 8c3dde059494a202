import { type FieldKey, isFieldKey, sectionOf } from '#catalogue/catalogue.ts';

/** Focus targets in a row, by priority: the invalid input, the checked option, the first control. */
const FOCUS_TARGETS = [
  ':is(input, textarea)[aria-invalid=true]',
  'input:checked:not(:disabled)',
  'input:not([type=hidden]):not(:disabled), textarea, select, button, [tabindex]',
];

const rowOf = (field: FieldKey) => document.querySelector<HTMLElement>(`[data-field="${field}"]`);

/** The field whose row has the focus. */
export function focusedField(): FieldKey | null {
  const name = document.activeElement?.closest('[data-field]')?.getAttribute('data-field') ?? '';
  return isFieldKey(name) ? name : null;
}

/** Scrolls to a field and focuses it; focuses its section if the field is hidden. Opens a fold around it first. */
export function focusField(field: FieldKey): void {
  const fold = document.querySelector<HTMLElement>(`[data-holds~="${field}"][aria-expanded=false]`);
  if (!fold) return focusRow(field);
  fold.click();
  // The fold renders its content before the next frame.
  requestAnimationFrame(() => focusRow(field));
}

function focusRow(field: FieldKey): void {
  const row = rowOf(field);
  const target =
    FOCUS_TARGETS.map((selector) => row?.querySelector<HTMLElement>(selector)).find((found) => found) ??
    row ??
    document.getElementById(sectionOf(field).id);
  (row ?? target)?.scrollIntoView({ block: 'center' });
  if (target === row) row?.setAttribute('tabindex', '-1');
  target?.focus({ preventScroll: true });
  if (row || !target) return;
  // The row may still be loading. Move the focus from the section to it once it appears, unless the user moved the
  // focus.
  const observer = new MutationObserver(() => {
    const isStillFocused = document.activeElement === target;
    if (isStillFocused && !rowOf(field)) return;
    observer.disconnect();
    if (isStillFocused) focusRow(field);
  });
  observer.observe(target, { childList: true, subtree: true });
}

/** Shows a field that undo or redo changed. If it has the focus already, the focus stays where it is. */
export function revealField(field: FieldKey): void {
  const row = rowOf(field);
  const { activeElement } = document;
  if (row?.contains(activeElement)) row.scrollIntoView({ block: 'nearest' });
  else focusField(field);
}

/** Scrolls the focused control out of the space of the save bar, unless the user has scrolled it away. */
export function keepFocusInSight(): void {
  const control = document.activeElement;
  if (!control?.closest('[data-field]')) return;
  const { top } = control.getBoundingClientRect();
  if (top > 0 && top < window.innerHeight) control.scrollIntoView({ block: 'nearest' });
}
