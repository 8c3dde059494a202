import type { FieldKey } from '#catalogue/catalogue.ts';
import { sectionOf } from '#catalogue/catalogue.ts';

/** Where the focus goes in a row: to what is wrong in it, else to what is chosen, else to its first part. */
const STOPS = [
  ':is(input, textarea)[aria-invalid=true]',
  'input:checked:not(:disabled)',
  'input:not([type=hidden]):not(:disabled), textarea, select, button, [tabindex]',
];

const rowOf = (field: FieldKey) => document.querySelector<HTMLElement>(`[data-field="${field}"]`);

/**
 * Brings a field on the screen and puts the focus into it, or into its section where it is hidden. One that is folded away is
 * unfolded first.
 */
export function focusField(field: FieldKey): void {
  const fold = document.querySelector<HTMLElement>(`[data-holds~="${field}"][aria-expanded=false]`);
  if (!fold) return focusRow(field);
  fold.click();
  // Its content is drawn by then.
  requestAnimationFrame(() => focusRow(field));
}

function focusRow(field: FieldKey): void {
  const row = rowOf(field);
  const target =
    STOPS.map((stop) => row?.querySelector<HTMLElement>(stop)).find((found) => found) ??
    row ??
    document.getElementById(sectionOf(field).id);
  (row ?? target)?.scrollIntoView({ block: 'center' });
  if (target === row) row?.setAttribute('tabindex', '-1');
  target?.focus({ preventScroll: true });
  if (row || !target) return;
  // A choice may still be on its way: the focus goes on from the section to it, unless somebody has moved it.
  const drawn = new MutationObserver(() => {
    const isThere = document.activeElement === target;
    if (isThere && !rowOf(field)) return;
    drawn.disconnect();
    if (isThere) focusRow(field);
  });
  drawn.observe(target, { childList: true, subtree: true });
}

/** Where somebody looks after a field changed by itself: not moved at all if the focus is in it already. */
export function revealField(field: FieldKey): void {
  const row = rowOf(field);
  const { activeElement } = document;
  if (row?.contains(activeElement)) row.scrollIntoView({ block: 'nearest' });
  else focusField(field);
}
