import { type FieldKey, fieldOf } from '#catalogue/catalogue.ts';
import type { Step } from './history.ts';

/** Lists field labels, for example `Valid until, Name and 2 more`. */
export function fieldListText(fields: readonly FieldKey[], max = 3): string {
  const labels = fields.slice(0, max).map((field) => fieldOf(field).label);
  const more = fields.length - labels.length;
  if (more > 0) return `${labels.join(', ')} and ${more} more`;
  const last = labels.pop();
  return labels.length > 0 ? `${labels.join(', ')} and ${last}` : (last ?? '');
}

export const changesText = (count: number) => (count === 1 ? '1 change' : `${count} changes`);

/** Describes an undo step: its fields, or that everything was discarded or saved. */
export function stepText({ type, changes }: Step<FieldKey>): string {
  if (type === 'discard') return `${changesText(changes.size)} discarded`;
  const fields = fieldListText([...changes.keys()]);
  return type === 'save' ? `the save of ${fields}` : fields;
}

/** Screen reader text for the last undo or redo. Undoing a save changes only the form, not the stored series. */
export function doneText({
  action,
  step,
}: {
  action: 'undone' | 'redone' | 'discarded';
  step: Step<FieldKey>;
}): string {
  if (action === 'discarded') return stepText(step);
  const text = `${action === 'undone' ? 'Undone' : 'Redone'}: ${stepText(step)}`;
  if (step.type !== 'save') return text;
  return action === 'undone'
    ? `${text}. The form has the previously stored values again. They are not saved yet.`
    : `${text}. The form matches what is stored.`;
}
