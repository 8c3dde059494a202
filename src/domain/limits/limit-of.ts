import { type FieldValue, isUnresolved } from '#catalogue/model/kinds.ts';

/**
 * A stored limit as the API reads it: a negative one is none (assumption 3 of the redemption check), although its field
 * refuses to enter one and reads a stored one as unreadable.
 */
export function limitOf(value: FieldValue<number | null>): number | null | 'unreadable' {
  if (!isUnresolved(value)) return value !== null && value >= 0 ? value : null;
  if (value.unresolved !== 'unreadable' || typeof value.raw !== 'number' || value.raw > 0) return 'unreadable';
  return value.raw === 0 ? 0 : null;
}
