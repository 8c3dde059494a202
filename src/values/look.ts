import { asciiTwin, isVisibleText } from './odd-characters.ts';

/** What a reader sees of a text: two texts with the same look are hard or impossible to tell apart. */
export function lookOf(text: string): string {
  return Array.from(text.normalize('NFKC'), asciiTwin)
    .filter((character) => /\s/.test(character) || isVisibleText(character))
    .join('')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
