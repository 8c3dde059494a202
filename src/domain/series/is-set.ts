import { dequal } from 'dequal/lite';
import { type FieldKey, fieldOf } from '#catalogue/catalogue.ts';
import { emptyValue, isUnresolved } from '#catalogue/model/kinds.ts';
import { readField } from '#catalogue/wire-path.ts';
import type { Series } from './series.ts';

/**
 * Whether a field was set: its value is not what the API stores if a save omits the key, or not empty if that is
 * unknown. A value that cannot be read counts as set.
 */
export function isSet({ values }: Series, key: FieldKey): boolean {
  const value = values[key];
  if (isUnresolved(value)) return value.unresolved === 'unreadable';
  const { kind, whenOmitted } = fieldOf(key);
  // An omitted day is none: the zone does not matter.
  const read = 'value' in whenOmitted || 'reads' in whenOmitted ? readField({}, key, 'UTC') : null;
  return !dequal(value, read && 'value' in read ? read.value : emptyValue(kind));
}
