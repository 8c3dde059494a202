import type { FieldKey } from '#catalogue/catalogue.ts';
import { formatNumber } from '#values/number-format.ts';
import type { Unresolved } from '#catalogue/model/kinds.ts';

/** Words of a sentence; with fields where they say what these hold. */
export interface Phrase {
  readonly text: string;
  readonly fields: readonly FieldKey[];
}

/** One plain sentence about a series. */
export interface Sentence {
  readonly parts: readonly Phrase[];
  readonly text: string;
}

export const phrase = (text: string, ...fields: readonly FieldKey[]): Phrase => ({ text, fields });

type Piece = string | Phrase | null | readonly Piece[];

function flat(piece: Piece): readonly Phrase[] {
  if (piece === null || piece === '') return [];
  if (typeof piece === 'string') return [phrase(piece)];
  return 'text' in piece ? [piece] : piece.flatMap(flat);
}

/** A piece of a sentence, for other pieces to be put around; `null` leaves its place empty. */
export function pieces(texts: TemplateStringsArray, ...inner: readonly Piece[]): readonly Phrase[] {
  return texts.flatMap((text, index) => [...flat(text), ...flat(inner[index] ?? null)]);
}

/** A template whose inner pieces keep their fields: say`Takes ${amount} off ${bills}.` */
export function say(texts: TemplateStringsArray, ...inner: readonly Piece[]): Sentence {
  const parts: Phrase[] = [];
  for (const part of pieces(texts, ...inner)) {
    const last = parts.at(-1);
    if (last && last.fields.length === 0 && part.fields.length === 0)
      parts[parts.length - 1] = phrase(last.text + part.text);
    else parts.push(part);
  }
  return { parts, text: parts.map(({ text }) => text).join('') };
}

/** `one`, `one and two`, `one, two and three` */
export function listed(items: readonly Piece[]): Piece {
  return items.map((item, index) => [index === 0 ? '' : index === items.length - 1 ? ' and ' : ', ', item]);
}

/** Stands for a value that is not there: never its raw text. */
export function unclear(held: Unresolved, noun: string): string {
  if (held.unresolved === 'draft') return `${noun} still being typed`;
  return held.unresolved === 'unreadable' ? `${noun} nobody can read` : `${noun} the API does not tell`;
}

export const days = (count: number) => (count === 1 ? '1 day' : `${formatNumber(count)} days`);
export const months = (count: number) => (count === 1 ? '1 month' : `${formatNumber(count)} months`);
