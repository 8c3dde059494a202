import { type FieldKey, fieldOf } from '#catalogue/catalogue.ts';
import type { Step } from '../../form/history.ts';

/** `Valid until, Name and 2 more`: which fields, in words. */
export function fieldList(fields: readonly FieldKey[], most = 3): string {
  const labels = fields.slice(0, most).map((field) => fieldOf(field).label);
  const more = fields.length - labels.length;
  if (more > 0) return `${labels.join(', ')} and ${more} more`;
  const last = labels.pop();
  return labels.length > 0 ? `${labels.join(', ')} and ${last}` : (last ?? '');
}

export const changesText = (count: number) => (count === 1 ? '1 change' : `${count} changes`);

/** A step of the history in words: its fields, or that everything was discarded. */
export function stepText({ is, changes }: Step<FieldKey>): string {
  return is === 'discard' ? `${changesText(changes.size)} discarded` : fieldList([...changes.keys()]);
}
