import { hasGroups, isDoubtful, idVariants } from './id-variants.ts';
import { findDelimiter, splitRows, type TableRow } from './split-table.ts';

/** One id or code of a list: its text without surrounding spaces. */
export interface ListKey {
  readonly key: string;
  /** Line number, from 1. */
  readonly line: number;
  /** Ambiguous without quotes: 501,102 is one number with thousands separators, or several ids. */
  readonly doubtful?: true;
}

/** Index of the column with the keys, from 0. `all`: a plain list that is wrapped over several lines. */
export type Column = number | 'all';

export interface ReadList {
  readonly keys: readonly ListKey[];
  /** Names of the columns that the user can choose from, or "Column 1". A plain list has one. */
  readonly columns: readonly string[];
  readonly column: Column;
  /** True if the first row contains the column names. */
  readonly hasHeader: boolean;
}

/** Known headers of a column of ids or codes, normalised; the most specific ones first. */
const HEADERS = [
  'id',
  'ids',
  'productid',
  'itemid',
  'inventoryid',
  'skuid',
  'categoryid',
  'brandid',
  'attributeid',
  'storeid',
  'tillid',
  'zoneid',
  'conceptid',
  'entityid',
  'orgentityid',
  'seriesid',
  'sku',
  'skus',
  'code',
  'codes',
  'productcode',
  'itemcode',
  'skucode',
  'storecode',
  'tillcode',
  'zonecode',
  'conceptcode',
  'article',
  'articleno',
  'articlenumber',
  'ean',
  'number',
  'item',
  'product',
  'category',
  'brand',
  'attribute',
  'store',
  'till',
  'zone',
  'concept',
];

const DIGITS = /^\d+$/u;
const isNumber = (key: string) => idVariants(key).some((variant) => DIGITS.test(variant));
const normalizeHeader = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
/**
 * Removes surrounding spaces (also non-breaking ones), Excel's wrapper that preserves leading zeros (="0042"), and
 * quotes that the CSV parser did not recognise because of a space before them: 12, "13".
 */
const cleanCell = (cell: string) =>
  cell
    .trim()
    .replace(/^=?"(.*)"$/su, '$1')
    .trim();

/** Number of rows to process before the generator yields. */
const ROWS_PER_YIELD = 2000;
/** Number of rows for detecting the column with the keys. */
const SAMPLE = 200;

/**
 * Reads a pasted column, a list in a line, a JSON list or a CSV of ids or codes. A generator that yields every few
 * thousand rows, so that the caller can keep the page responsive. `column` overrides the detected key column.
 */
export function* readList(text: string, column?: Column): Generator<void, ReadList> {
  const json = jsonList(text);
  if (json !== null) return plainList(json);
  const rows: TableRow[] = [];
  const lines = groupedLines(text);
  const delimiter = lines === null ? findDelimiter(text) : null;
  for (const row of splitRows(text, delimiter)) {
    rows.push(row);
    if (rows.length % ROWS_PER_YIELD === 0) yield;
  }
  const [first] = rows;
  if (rows.length === 1 && first) return oneLine(first, delimiter);

  const width = rows.slice(0, SAMPLE).reduce((most, { cells }) => Math.max(most, cells.length), 1);
  const hasHeader = first !== undefined && looksLikeHeader(first, rows.slice(1, SAMPLE));
  const chosen = column ?? likelyColumn(rows, width, hasHeader);
  const keys: ListKey[] = [];
  for (const [at, row] of rows.entries()) {
    if (at % ROWS_PER_YIELD === ROWS_PER_YIELD - 1) yield;
    if (hasHeader && at === 0) continue;
    const { cells, line } = row;
    const whole = cells.map(cleanCell).join(',');
    const isWhole = cells.length === 1 && !row.quoted && lines !== 'certain';
    if ((isWhole && isDoubtful(whole)) || (delimiter === ',' && isCutApart(row))) {
      keys.push({ key: whole, line, doubtful: true });
      continue;
    }
    for (const cell of chosen === 'all' ? cells : [cells[chosen] ?? '']) {
      const key = cleanCell(cell);
      if (key !== '') keys.push({ key, line });
    }
  }
  const columns = Array.from(
    { length: width },
    (_, at) => (hasHeader && cleanCell(first.cells[at] ?? '')) || `Column ${at + 1}`,
  );
  return { keys, columns, column: chosen, hasHeader };
}

/** Like `readList`, but synchronous. */
export function readListAtOnce(text: string, column?: Column): ReadList {
  const reading = readList(text, column);
  for (;;) {
    const step = reading.next();
    if (step.done === true) return step.value;
  }
}

const plainList = (keys: readonly ListKey[]): ReadList => ({
  keys,
  columns: ['Column 1'],
  column: 0,
  hasHeader: false,
});

/** Reads a single line as a list: "12, 13, 14" or "12 13 14". */
function oneLine({ cells, line, quoted }: TableRow, delimiter: string | null): ReadList {
  const values = cells.map(cleanCell).filter((value) => value !== '');
  const whole = delimiter === ',' ? cells.join(',').trim() : (values[0] ?? '');
  if (!quoted && (delimiter === ',' || values.length === 1) && hasGroups(whole))
    return plainList([{ key: whole, line, ...(isDoubtful(whole) ? { doubtful: true } : {}) }]);
  const [only = ''] = values;
  const words = only.split(/\s+/u);
  const keys = values.length === 1 && !hasGroups(only) && words.every(isNumber) ? words : values;
  return plainList(keys.map((key) => ({ key, line })));
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

function looksLikeHeader(first: TableRow, rest: readonly TableRow[]): boolean {
  const cells = first.cells.map(cleanCell);
  if (cells.some(isNumber)) return false;
  if (cells.some((cell) => HEADERS.includes(normalizeHeader(cell)))) return true;
  // A word above a column of numbers is its header.
  return cells.some((cell, at) => {
    const below = rest.map(({ cells: row }) => cleanCell(row[at] ?? '')).filter((value) => value !== '');
    return cell !== '' && below.length > 0 && below.every(isNumber);
  });
}

/** Finds the key column by its header, else by the most distinct values that look like ids, then like codes. */
function likelyColumn(all: readonly TableRow[], width: number, hasHeader: boolean): Column {
  const rows = all.slice(0, SAMPLE);
  const names = hasHeader ? (rows[0]?.cells ?? []).map((cell) => HEADERS.indexOf(normalizeHeader(cell))) : [];
  const named = names.filter((rank) => rank >= 0);
  if (named.length > 0) return names.indexOf(Math.min(...named));
  if (!hasHeader && width > 1 && isWrapped(all)) return 'all';
  const body = hasHeader ? rows.slice(1) : rows;
  let best = { column: 0, score: -1 };
  for (let column = 0; column < width; column += 1) {
    const values = new Set(body.map(({ cells }) => cleanCell(cells[column] ?? '')).filter((value) => value !== ''));
    const numbers = [...values].filter(isNumber).length;
    // Prefer plain digits: 12.0 is more likely a price than an id.
    const digits = [...values].filter((value) => DIGITS.test(value)).length;
    const codes = [...values].filter((value) => /\d/u.test(value) && !/\s/u.test(value)).length;
    const score = values.size === 0 ? -1 : 3 * numbers + digits + 2 * codes + values.size;
    if (score > best.score) best = { column, score };
  }
  return best.column;
}

/** A wrapped list of numbers, not a table: a line ends with a delimiter, or the lines differ in length. */
function isWrapped(rows: readonly TableRow[]): boolean {
  const sample = [...rows.slice(0, SAMPLE), ...rows.slice(-1)];
  const filled = sample.map(({ cells }) => cells.map(cleanCell).filter((value) => value !== ''));
  if (!filled.flat().every(isNumber)) return false;
  const first = filled[0]?.length ?? 0;
  const broken = sample.slice(0, -1).some(({ cells }) => cleanCell(cells.at(-1) ?? '') === '');
  return first > 1 && (broken || filled.some((values) => values.length !== first));
}
