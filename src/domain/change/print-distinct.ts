import { dequal } from 'dequal/lite';
import type { FieldValue, Kind } from '#catalogue/model/kinds.ts';
import { changedWords } from '#values/text-diff.ts';
import { formatNumber } from '#values/number-format.ts';
import { lookOf } from '#values/look.ts';
import { characterName, isUnseen } from '#values/odd-characters.ts';
import { entriesOf } from './entry-changes.ts';

/** A part of a printed value: a changed word, or the name of a character that a reader cannot see or recognise. */
export interface Piece {
  readonly text: string;
  readonly mark?: 'changed' | 'character';
}

/** A value, and its text as everywhere else in the app. */
export interface Printable {
  readonly value: FieldValue<unknown>;
  readonly text: string;
}

type Printed = readonly (readonly Piece[])[];

/** Longer lists of ids are counted: what a change adds and removes is listed beside them. */
const MAX_LISTED = 10;
/** Start of the raw value that is shown before the first difference, and the least length after it. */
const EXCERPT = { before: 12, after: 40 };

/**
 * Prints values of one field side by side, so that different values never look the same: with the changed words marked
 * and invisible characters by name; if that is not enough, with the code points of changed characters, or else with the
 * raw value. The first value is compared with the second, all others with the first. Lists of entries may look
 * the same if `entryChanges` has what differs.
 */
export function printDistinct(kind: Kind, values: readonly Printable[]): Printed {
  const texts = values.map(({ value, text }) => shortened(kind, value, text));
  const raws = values.map(({ value }) => JSON.stringify(value).replaceAll(/[^ -~]/g, escaped));
  const hasWords = isProse(kind) && values.every(({ value }) => !isEmpty(value));
  const print = (withCodePoints: boolean) =>
    texts.map((text, index) => {
      const other = texts[index === 0 ? 1 : 0] ?? text;
      return piecesOf(text, hasWords || withCodePoints ? changedWords(text, other) : null, {
        hasWords,
        withCodePoints,
      });
    });
  const looksDistinct = (printed: Printed) => {
    const looks = printed.map((pieces, index) => {
      const entries = entriesOf(kind, values[index]?.value) ?? [];
      return [
        lookOf(pieces.map(({ text }) => text).join('')),
        ...entries.map(({ type, id }) => `${type}:${id}`).toSorted(),
      ].join();
    });
    return values.every(({ value }, index) =>
      values.every((other, at) => dequal(value, other.value) || looks[index] !== looks[at]),
    );
  };
  const [plain, named] = [print(false), print(true)];
  if (looksDistinct(plain)) return plain;
  if (looksDistinct(named)) return named;
  return plain.map((pieces, index) => [...pieces, { text: ` (${excerpts(raws)[index]})` }]);
}

const isProse = ({ type }: Kind) => type === 'text' || type === 'properties';
const isEmpty = (value: unknown) => value === '' || (Array.isArray(value) && value.length === 0);

function shortened(kind: Kind, value: FieldValue<unknown>, text: string): string {
  const count = kind.type === 'ids' ? (entriesOf(kind, value)?.length ?? 0) : 0;
  if (kind.type !== 'ids' || count <= MAX_LISTED) return text;
  return `${formatNumber(count)} ${kind.of === 'series' ? 'series' : 'places'}`;
}

function piecesOf(
  text: string,
  runs: ReturnType<typeof changedWords> | null,
  { hasWords, withCodePoints }: { readonly hasWords: boolean; readonly withCodePoints: boolean },
): readonly Piece[] {
  const all = Array.from(text);
  const pieces: Piece[] = [];
  let position = 0;
  for (const run of runs ?? [{ text, isChanged: false }]) {
    let plain = '';
    const flush = () => {
      if (plain !== '') pieces.push(run.isChanged && hasWords ? { text: plain, mark: 'changed' } : { text: plain });
      plain = '';
    };
    for (const character of run.text) {
      const isNamed =
        isUnseen(character, position, all) || (withCodePoints && run.isChanged && !/[ -~]/.test(character));
      position += 1;
      if (!isNamed) {
        plain += character;
        continue;
      }
      flush();
      pieces.push({ text: SIGNS[character] ?? characterName(character), mark: 'character' });
      if (character === '\n') plain = '\n';
    }
    flush();
  }
  return pieces;
}

/** Short signs for unseen characters that are common in texts. */
const SIGNS: Readonly<Record<string, string>> = { ' ': '␣', '\n': '↵' };

/** Parts of raw values from just before the first difference, as long as needed to tell all of them apart. */
function excerpts(raws: readonly string[]): readonly string[] {
  const [first = ''] = raws;
  let start = 0;
  while (start < first.length && raws.every((raw) => raw[start] === first[start])) start += 1;
  const from = Math.max(0, start - EXCERPT.before);
  const longest = Math.max(...raws.map((raw) => raw.length));
  let to = start + EXCERPT.after;
  const cut = () => raws.map((raw) => `${from > 0 ? '…' : ''}${raw.slice(from, to)}${to < raw.length ? '…' : ''}`);
  while (to < longest && new Set(cut()).size < new Set(raws).size) to *= 2;
  return cut();
}

const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
