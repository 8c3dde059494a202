import { type FieldKey, fieldOf } from '#catalogue/catalogue.ts';
import type { Step } from './history.ts';

/** `Valid until, Name and 2 more`: which fields, in words. */
export function fieldListText(fields: readonly FieldKey[], most = 3): string {
  const labels = fields.slice(0, most).map((field) => fieldOf(field).label);
  const more = fields.length - labels.length;
  if (more > 0) return `${labels.join(', ')} and ${more} more`;
  const last = labels.pop();
  return labels.length > 0 ? `${labels.join(', ')} and ${last}` : (last ?? '');
}

export const changesText = (count: number) => (count === 1 ? '1 change' : `${count} changes`);

/** A step of the history in words: its fields, or that everything was discarded or saved. */
export function stepText({ type, changes }: Step<FieldKey>): string {
  if (type === 'discard') return `${changesText(changes.size)} discarded`;
  const fields = fieldListText([...changes.keys()]);
  return type === 'save' ? `the save of ${fields}` : fields;
}

/** What undo or redo did, to be said aloud. A save itself stands: what changes is the form. */
export function doneText({ did, step }: { did: 'undone' | 'redone' | 'discarded'; step: Step<FieldKey> }): string {
  if (did === 'discarded') return stepText(step);
  const said = `${did === 'undone' ? 'Undone' : 'Redone'}: ${stepText(step)}`;
  if (step.type !== 'save') return said;
  return did === 'undone'
    ? `${said}. What was stored before is in the form again, and not saved yet.`
    : `${said}. The form holds what is stored.`;
}
