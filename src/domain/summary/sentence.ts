import type { FieldKey } from '#catalogue/catalogue.ts';
import { formatNumber } from '#values/number-format.ts';
import type { Unresolved } from '#catalogue/model/kinds.ts';
import type { RedemptionContext } from '../lifetime/reachability.ts';

export interface Reader extends RedemptionContext {
  readonly currency: string;
}

/** Part of a sentence. `fields`: the fields whose values it describes. */
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

/** Template tag for a fragment of a sentence. `null` inserts nothing. */
export function pieces(texts: TemplateStringsArray, ...inner: readonly Piece[]): readonly Phrase[] {
  return texts.flatMap((text, index) => [...flat(text), ...flat(inner[index] ?? null)]);
}

/** Template tag for a sentence whose phrases keep their fields: say`Takes ${amount} off ${bills}.` */
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

/** Describes a missing value without its raw text: `an amount (unreadable)`. */
export function unclear(value: Unresolved, noun: string): string {
  if (value.unresolved === 'draft') return `${noun} still being typed`;
  return `${noun} (${value.unresolved === 'unreadable' ? 'unreadable' : 'not returned by the API'})`;
}

export const days = (count: number) => (count === 1 ? '1 day' : `${formatNumber(count)} days`);
export const months = (count: number) => (count === 1 ? '1 month' : `${formatNumber(count)} months`);
