import { entryWord } from '#catalogue/format.ts';

/** What an entry of this type is called, at the start of a text. */
export function entryLabel(type: string): string {
  const word = entryWord(type);
  return word.charAt(0).toUpperCase() + word.slice(1);
}
