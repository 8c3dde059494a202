import { plainCharacters } from '#values/plain-characters.ts';
import { isHeader } from './header-meaning.ts';
import { isNumber } from './cell-parts.ts';
import { hasGroups, isDoubtful } from './id-variants.ts';
import { findDelimiter, splitRows, type TableRow } from './split-table.ts';

/** One id or code of a list: its text without surrounding spaces. */
export interface ListKey {
  readonly key: string;
  /** Line number, from 1. */
  readonly line: number;
  /** Ambiguous without quotes: 501,102 is one number with thousands separators, or several ids. */
  readonly doubtful?: true;
  /** The first row, which is the header unless the directory knows its value. */
  readonly header?: true;
  /** A line that starts with "# ". */
  readonly comment?: true;
}

/** Index of the column with the keys, from 0. `all`: a plain list that is wrapped over several lines. */
export type Column = number | 'all';

/** A pasted list or a file, before one of its columns is read. */
export interface ListTable {
  readonly rows: readonly TableRow[];
  /** Names of the columns that the user can choose from, or "Column 1". */
  readonly columns: readonly string[];
  /** True if the first row contains the column names. */
  readonly hasHeader: boolean;
  /** True if the first row may also be a key: an unknown word above numbers. */
  readonly isHeaderDoubtful: boolean;
  readonly delimiter: string | null;
  /** See `groupedLines`. */
  readonly grouped: 'certain' | 'doubtful' | null;
  /** The keys of a list that has no columns; null for a table. */
  readonly keys: readonly ListKey[] | null;
  readonly comments: readonly ListKey[];
}

/**
 * Removes surrounding spaces (also non-breaking ones), Excel's wrapper that preserves leading zeros (="0042"), and
 * quotes that the CSV parser did not recognise because of a space before them: 12, "13".
 */
export const cleanCell = (cell: string) =>
  cell
    .trim()
    .replace(/^=?"(.*)"$/su, '$1')
    .trim();

/** Also removes the bullet of a list, typographic quotes, and a separator at the end of a line. */
const keyOf = (cell: string) =>
  cleanCell(cell.replace(/^[\s,;|]+|[\s,;|]+$/gu, ''))
    .replace(/^[•·▪‣*-]\s+/u, '')
    .replace(/^[“”„«»](.*)[“”»«]$/su, '$1');

/** Excel's first line, which names the separator. */
const SEPARATOR_LINE = /^\s*"?sep=(.)"?[^\S\r\n]*(?=\r|\n|$)/iu;
/** A line that is not data: "# Exported …". "#500101" is an id, and "#;SKU" is a header. */
const COMMENT = /^[^\S\r\n]*#(?![^\S\r\n]*[,;|\t])(?:[^\S\r\n]|[#!]|$).*$/gmu;
/** In characters. */
const CHUNK = 500_000;

/** Number of rows to process before the generator yields. */
const ROWS_PER_YIELD = 2000;
/** Number of rows for detecting the column with the keys. */
const SAMPLE = 200;

/**
 * Parses a pasted column, a list in a line, a JSON list or a CSV of ids or codes. A generator that yields every few
 * thousand rows, so that the caller can keep the page responsive.
 */
export function* readTable(source: string): Generator<void, ListTable> {
  let text = '';
  for (let at = 0; at < source.length; at += CHUNK) {
    text += plainCharacters(source.slice(at, at + CHUNK));
    yield;
  }
  const separator = SEPARATOR_LINE.exec(text)?.[1] ?? null;
  const comments: ListKey[] = [];
  // The line breaks stay, so that the line numbers stay.
  const lines = text.replace(SEPARATOR_LINE, '');
  text = lines.replace(COMMENT, (key, at: number) => {
    comments.push({ key: key.trim(), line: lineAt(lines, at), comment: true });
    return '';
  });
  const json = jsonList(text);
  if (json !== null) return plainList(json, comments);
  const rows: TableRow[] = [];
  const grouped = separator === null ? groupedLines(text) : null;
  const delimiter = separator ?? (grouped === null ? findDelimiter(text) : null);
  for (const row of splitRows(text, delimiter)) {
    rows.push(row);
    if (rows.length % ROWS_PER_YIELD === 0) yield;
  }
  const [first] = rows;
  if (first === undefined) return plainList([], comments);
  if (rows.length === 1) return plainList(oneLine(first, delimiter), comments);

  const header = detectHeader(first, rows.slice(1, SAMPLE));
  const width = rows.slice(0, SAMPLE).reduce((most, { cells }) => Math.max(most, cells.length), 1);
  const columns = Array.from(
    { length: width },
    (_, at) => (header !== null && cleanCell(first.cells[at] ?? '')) || `Column ${at + 1}`,
  );
  return {
    rows,
    columns,
    hasHeader: header !== null,
    isHeaderDoubtful: header === 'doubtful',
    delimiter,
    grouped,
    keys: null,
    comments,
  };
}

export const bodyRows = ({ rows, hasHeader }: ListTable): readonly TableRow[] => (hasHeader ? rows.slice(1) : rows);

/** Reads the keys of a column. Yields like `readTable`. */
export function* readColumn(table: ListTable, column: Column): Generator<void, readonly ListKey[]> {
  if (table.keys !== null) return [...table.comments, ...table.keys];
  const keys: ListKey[] = [...table.comments];
  for (const [at, row] of table.rows.entries()) {
    if (at % ROWS_PER_YIELD === ROWS_PER_YIELD - 1) yield;
    const isFirst = table.hasHeader && at === 0;
    if (isFirst && !table.isHeaderDoubtful) continue;
    const { cells, line } = row;
    const whole = cells.map(cleanCell).join(',');
    const isWhole = cells.length === 1 && !row.quoted && table.grouped !== 'certain';
    if ((isWhole && isDoubtful(whole)) || (table.delimiter === ',' && isCutApart(row))) {
      keys.push({ key: whole, line, doubtful: true });
      continue;
    }
    for (const cell of column === 'all' ? cells : [cells[column] ?? '']) {
      const key = keyOf(cell);
      if (key !== '') keys.push({ key, line, ...(isFirst ? { header: true } : {}) });
    }
  }
  return table.comments.length === 0 ? keys : keys.toSorted((a, b) => a.line - b.line);
}

const lineAt = (text: string, at: number) => text.slice(0, at).split(/\r\n|\r|\n/u).length;

const plainList = (keys: readonly ListKey[], comments: readonly ListKey[]): ListTable => ({
  rows: [],
  columns: ['Column 1'],
  hasHeader: false,
  isHeaderDoubtful: false,
  delimiter: null,
  grouped: null,
  keys,
  comments,
});

/** Reads a single line as a list: "12, 13, 14" or "12 13 14". */
function oneLine({ cells, line, quoted }: TableRow, delimiter: string | null): readonly ListKey[] {
  const values = cells.map(keyOf).filter((value) => value !== '');
  const whole = delimiter === ',' ? cells.join(',').trim() : (values[0] ?? '');
  if (!quoted && (delimiter === ',' || values.length === 1) && hasGroups(whole))
    return [{ key: whole, line, ...(isDoubtful(whole) ? { doubtful: true } : {}) }];
  const [only = ''] = values;
  const words = only.split(/\s+/u);
  const keys = values.length === 1 && !hasGroups(only) && words.every(isNumber) ? words : values;
  return keys.map((key) => ({ key, line }));
}

/**
 * Whether the commas in a text without quotes are thousands separators: each line is one number or has no comma.
 * `certain`: a line without a comma, or a number that cannot be several ids, proves that the text is one column. Null:
 * commas are delimiters.
 */
function groupedLines(text: string): 'certain' | 'doubtful' | null {
  let [grouped, single, count] = [0, 0, 0];
  for (const { cells, quoted } of splitRows(text, null)) {
    const line = cleanCell(cells[0] ?? '');
    if (!line.includes(',')) single += 1;
    else if (quoted || !hasGroups(line) || !isNumber(line)) return null;
    else grouped += isDoubtful(line) ? 1 : SAMPLE;
    if ((count += 1) === SAMPLE) break;
  }
  if (grouped === 0) return null;
  return single > 0 || grouped >= SAMPLE ? 'certain' : 'doubtful';
}

/** A thousands separator was parsed as a delimiter: a cell begins with 0, and no id does. */
const isCutApart = ({ cells, quoted }: TableRow) =>
  !quoted &&
  cells.every((cell) => /^\s*\d*\s*$/u.test(cell)) &&
  hasGroups(cells.join(',')) &&
  /,0/u.test(cells.join(','));

function jsonList(text: string): readonly ListKey[] | null {
  if (!/^\s*\[[^[{]*\]\s*$/u.test(text)) return null;
  try {
    const list = JSON.parse(text) as readonly unknown[]; // the pattern matches flat arrays only
    return list.flatMap((value) =>
      typeof value === 'string' || typeof value === 'number' ? [{ key: cleanCell(String(value)), line: 1 }] : [],
    );
  } catch {
    return null;
  }
}

/**
 * Whether the first row contains the names of the columns. `doubtful`: a word above a column of numbers, which may be a
 * code as well.
 */
function detectHeader(first: TableRow, rest: readonly TableRow[]): 'certain' | 'doubtful' | null {
  const cells = first.cells.map(cleanCell);
  if (cells.some(isNumber)) return null;
  if (cells.some(isHeader)) return 'certain';
  const isAboveNumbers = cells.some((cell, at) => {
    const below = rest.map(({ cells: row }) => cleanCell(row[at] ?? '')).filter((value) => value !== '');
    return cell !== '' && !/\d/u.test(cell) && below.length > 0 && below.every(isNumber);
  });
  return isAboveNumbers ? 'doubtful' : null;
}
