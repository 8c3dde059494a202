import { catalogue, type Values } from '#catalogue/catalogue.ts';
import { isUnresolved } from '#catalogue/model/kinds.ts';

/** Why a series cannot be edited here: its codes are made in an unknown way. Null if it can be edited. */
export function whyReadOnly({ clientHandlingType: value }: Values): string | null {
  const raw = isUnresolved(value) ? (value.unresolved === 'unreadable' ? value.raw : '') : value;
  if (typeof raw === 'string' && isKnown(raw)) return null;
  const stored = raw === '' ? 'empty or missing' : typeof raw === 'string' ? `“${raw}”` : JSON.stringify(raw);
  return `How its codes are made is not known here: clientHandlingType is ${stored}. A save could break the codes.`;
}

const isKnown = (value: string) => Object.hasOwn(catalogue.clientHandlingType.kind.options, value);
