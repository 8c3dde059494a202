import type { ListKey } from './read-list.ts';
import { spellings } from './spellings.ts';

/** A line that adds nothing, and why. */
export interface Offence {
  readonly line: number;
  readonly key: string;
  readonly why: 'chosen' | 'repeated' | 'unknown' | 'unreadable' | 'ambiguous' | 'overLimit';
  /** In words, for the list of lines. */
  readonly reason: string;
}

export interface ListReport<E> {
  /** What applying adds, in the order of the list, each once. */
  readonly added: readonly E[];
  readonly offences: readonly Offence[];
  /** Unknown keys that can be ids: they may be added all the same. */
  readonly unknownIds: readonly number[];
  /** Lines read. */
  readonly read: number;
}

export interface ListContext {
  /** The most that may be chosen in all. */
  readonly limit: number;
  /** Take unknown keys that can be ids, too. */
  readonly withUnknown: boolean;
}

/** What a list names, so that products and places are read by one set of rules. */
export interface ListTerms<E> {
  readonly chosen: readonly E[];
  /** None: not on file. Several: nobody can tell which one is meant. */
  readonly meaning: (key: string) => readonly E[];
  /** What an id that is not on file stands for; null where nobody can say. */
  readonly unknown: (id: number) => E | null;
  /** The same for the same entry. */
  readonly keyOf: (entry: E) => number | string;
  /** What to do about a key with several meanings, in words. */
  readonly severalMeanings: (matches: readonly E[]) => string;
}

const INT32_MAX = 2_147_483_647;

/** A key as the id it may be: digits, leading zeros allowed, within the API's 32 bits. */
export function idOfKey(key: string): number | null {
  const id = /^\d{1,15}$/u.test(key) ? Number(key) : 0;
  return id > 0 && id <= INT32_MAX ? id : null;
}

/** 5.001E+05: what a spreadsheet makes of a long number in a narrow column. The digits are lost. */
const ROUNDED = /^\d+([.,]\d+)?E\+?\d+$/iu;

/** What becomes of every line of a list, before anything of it is applied. */
export function reportList<E>(
  keys: readonly ListKey[],
  { chosen, meaning, unknown, keyOf, severalMeanings }: ListTerms<E>,
  { limit, withUnknown }: ListContext,
): ListReport<E> {
  const there = new Set(chosen.map(keyOf));
  const lines = new Map<number | string, number>();
  const added: E[] = [];
  const offences: Offence[] = [];
  const unknownIds: number[] = [];
  for (const { key, line, doubtful } of keys) {
    const refuse = (why: Offence['why'], reason: string) => void offences.push({ line, key, why, reason });
    if (doubtful) {
      refuse('ambiguous', 'One id or several? Write each on a line, without separators.');
      continue;
    }
    const written = spellings(key);
    const matches = written.map(meaning).find((each) => each.length > 0) ?? [];
    if (matches.length > 1) {
      refuse('ambiguous', severalMeanings(matches));
      continue;
    }
    const [found] = matches;
    const id = written.map(idOfKey).find((each) => each !== null) ?? null;
    const entry = found ?? (id === null ? null : unknown(id));
    const same = entry === null ? (id ?? key) : keyOf(entry);
    const before = lines.get(same);
    if (before !== undefined) {
      refuse('repeated', before === line ? 'Stands twice in this line' : `Same as line ${before}`);
      continue;
    }
    lines.set(same, line);
    if (found === undefined && id === null) {
      refuse(
        'unreadable',
        ROUNDED.test(key) ? 'Rounded by a spreadsheet: its digits are lost' : 'No id and no known code',
      );
      continue;
    }
    if (there.has(same)) {
      refuse('chosen', 'Chosen already');
      continue;
    }
    if (found === undefined && id !== null) {
      unknownIds.push(id);
      if (!withUnknown || entry === null) {
        refuse('unknown', 'Not in the directory');
        continue;
      }
    }
    if (entry === null) continue;
    if (there.size >= limit) {
      refuse('overLimit', 'Over the limit');
      continue;
    }
    there.add(same);
    added.push(entry);
  }
  return { added, offences, unknownIds, read: keys.length };
}

/** A list of ids or codes of one type: an id stands for itself. */
export const idTerms = (chosen: readonly number[], meaning: (key: string) => readonly number[]): ListTerms<number> => ({
  chosen,
  meaning,
  unknown: (id) => id,
  keyOf: (id) => id,
  severalMeanings: (ids) => `Means ${ids.join(' or ')}. Write the id.`,
});

function csvCell(text: string | number): string {
  // A spreadsheet runs what starts like a formula.
  const safe = typeof text === 'string' && /^[=+\-@\t\r]/u.test(text) ? `'${text}` : String(text);
  return /[",;\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The offending lines as a file that a spreadsheet opens. */
export function offencesAsCsv(offences: readonly Offence[]): string {
  const rows = offences.map(({ line, key, reason }) => [line, key, reason].map(csvCell).join(','));
  return `\ufeff${['line,value,reason', ...rows].join('\r\n')}\r\n`;
}
