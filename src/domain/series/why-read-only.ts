import { catalogue, type Values } from '#catalogue/catalogue.ts';
import { isUnresolved } from '#catalogue/model/kinds.ts';

/** Why a series cannot be edited here: its codes are made in an unknown way. Null if it can be edited. */
export function whyReadOnly({ clientHandlingType: value }: Values): string | null {
  if (isUnresolved(value) ? value.unresolved !== 'unreadable' : value === '' || isKnown(value)) return null;
  const raw =
    isUnresolved(value) && value.unresolved === 'unreadable' ? JSON.stringify(value.raw) : `“${String(value)}”`;
  return `How its codes are made is not known here: clientHandlingType is ${raw}. A save could break the codes.`;
}

const isKnown = (value: string) => Object.hasOwn(catalogue.clientHandlingType.kind.options, value);
