import { idVariants } from './id-variants.ts';
import { findDelimiter, splitRows, type TableRow } from './split-table.ts';

/** An id or code of a list, trimmed. */
export interface ListKey {
  readonly key: string;
  /** Counted from 1. */
  readonly line: number;
}

/** The column with the keys, counted from 0. `all`: a wrapped list, whose keys are in all columns. */
export type Column = number | 'all';

export interface ReadList {
  readonly keys: readonly ListKey[];
  /** Names of the columns, or "Column 1". A plain list has one column. */
  readonly columns: readonly string[];
  readonly column: Column;
  /** Whether the first row names the columns. */
  readonly hasHeader: boolean;
}

/** Known headers of columns with ids or codes, without case, spaces and punctuation. The most specific come first. */
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
const normalized = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
/**
 * Removes outer spaces including no-break ones, Excel's notation for leading zeros (="0042"), and quotes after a space,
 * which the parser did not recognise: 12, "13".
 */
const clean = (cell: string) =>
  cell
    .trim()
    .replace(/^=?"(.*)"$/su, '$1')
    .trim();

/** Number of rows between two yields. */
const ROWS_PER_YIELD = 2000;
/** Number of rows for detecting the column with the keys. */
const SAMPLE_SIZE = 200;

/**
 * Reads a pasted column, a list in one line, a JSON list or a CSV of ids or codes. A generator: it yields every 2,000
 * rows, so that the caller can avoid blocking. `column` overrides the detected column.
 */
export function* readList(text: string, column?: Column): Generator<void, ReadList> {
  const json = jsonList(text);
  if (json !== null) return { keys: json, columns: ['Column 1'], column: 0, hasHeader: false };
  const rows: TableRow[] = [];
  for (const row of splitRows(text, findDelimiter(text))) {
    rows.push(row);
    if (rows.length % ROWS_PER_YIELD === 0) yield;
  }
  const [first] = rows;
  if (rows.length === 1 && first) return oneLine(first);

  const width = rows.slice(0, SAMPLE_SIZE).reduce((maximum, { cells }) => Math.max(maximum, cells.length), 1);
  const hasHeader = first !== undefined && looksLikeHeader(first, rows.slice(1, SAMPLE_SIZE));
  const chosen = column ?? likelyColumn(rows, width, hasHeader);
  const keys: ListKey[] = [];
  for (const [index, { cells, line }] of rows.entries()) {
    if (index % ROWS_PER_YIELD === ROWS_PER_YIELD - 1) yield;
    if (hasHeader && index === 0) continue;
    for (const cell of chosen === 'all' ? cells : [cells[chosen] ?? '']) {
      const key = clean(cell);
      if (key !== '') keys.push({ key, line });
    }
  }
  const columns = Array.from(
    { length: width },
    (_, index) => (hasHeader && clean(first.cells[index] ?? '')) || `Column ${index + 1}`,
  );
  return { keys, columns, column: chosen, hasHeader };
}

/** Reads the whole list synchronously. */
export function readListAtOnce(text: string, column?: Column): ReadList {
  const reading = readList(text, column);
  for (;;) {
    const step = reading.next();
    if (step.done === true) return step.value;
  }
}

/** Reads a list in a single line: "12, 13, 14", or "12 13 14". */
function oneLine({ cells, line }: TableRow): ReadList {
  const values = cells.map(clean).filter((value) => value !== '');
  const [only = ''] = values;
  const words = only.split(/\s+/u);
  const keys = values.length === 1 && words.every(isNumber) ? words : values;
  return { keys: keys.map((key) => ({ key, line })), columns: ['Column 1'], column: 0, hasHeader: false };
}

function jsonList(text: string): readonly ListKey[] | null {
  if (!/^\s*\[[^[{]*\]\s*$/u.test(text)) return null;
  try {
    const list = JSON.parse(text) as readonly unknown[]; // The pattern matches only a flat list.
    return list.flatMap((value) =>
      typeof value === 'string' || typeof value === 'number' ? [{ key: clean(String(value)), line: 1 }] : [],
    );
  } catch {
    return null;
  }
}

function looksLikeHeader(first: TableRow, rest: readonly TableRow[]): boolean {
  const cells = first.cells.map(clean);
  if (cells.some(isNumber)) return false;
  if (cells.some((cell) => HEADERS.includes(normalized(cell)))) return true;
  // A word above a column of numbers is a header.
  return cells.some((cell, index) => {
    const below = rest.map(({ cells: row }) => clean(row[index] ?? '')).filter((value) => value !== '');
    return cell !== '' && below.length > 0 && below.every(isNumber);
  });
}

/**
 * The column with a known header; without one, the column with the most distinct values that look like ids or codes.
 */
function likelyColumn(all: readonly TableRow[], width: number, hasHeader: boolean): Column {
  const rows = all.slice(0, SAMPLE_SIZE);
  const names = hasHeader ? (rows[0]?.cells ?? []).map((cell) => HEADERS.indexOf(normalized(cell))) : [];
  const named = names.filter((rank) => rank >= 0);
  if (named.length > 0) return names.indexOf(Math.min(...named));
  if (!hasHeader && width > 1 && isWrapped(all)) return 'all';
  const body = hasHeader ? rows.slice(1) : rows;
  let best = { column: 0, score: -1 };
  for (let column = 0; column < width; column += 1) {
    const values = new Set(body.map(({ cells }) => clean(cells[column] ?? '')).filter((value) => value !== ''));
    const numbers = [...values].filter(isNumber).length;
    // Prefer an id such as 12 to a price such as 12.0.
    const digits = [...values].filter((value) => DIGITS.test(value)).length;
    const codes = [...values].filter((value) => /\d/u.test(value) && !/\s/u.test(value)).length;
    const score = values.size === 0 ? -1 : 3 * numbers + digits + 2 * codes + values.size;
    if (score > best.score) best = { column, score };
  }
  return best.column;
}

/**
 * Whether the rows are one list of numbers wrapped over several lines: a line ends with a delimiter, or lengths
 * differ.
 */
function isWrapped(rows: readonly TableRow[]): boolean {
  const sample = [...rows.slice(0, SAMPLE_SIZE), ...rows.slice(-1)];
  const filled = sample.map(({ cells }) => cells.map(clean).filter((value) => value !== ''));
  if (!filled.flat().every(isNumber)) return false;
  const first = filled[0]?.length ?? 0;
  const endsWithDelimiter = sample.slice(0, -1).some(({ cells }) => clean(cells.at(-1) ?? '') === '');
  return first > 1 && (endsWithDelimiter || filled.some((values) => values.length !== first));
}
