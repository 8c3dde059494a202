import { idVariants } from '#domain/import/id-variants.ts';

export const printIds = (ids: readonly number[]) => ids.join(', ');

const SEPARATORS = /[\s,;|]+/u;

export interface ParsedIds {
  readonly ids: readonly number[];
  /** The text from the first word that is not an id; empty if everything was read. */
  readonly rest: string;
}

/** Parses ids separated by commas, semicolons, spaces or line breaks, or a JSON list. */
export function parseIds(text: string): ParsedIds {
  const words = text
    .replace(/[[\]"]/gu, ' ')
    .split(SEPARATORS)
    .filter(Boolean);
  const normalized = words.map((word) => idVariants(word).find(isId) ?? word);
  const firstInvalid = normalized.findIndex((word) => !isId(word));
  const valid = firstInvalid < 0 ? normalized : normalized.slice(0, firstInvalid);
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
