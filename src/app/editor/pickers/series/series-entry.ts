import { joinIds, parseIds, partsOf, printIds } from '../../controls/ids-text.ts';
import { type TypedText, typed } from '../../controls/control-types.ts';

/** The selected ids and the text of the input. */
export interface Entry {
  readonly ids: readonly number[];
  readonly pending: string;
}

const isIds = (text: string) => parseIds(text).rest === '';

/**
 * Splits a text into ids and a search text. Only a number that stands alone between separators is an id; a number
 * inside a name is part of the name. The series' own id stays in the text, because it cannot be selected.
 */
export function readEntry(text: string, ownId: number | null): Entry {
  const ids: number[] = [];
  const rest: string[] = [];
  for (const part of partsOf(text)) {
    const partIds = parseIds(part).ids;
    if (isIds(part) && (ownId === null || !partIds.includes(ownId))) ids.push(...partIds);
    else rest.push(part);
  }
  return { ids, pending: rest.join(', ') };
}

/** The form value: all ids including those still in the input, or the whole text while part of it is not an id. */
export function valueOf({ ids, pending }: Entry, ownId: number | null): readonly number[] | TypedText {
  const more = readEntry(pending, ownId);
  if (more.pending === '') return joinIds(ids, more.ids).ids;
  return typed([printIds(ids), pending].filter(Boolean).join(', '));
}

export const endsAnId = (text: string) => /[,;|\t\n]$/u.test(text);
