import { parseIds, printIds } from './ids-text.ts';
import type { IdsValue } from './ids-editor.tsx';
import { isOdd } from '#catalogue/kinds.ts';
import { type TypedText, typed } from './types.ts';

/** One kind of thing with its ids, which may be half-typed. */
export interface TypedList {
  readonly type: string;
  readonly ids: IdsValue;
}

/**
 * Several lists of which one is half-typed, as one text: a line for each, and a tab before each further line of the same list. The
 * form holds it until the ids can be read; it is opened again without loss.
 */
export function writeLists(lists: readonly TypedList[]): TypedText {
  return typed(
    lists
      .map(
        ({ type, ids }) =>
          `${encodeURIComponent(type)}: ${isOdd(ids) ? ids.text.replaceAll('\n', '\n\t') : printIds(ids)}`,
      )
      .join('\n'),
  );
}

export function readLists({ text }: TypedText): readonly TypedList[] {
  const lists: TypedList[] = [];
  for (const line of text.split(/\n(?!\t)/u)) {
    const split = line.indexOf(': ');
    if (split < 0) continue;
    const content = line.slice(split + 2).replaceAll('\n\t', '\n');
    const { ids, rest } = parseIds(content);
    lists.push({ type: decodeURIComponent(line.slice(0, split)), ids: rest === '' ? ids : typed(content) });
  }
  return lists;
}
