import { INT32_MAX } from '#values/int32.ts';
import type { ListKey } from './read-list.ts';
import { cellParts, isNumber } from './cell-parts.ts';
import { idVariants } from './id-variants.ts';

/** A line that adds nothing, with the reason. */
export interface ListIssue {
  readonly line: number;
  readonly key: string;
  readonly why: 'chosen' | 'repeated' | 'unknown' | 'unreadable' | 'ambiguous' | 'overLimit' | 'comment';
  /** The reason as text, shown in the list of lines. */
  readonly reason: string;
}

export interface ListReport<E> {
  /** The entries to add, in the order of the list, without duplicates. */
  readonly added: readonly E[];
  readonly offences: readonly ListIssue[];
  /** Keys that are not in the directory but are valid ids. The user may add them. */
  readonly unknownIds: readonly number[];
  /** Number of keys read. */
  readonly read: number;
}

export interface ListContext {
  /** Maximum number of chosen entries, including those chosen before. */
  readonly limit: number;
  /** Also add unknown keys that are valid ids. */
  readonly withUnknown: boolean;
}

/** What the keys of a list refer to. Lists of products and of places share the same rules. */
export interface ListTerms<E> {
  readonly chosen: readonly E[];
  /** The entries that a key matches. Empty: not in the directory. Several: the key is ambiguous. */
  readonly meaning: (key: string) => readonly E[];
  /** The entry for an id that is not in the directory; null if its type is unknown. */
  readonly unknown: (id: number) => E | null;
  /** Identity of an entry, for finding duplicates. */
  readonly keyOf: (entry: E) => number | string;
  /** Message for an ambiguous key: the matches, and what to do. */
  readonly severalMeanings: (matches: readonly E[]) => string;
}

/** Parses a key as an id: digits only, leading zeros allowed, within the API's 32 bits. Null if it is not an id. */
export function idOfKey(key: string): number | null {
  const id = /^\d{1,15}$/u.test(key) ? Number(key) : 0;
  return id > 0 && id <= INT32_MAX ? id : null;
}

/** 5.001E+05: a spreadsheet rounds a long number in a narrow column, and its digits are lost. */
const ROUNDED = /^\d+([.,]\d+)?E\+?\d+$/iu;

/** Decides for each key of a list whether it is added or refused. Applies nothing. */
export function reportList<E>(
  keys: readonly ListKey[],
  { chosen, meaning, unknown, keyOf, severalMeanings }: ListTerms<E>,
  { limit, withUnknown }: ListContext,
): ListReport<E> {
  const selected = new Set(chosen.map(keyOf));
  const lines = new Map<number | string, number>();
  const added: E[] = [];
  const offences: ListIssue[] = [];
  const unknownIds: number[] = [];
  const isKnown = (key: string) => idVariants(key).some((variant) => meaning(variant).length > 0);
  const values = keys.flatMap((each) => (each.header && !isKnown(each.key) ? [] : valuesOf(each, isKnown)));
  for (const { key, line, doubtful, comment } of values) {
    const refuse = (why: ListIssue['why'], reason: string) => void offences.push({ line, key, why, reason });
    if (comment) {
      refuse('comment', 'A comment');
      continue;
    }
    if (doubtful) {
      refuse('ambiguous', 'One id or several? Write each on a line, without separators.');
      continue;
    }
    const variants = idVariants(key);
    const matches = variants.map(meaning).find((each) => each.length > 0) ?? [];
    if (matches.length > 1) {
      refuse('ambiguous', severalMeanings(matches));
      continue;
    }
    const [found] = matches;
    const id = variants.map(idOfKey).find((each) => each !== null) ?? null;
    const entry = found ?? (id === null ? null : unknown(id));
    const identity = entry === null ? (id ?? key) : keyOf(entry);
    const earlierLine = lines.get(identity);
    if (earlierLine !== undefined) {
      refuse('repeated', earlierLine === line ? 'Repeated in this line' : `Same as line ${earlierLine}`);
      continue;
    }
    lines.set(identity, line);
    if (found === undefined && id === null) {
      refuse('unreadable', whyUnreadable(key, isKnown));
      continue;
    }
    if (selected.has(identity)) {
      refuse('chosen', 'Already chosen');
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
    if (selected.size >= limit) {
      refuse('overLimit', 'Over the limit');
      continue;
    }
    selected.add(identity);
    added.push(entry);
  }
  return { added, offences, unknownIds, read: values.length };
}

/** Divides a cell with several ids or known codes, unless the whole cell is a known code. */
function valuesOf(value: ListKey, isKnown: (key: string) => boolean): readonly ListKey[] {
  if (value.doubtful || value.comment || isKnown(value.key)) return [value];
  const parts = cellParts(value.key);
  return parts.length > 1 && parts.every((part) => isNumber(part) || isKnown(part))
    ? parts.map((key) => ({ key, line: value.line }))
    : [value];
}

function whyUnreadable(key: string, isKnown: (key: string) => boolean): string {
  if (ROUNDED.test(key)) return 'Rounded by a spreadsheet: its digits are lost';
  if (idVariants(key).some((variant) => /^\d+$/u.test(variant))) return 'No known code, and too large for an id';
  const parts = cellParts(key);
  const unknown = parts.find((part) => !isKnown(part));
  if (unknown !== undefined && (parts.some(isKnown) || parts.some(isNumber)))
    return `Several values in one cell, and “${unknown}” is not known`;
  return 'No id and no known code';
}

/** Terms for a list of ids or codes of one type. An unknown id is its own entry. */
export const idTerms = (chosen: readonly number[], meaning: (key: string) => readonly number[]): ListTerms<number> => ({
  chosen,
  meaning,
  unknown: (id) => id,
  keyOf: (id) => id,
  severalMeanings: (ids) => `Means ${ids.join(' or ')}. Write the id.`,
});

function csvCell(text: string | number): string {
  // Prevent formula injection: a spreadsheet runs a cell that starts like a formula.
  const safe = typeof text === 'string' && /^[=+\-@\t\r]/u.test(text) ? `'${text}` : String(text);
  return /[",;\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The refused lines as a CSV file for spreadsheets. */
export function issuesAsCsv(offences: readonly ListIssue[]): string {
  const rows = offences.map(({ line, key, reason }) => [line, key, reason].map(csvCell).join(','));
  return `\ufeff${['line,value,reason', ...rows].join('\r\n')}\r\n`;
}
