import { plainCharacters } from './plain-characters.ts';

const SINGLE_QUOTES = /[‘’‚‛′`´ʹʻʼ]/gu;
const DOUBLE_QUOTES = /[“”„‟″«»]/gu;
/** Accents of Latin, Greek and Cyrillic letters. Marks of other scripts distinguish words. */
const ACCENTS = /[\u0300-\u036f]/gu;
/** Letters that Unicode does not decompose. */
const LETTERS: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ı: 'i' };
const UNDECOMPOSED = /[ßæœøłđı]/gu;
/** A thousands separator: 698,948 and 698.948. */
const SEPARATORS = /(?<=\d)(?:[,'](?=\d)|\.(?=\d{3}(?!\d)))/gu;

const normaliseOnce = (text: string) =>
  plainCharacters(text.replace(SINGLE_QUOTES, "'").replace(DOUBLE_QUOTES, '"'))
    .normalize('NFKD')
    .toLowerCase()
    .replace(ACCENTS, '')
    .replace(UNDECOMPOSED, (letter) => LETTERS[letter] ?? letter)
    .replace(SEPARATORS, '')
    .replace(/\s+/gu, ' ')
    .trim();

/**
 * Normalises a text for a search: texts that people consider the same become equal. Lower case, no accents, plain
 * quotes and dashes, one blank between words, no thousands separators.
 */
export function searchText(text: string): string {
  const normalised = normaliseOnce(text);
  // A step can produce a character that an earlier step replaces, such as 、 from a half-width ､.
  return normalised === text ? text : searchText(normalised);
}

export const searchWords = (text: string): readonly string[] => searchText(text).split(' ').filter(Boolean);
