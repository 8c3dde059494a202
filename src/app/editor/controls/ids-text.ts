import { hasGroups, isDoubtful, idVariants } from '#domain/import/id-variants.ts';

export const printIds = (ids: readonly number[]) => ids.join(', ');

/**
 * Splits a text at commas, semicolons, bars and line breaks. A number with thousands separators (12,000) is one part:
 * only a comma followed by a space, quotes, or a JSON list show where it ends.
 */
export function partsOf(text: string): readonly string[] {
  const isJson = text.trimStart().startsWith('[');
  // Full-width characters become ASCII, and invisible ones are removed.
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/"[^"]*"/gu, (quoted) => idVariants(quoted.slice(1, -1)).at(-1) ?? '')
    .split(isJson ? /[,;|\t\r\n]/u : /[;|\t\r\n]|,\s/u)
    .flatMap((part) => (hasGroups(part.trim()) ? part : part.split(',')))
    .map((part) => part.trim())
    .filter(Boolean);
}

export interface ParsedIds {
  readonly ids: readonly number[];
  /** The text from the first word that is not an id; empty if everything was read. */
  readonly rest: string;
}

/** Parses ids separated by commas, semicolons, spaces or line breaks, or a JSON list. */
export function parseIds(text: string): ParsedIds {
  const words = partsOf(text).flatMap((part) =>
    hasGroups(part)
      ? part
      : part
          .replace(/[[\]"]/gu, ' ')
          .split(/\s+/u)
          .filter(Boolean),
  );
  const candidates = words.map((word) => (isDoubtful(word) ? word : (idVariants(word).find(isId) ?? word)));
  const firstInvalid = candidates.findIndex((word) => !isId(word));
  const valid = firstInvalid < 0 ? candidates : candidates.slice(0, firstInvalid);
  return { ids: valid.map(Number), rest: firstInvalid < 0 ? '' : words.slice(firstInvalid).join(', ') };
}

function isId(word: string): boolean {
  const id = Number(word);
  return /^\d+$/u.test(word) && Number.isSafeInteger(id) && id > 0;
}

export interface Joined {
  readonly ids: readonly number[];
  /** Number of ids that were in the list already. */
  readonly repeated: number;
}

/** Appends new ids in their order. Duplicates in the existing list stay. */
export function joinIds(existing: readonly number[], more: readonly number[]): Joined {
  const seen = new Set(existing);
  const added: number[] = [];
  for (const id of more) {
    if (seen.has(id)) continue;
    seen.add(id);
    added.push(id);
  }
  return { ids: added.length === 0 ? existing : [...existing, ...added], repeated: more.length - added.length };
}

export function sameIds(a: readonly number[], b: readonly number[]): boolean {
  return a === b || (a.length === b.length && a.every((id, index) => id === b[index]));
}
