import type { ListKey } from './read-list.ts';

/** What the directory says of one key. */
export interface KeyMeaning {
  /** None: not on file. Several: nobody can tell which one is meant. */
  readonly ids: readonly number[];
}

/** A line that adds nothing, and why. */
export interface Offence {
  readonly line: number;
  readonly key: string;
  readonly why: 'chosen' | 'repeated' | 'unknown' | 'unreadable' | 'ambiguous' | 'overLimit';
  /** In words, for the list of lines. */
  readonly reason: string;
}

export interface ListReport {
  /** What applying adds, in the order of the list, each once. */
  readonly added: readonly number[];
  readonly offences: readonly Offence[];
  /** Unknown keys that can be ids: they may be added all the same. */
  readonly unknownIds: readonly number[];
  /** Lines read. */
  readonly read: number;
}

export interface ListContext {
  readonly chosen: readonly number[];
  /** The most that may be chosen in all. */
  readonly limit: number;
  /** Take unknown keys that can be ids, too. */
  readonly withUnknown: boolean;
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
export function reportList(
  keys: readonly ListKey[],
  meaning: (key: string) => KeyMeaning,
  { chosen, limit, withUnknown }: ListContext,
): ListReport {
  const there = new Set(chosen);
  const lines = new Map<number | string, number>();
  const added: number[] = [];
  const offences: Offence[] = [];
  const unknownIds: number[] = [];
  for (const { key, line } of keys) {
    const refuse = (why: Offence['why'], reason: string) => void offences.push({ line, key, why, reason });
    const { ids } = meaning(key);
    const [found] = ids;
    if (ids.length > 1) {
      refuse('ambiguous', `Means ${ids.join(' or ')}. Write the id.`);
      continue;
    }
    const id = found ?? idOfKey(key);
    const before = lines.get(id ?? key);
    if (before !== undefined) {
      refuse('repeated', before === line ? 'Stands twice in this line' : `Same as line ${before}`);
      continue;
    }
    lines.set(id ?? key, line);
    if (id === null) {
      refuse(
        'unreadable',
        ROUNDED.test(key) ? 'Rounded by a spreadsheet: its digits are lost' : 'No id and no known code',
      );
      continue;
    }
    if (there.has(id)) {
      refuse('chosen', 'Chosen already');
      continue;
    }
    if (found === undefined) {
      unknownIds.push(id);
      if (!withUnknown) {
        refuse('unknown', 'Not in the directory');
        continue;
      }
    }
    if (there.size >= limit) {
      refuse('overLimit', 'Over the limit');
      continue;
    }
    there.add(id);
    added.push(id);
  }
  return { added, offences, unknownIds, read: keys.length };
}

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
