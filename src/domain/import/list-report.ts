import type { ListKey } from './read-list.ts';
import { idVariants } from './id-variants.ts';

/** A line that adds nothing, and the reason. */
export interface ListIssue {
  readonly line: number;
  readonly key: string;
  readonly why: 'chosen' | 'repeated' | 'unknown' | 'unreadable' | 'ambiguous' | 'overLimit';
  /** The reason as text for the user. */
  readonly reason: string;
}

export interface ListReport<E> {
  /** The entries to add, in the order of the list, without duplicates. */
  readonly added: readonly E[];
  readonly offences: readonly ListIssue[];
  /** Unknown keys that can be ids: the user may add them. */
  readonly unknownIds: readonly number[];
  /** Number of keys in the list. */
  readonly read: number;
}

export interface ListContext {
  /** Maximum number of chosen entries in total. */
  readonly limit: number;
  /** Also add unknown keys that can be ids. */
  readonly withUnknown: boolean;
}

/** Resolves the keys of a list, so that products and places share one report. */
export interface ListTerms<E> {
  readonly chosen: readonly E[];
  /** Entries for a key. Empty: not in the directory. Several: ambiguous. */
  readonly meaning: (key: string) => readonly E[];
  /** The entry for an id that is not in the directory; null if its type is unknown. */
  readonly unknown: (id: number) => E | null;
  /** Identity of an entry. */
  readonly keyOf: (entry: E) => number | string;
  /** Message for an ambiguous key. */
  readonly severalMeanings: (matches: readonly E[]) => string;
}

const INT32_MAX = 2_147_483_647;

/** The id that a key can be: digits with optional leading zeros, within the API's 32 bits; else null. */
export function idOfKey(key: string): number | null {
  const id = /^\d{1,15}$/u.test(key) ? Number(key) : 0;
  return id > 0 && id <= INT32_MAX ? id : null;
}

/** 5.001E+05: a long number that a spreadsheet rounded in a narrow column. The digits are lost. */
const ROUNDED = /^\d+([.,]\d+)?E\+?\d+$/iu;

/** Checks every line of a list before it is applied. */
export function reportList<E>(
  keys: readonly ListKey[],
  { chosen, meaning, unknown, keyOf, severalMeanings }: ListTerms<E>,
  { limit, withUnknown }: ListContext,
): ListReport<E> {
  const present = new Set(chosen.map(keyOf));
  const lines = new Map<number | string, number>();
  const added: E[] = [];
  const offences: ListIssue[] = [];
  const unknownIds: number[] = [];
  for (const { key, line } of keys) {
    const refuse = (why: ListIssue['why'], reason: string) => void offences.push({ line, key, why, reason });
    const variants = idVariants(key);
    const matches = variants.map(meaning).find((entries) => entries.length > 0) ?? [];
    if (matches.length > 1) {
      refuse('ambiguous', severalMeanings(matches));
      continue;
    }
    const [match] = matches;
    const id = variants.map(idOfKey).find((candidate) => candidate !== null) ?? null;
    const entry = match ?? (id === null ? null : unknown(id));
    const identity = entry === null ? (id ?? key) : keyOf(entry);
    const firstLine = lines.get(identity);
    if (firstLine !== undefined) {
      refuse('repeated', firstLine === line ? 'Repeated in this line' : `Same as line ${firstLine}`);
      continue;
    }
    lines.set(identity, line);
    if (match === undefined && id === null) {
      refuse(
        'unreadable',
        ROUNDED.test(key) ? 'Rounded by a spreadsheet: its digits are lost' : 'No id and no known code',
      );
      continue;
    }
    if (present.has(identity)) {
      refuse('chosen', 'Already chosen');
      continue;
    }
    if (match === undefined && id !== null) {
      unknownIds.push(id);
      if (!withUnknown || entry === null) {
        refuse('unknown', 'Not in the directory');
        continue;
      }
    }
    if (entry === null) continue;
    if (present.size >= limit) {
      refuse('overLimit', 'Over the limit');
      continue;
    }
    present.add(identity);
    added.push(entry);
  }
  return { added, offences, unknownIds, read: keys.length };
}

/** Terms for a list of one type: an unknown id is its own entry. */
export const idTerms = (chosen: readonly number[], meaning: (key: string) => readonly number[]): ListTerms<number> => ({
  chosen,
  meaning,
  unknown: (id) => id,
  keyOf: (id) => id,
  severalMeanings: (ids) => `Means ${ids.join(' or ')}. Write the id.`,
});

function csvCell(text: string | number): string {
  // Prevent formula injection: a spreadsheet runs cells that start like a formula.
  const safe = typeof text === 'string' && /^[=+\-@\t\r]/u.test(text) ? `'${text}` : String(text);
  return /[",;\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The reported lines as CSV for a spreadsheet, with byte order mark. */
export function issuesAsCsv(offences: readonly ListIssue[]): string {
  const rows = offences.map(({ line, key, reason }) => [line, key, reason].map(csvCell).join(','));
  return `\ufeff${['line,value,reason', ...rows].join('\r\n')}\r\n`;
}
