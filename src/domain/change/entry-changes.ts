import { lookOf } from '#values/look.ts';
import { entryWord } from '#catalogue/format.ts';
import { isUnresolved, type FieldValue, type Kind, type ValueByType } from '#catalogue/model/kinds.ts';

/** An entry of a list: a product, a place, or the id of another series. */
export interface Entry {
  /** The type in the directory, SERIES, or all that the id may have: "STORE or TILL". */
  readonly type: string;
  readonly id: number;
}

export interface EntryChanges {
  readonly added: readonly Entry[];
  readonly removed: readonly Entry[];
}

/** The entries of a value, in order; null if the value is not a list of entries. */
export function entriesOf(kind: Kind, value: FieldValue<unknown>): readonly Entry[] | null {
  if (isUnresolved(value)) return null;
  // The catalogue pairs each kind with values of its type, which the compiler cannot follow.
  if (kind.type === 'places') return value as ValueByType['places'];
  if (kind.type === 'products')
    return (value as ValueByType['products']).flatMap(({ type, ids }) => ids.map((id) => ({ type, id })));
  if (kind.type !== 'ids') return null;
  const type = kind.of === 'series' ? 'SERIES' : kind.of.join(' or ');
  return (value as ValueByType['ids']).map((id) => ({ type, id }));
}

/** What a change adds and removes; null if it is not a change of a list. An id that is stored twice counts twice. */
export function entryChanges(kind: Kind, from: FieldValue<unknown>, to: FieldValue<unknown>): EntryChanges | null {
  const [before, after] = [entriesOf(kind, from), entriesOf(kind, to)];
  return before && after ? { added: without(after, before), removed: without(before, after) } : null;
}

const keyOf = ({ type, id }: Entry) => `${type}:${id}`;

function without(entries: readonly Entry[], others: readonly Entry[]): readonly Entry[] {
  const counts = new Map<string, number>();
  for (const other of others) counts.set(keyOf(other), (counts.get(keyOf(other)) ?? 0) + 1);
  return entries.filter((entry) => {
    const count = counts.get(keyOf(entry)) ?? 0;
    counts.set(keyOf(entry), count - 1);
    return count <= 0;
  });
}

/** What the directory has for an entry: null if it does not have the id, undefined if that is not known. */
export type EntryName = { readonly name: string; readonly code: string | null } | null | undefined;

/** `Annapatra Indiranagar (BLR-006)`. Entries with the same name and code get their type and id too. */
export function entryTexts(entries: readonly Entry[], nameOf: (entry: Entry) => EntryName): readonly string[] {
  const texts = entries.map((entry) => {
    const known = nameOf(entry);
    if (known) return `${known.name.trim() || 'Unnamed'} (${known.code ?? entry.id})`;
    return `${known === null ? 'unknown ' : ''}${wordAndId(entry)}`;
  });
  const looks = texts.map(lookOf);
  const counts = new Map<string, number>();
  for (const look of looks) counts.set(look, (counts.get(look) ?? 0) + 1);
  return entries.map((entry, index) => {
    const text = texts[index] ?? '';
    return (counts.get(looks[index] ?? '') ?? 0) > 1 ? `${text} · ${wordAndId(entry)}` : text;
  });
}

export const typesOf = ({ type }: Entry) => type.split(' or ');
const wordAndId = (entry: Entry) => `${typesOf(entry).map(entryWord).join(' or ')} ${entry.id}`;
