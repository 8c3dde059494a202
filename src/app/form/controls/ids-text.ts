import { hasGroups, isDoubtful, spellings } from '#domain/lists/spellings.ts';

export const printIds = (ids: readonly number[]) => ids.join(', ');

/**
 * The parts of a text between commas, semicolons, bars and line breaks. A number in groups (12,000) is one part: only a comma
 * with a space behind it, quotes, or a JSON list say where such a number ends.
 */
export function partsOf(text: string): readonly string[] {
  const isJson = text.trimStart().startsWith('[');
  return text
    .replace(/"[^"]*"/gu, (quoted) => spellings(quoted.slice(1, -1)).at(-1) ?? '')
    .split(isJson ? /[,;|\t\r\n]/u : /[;|\t\r\n]|,\s/u)
    .flatMap((part) => (hasGroups(part.trim()) ? part : part.split(',')))
    .map((part) => part.trim())
    .filter(Boolean);
}

export interface ParsedIds {
  readonly ids: readonly number[];
  /** From the first word on that is no id; empty where everything could be read. */
  readonly rest: string;
}

/** Reads ids between commas, semicolons, spaces or line breaks, also a pasted JSON list. */
export function parseIds(text: string): ParsedIds {
  const words = partsOf(text).flatMap((part) =>
    hasGroups(part)
      ? part
      : part
          .replace(/[[\]"]/gu, ' ')
          .split(/\s+/u)
          .filter(Boolean),
  );
  const meant = words.map((word) => (isDoubtful(word) ? word : (spellings(word).find(isId) ?? word)));
  const wrong = meant.findIndex((word) => !isId(word));
  const good = wrong < 0 ? meant : meant.slice(0, wrong);
  return { ids: good.map(Number), rest: wrong < 0 ? '' : words.slice(wrong).join(', ') };
}

function isId(word: string): boolean {
  const id = Number(word);
  return /^\d+$/u.test(word) && Number.isSafeInteger(id) && id > 0;
}

export interface Joined {
  readonly ids: readonly number[];
  /** How many were there already. */
  readonly repeated: number;
}

/** The ids there are and those that are new, in their order. What was stored twice stays twice. */
export function joinIds(there: readonly number[], more: readonly number[]): Joined {
  const seen = new Set(there);
  const added: number[] = [];
  for (const id of more) {
    if (seen.has(id)) continue;
    seen.add(id);
    added.push(id);
  }
  return { ids: added.length === 0 ? there : [...there, ...added], repeated: more.length - added.length };
}

export function sameIds(a: readonly number[], b: readonly number[]): boolean {
  return a === b || (a.length === b.length && a.every((id, index) => id === b[index]));
}
