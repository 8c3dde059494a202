import { joinIds, parseIds, partsOf, printIds } from '../controls/ids-text.ts';
import { type TypedText, typed } from '../controls/types.ts';

/** The chosen ids, and what stands in the input behind them. */
export interface Entry {
  readonly ids: readonly number[];
  readonly pending: string;
}

const isIds = (text: string) => parseIds(text).rest === '';

/**
 * Takes the ids out of a text. Words are something to search for and stay, as does the series' own id, which cannot be chosen. A
 * number inside of a name is part of the name: only what stands alone between commas or on a line of its own is an id.
 */
export function readEntry(text: string, own: number | null): Entry {
  const ids: number[] = [];
  const rest: string[] = [];
  for (const part of partsOf(text)) {
    const read = parseIds(part).ids;
    if (isIds(part) && (own === null || !read.includes(own))) ids.push(...read);
    else rest.push(part);
  }
  return { ids, pending: rest.join(', ') };
}

/** What the form holds: the ids, with those still in the input, or everything as text while some of it is no id. */
export function valueOf({ ids, pending }: Entry, own: number | null): readonly number[] | TypedText {
  const more = readEntry(pending, own);
  if (more.pending === '') return joinIds(ids, more.ids).ids;
  return typed([printIds(ids), pending].filter(Boolean).join(', '));
}

export const endsAnId = (text: string) => /[,;|\t\n]$/u.test(text);
