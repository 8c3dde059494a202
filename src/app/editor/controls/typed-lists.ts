import { parseIds, printIds } from './ids-text.ts';
import type { IdsValue } from './ids-editor.tsx';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import { type TypedText, typed } from './control-types.ts';

/** The ids of one type; they may be half-typed. */
export interface ListByType {
  readonly type: string;
  readonly ids: IdsValue;
}

/**
 * Encodes several lists, some half-typed, as one draft text: one line per list; continuation lines start with a tab.
 * `readLists` restores them without loss.
 */
export function writeLists(lists: readonly ListByType[]): TypedText {
  return typed(
    lists
      .map(
        ({ type, ids }) =>
          `${encodeURIComponent(type)}: ${isUnresolved(ids) ? ids.text.replaceAll('\n', '\n\t') : printIds(ids)}`,
      )
      .join('\n'),
  );
}

export function readLists({ text }: TypedText): readonly ListByType[] {
  const lists: ListByType[] = [];
  for (const line of text.split(/\n(?!\t)/u)) {
    const split = line.indexOf(': ');
    if (split < 0) continue;
    const content = line.slice(split + 2).replaceAll('\n\t', '\n');
    const { ids, rest } = parseIds(content);
    lists.push({ type: decodeURIComponent(line.slice(0, split)), ids: rest === '' ? ids : typed(content) });
  }
  return lists;
}
