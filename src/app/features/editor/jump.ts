import type { FieldKey } from '#catalogue/catalogue.ts';
import { sectionOf } from '#catalogue/catalogue.ts';

/** Where the focus goes in a row: to what is wrong in it, else to what is chosen, else to its first part. */
const STOPS = [
  ':is(input, textarea)[aria-invalid=true]',
  'input:checked:not(:disabled)',
  'input:not([type=hidden]):not(:disabled), textarea, select, button, [tabindex]',
];

/** Brings a field on the screen and puts the focus into it, or into its section where it is hidden. */
export function jumpToField(field: FieldKey): void {
  const row = document.querySelector<HTMLElement>(`[data-field="${field}"]`);
  const target =
    STOPS.map((stop) => row?.querySelector<HTMLElement>(stop)).find((found) => found) ??
    row ??
    document.getElementById(sectionOf(field).id);
  (row ?? target)?.scrollIntoView({ block: 'center' });
  target?.focus({ preventScroll: true });
}
