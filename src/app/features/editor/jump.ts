import type { FieldKey } from '#catalogue/catalogue.ts';
import { sectionOf } from '#catalogue/catalogue.ts';

/** Brings a field on the screen and puts the focus into it, or into its section where it is hidden. */
export function jumpToField(field: FieldKey): void {
  const row = document.querySelector<HTMLElement>(`[data-field="${field}"]`);
  const target =
    row?.querySelector<HTMLElement>('input:not([type=hidden]):not(:disabled), textarea, select, button, [tabindex]') ??
    row ??
    document.getElementById(sectionOf(field).id);
  (row ?? target)?.scrollIntoView({ block: 'center' });
  target?.focus({ preventScroll: true });
}
