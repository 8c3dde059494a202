import { hasGroups, isDoubtful, spellings } from './spellings.ts';
import { findDelimiter, splitRows, type TableRow } from './split-table.ts';

/** One id or code of a list, as it stands there but for outer spaces. */
export interface ListKey {
  readonly key: string;
  /** From 1. */
  readonly line: number;
  /** Without quotes it can be one number in groups, or several ids: 501,102. */
  readonly doubtful?: true;
}

/** The column that keys are taken from, counted from 0. A list that goes over several lines is read from all of them. */
export type Column = number | 'all';

export interface ReadList {
  readonly keys: readonly ListKey[];
  /** The columns to choose from: their names, or "Column 1". One for a plain list. */
  readonly columns: readonly string[];
  readonly column: Column;
  /** The first row names the columns. */
  readonly hasHeader: boolean;
}

/** What may stand above a column of ids or codes, without case, spaces and signs; the most telling first. */
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
const isNumber = (key: string) => spellings(key).some((spelling) => DIGITS.test(spelling));
const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
/**
 * Without outer spaces, also those that do not break, without Excel's way to keep leading zeros (="0042"), and without quotes that
 * a space kept from being read as such: 12, "13".
 */
const tidy = (cell: string) =>
  cell
    .trim()
    .replace(/^=?"(.*)"$/su, '$1')
    .trim();

/** Rows between two chances for others to get a turn. */
const STRIDE = 2000;
/** As many rows as decide which column holds the keys. */
const SAMPLE = 200;

/**
 * Reads a pasted column, a list in a line, a JSON list or a CSV of ids or codes. A generator, so that whoever runs it can let others
 * have their turn: it stops every few thousand rows. `column` overrides the one that looks most like keys.
 */
export function* readList(text: string, column?: Column): Generator<void, ReadList> {
  const json = jsonList(text);
  if (json !== null) return keyed(json);
  const rows: TableRow[] = [];
  const lines = groupedLines(text);
  const delimiter = lines === null ? findDelimiter(text) : null;
  for (const row of splitRows(text, delimiter)) {
    rows.push(row);
    if (rows.length % STRIDE === 0) yield;
  }
  const [first] = rows;
  if (rows.length === 1 && first) return oneLine(first, delimiter);

  const width = rows.slice(0, SAMPLE).reduce((most, { cells }) => Math.max(most, cells.length), 1);
  const hasHeader = first !== undefined && looksLikeHeader(first, rows.slice(1, SAMPLE));
  const chosen = column ?? likelyColumn(rows, width, hasHeader);
  const keys: ListKey[] = [];
  for (const [at, row] of rows.entries()) {
    if (at % STRIDE === STRIDE - 1) yield;
    if (hasHeader && at === 0) continue;
    const { cells, line } = row;
    const whole = cells.map(tidy).join(',');
    const isWhole = cells.length === 1 && !row.quoted && lines !== 'certain';
    if ((isWhole && isDoubtful(whole)) || (delimiter === ',' && isCutApart(row))) {
      keys.push({ key: whole, line, doubtful: true });
      continue;
    }
    for (const cell of chosen === 'all' ? cells : [cells[chosen] ?? '']) {
      const key = tidy(cell);
      if (key !== '') keys.push({ key, line });
    }
  }
  const columns = Array.from(
    { length: width },
    (_, at) => (hasHeader && tidy(first.cells[at] ?? '')) || `Column ${at + 1}`,
  );
  return { keys, columns, column: chosen, hasHeader };
}

/** Runs to the end without letting go. */
export function readListAtOnce(text: string, column?: Column): ReadList {
  const reading = readList(text, column);
  for (;;) {
    const step = reading.next();
    if (step.done === true) return step.value;
  }
}

const keyed = (keys: readonly ListKey[]): ReadList => ({ keys, columns: ['Column 1'], column: 0, hasHeader: false });

/** A single line is a list of its own: "12, 13, 14", or "12 13 14". */
function oneLine({ cells, line, quoted }: TableRow, delimiter: string | null): ReadList {
  const values = cells.map(tidy).filter((value) => value !== '');
  const whole = delimiter === ',' ? cells.join(',').trim() : (values[0] ?? '');
  if (!quoted && (delimiter === ',' || values.length === 1) && hasGroups(whole))
    return keyed([{ key: whole, line, ...(isDoubtful(whole) ? { doubtful: true } : {}) }]);
  const [only = ''] = values;
  const words = only.split(/\s+/u);
  const keys = values.length === 1 && !hasGroups(only) && words.every(isNumber) ? words : values;
  return keyed(keys.map((key) => ({ key, line })));
}

/**
 * Whether the commas of a text without quotes stand in numbers: each line is one such number or has no comma. `certain`: a line
 * without a comma, or one number that cannot be several ids, shows that it is a column. Null: commas divide.
 */
function groupedLines(text: string): 'certain' | 'doubtful' | null {
  let [grouped, single, count] = [0, 0, 0];
  for (const { cells, quoted } of splitRows(text, null)) {
    const line = tidy(cells[0] ?? '');
    if (!line.includes(',')) single += 1;
    else if (quoted || !hasGroups(line) || !isNumber(line)) return null;
    else grouped += isDoubtful(line) ? 1 : SAMPLE;
    if ((count += 1) === SAMPLE) break;
  }
  if (grouped === 0) return null;
  return single > 0 || grouped >= SAMPLE ? 'certain' : 'doubtful';
}

/** A comma in a number was taken for the delimiter: no id begins with 0. */
const isCutApart = ({ cells, quoted }: TableRow) =>
  !quoted &&
  cells.every((cell) => /^\s*\d*\s*$/u.test(cell)) &&
  hasGroups(cells.join(',')) &&
  /,0/u.test(cells.join(','));

function jsonList(text: string): readonly ListKey[] | null {
  if (!/^\s*\[[^[{]*\]\s*$/u.test(text)) return null;
  try {
    const list = JSON.parse(text) as readonly unknown[]; // brackets around something without brackets: a list
    return list.flatMap((value) =>
      typeof value === 'string' || typeof value === 'number' ? [{ key: tidy(String(value)), line: 1 }] : [],
    );
  } catch {
    return null;
  }
}

function looksLikeHeader(first: TableRow, rest: readonly TableRow[]): boolean {
  const cells = first.cells.map(tidy);
  if (cells.some(isNumber)) return false;
  if (cells.some((cell) => HEADERS.includes(plain(cell)))) return true;
  // A word above a column of numbers names it.
  return cells.some((cell, at) => {
    const below = rest.map(({ cells: row }) => tidy(row[at] ?? '')).filter((value) => value !== '');
    return cell !== '' && below.length > 0 && below.every(isNumber);
  });
}

/** By its name; without one, the column with the most different values that look like ids, then like codes. */
function likelyColumn(all: readonly TableRow[], width: number, hasHeader: boolean): Column {
  const rows = all.slice(0, SAMPLE);
  const names = hasHeader ? (rows[0]?.cells ?? []).map((cell) => HEADERS.indexOf(plain(cell))) : [];
  const named = names.filter((rank) => rank >= 0);
  if (named.length > 0) return names.indexOf(Math.min(...named));
  if (!hasHeader && width > 1 && isWrapped(all)) return 'all';
  const body = hasHeader ? rows.slice(1) : rows;
  let best = { column: 0, score: -1 };
  for (let column = 0; column < width; column += 1) {
    const values = new Set(body.map(({ cells }) => tidy(cells[column] ?? '')).filter((value) => value !== ''));
    const numbers = [...values].filter(isNumber).length;
    // Between a price of 12.0 and an id of 12, the id looks more like one.
    const digits = [...values].filter((value) => DIGITS.test(value)).length;
    const codes = [...values].filter((value) => /\d/u.test(value) && !/\s/u.test(value)).length;
    const score = values.size === 0 ? -1 : 3 * numbers + digits + 2 * codes + values.size;
    if (score > best.score) best = { column, score };
  }
  return best.column;
}

/** A list of numbers that goes over several lines and is no table: a line ends in the middle of it, or the last one is short. */
function isWrapped(rows: readonly TableRow[]): boolean {
  const sample = [...rows.slice(0, SAMPLE), ...rows.slice(-1)];
  const filled = sample.map(({ cells }) => cells.map(tidy).filter((value) => value !== ''));
  if (!filled.flat().every(isNumber)) return false;
  const first = filled[0]?.length ?? 0;
  const broken = sample.slice(0, -1).some(({ cells }) => tidy(cells.at(-1) ?? '') === '');
  return first > 1 && (broken || filled.some((values) => values.length !== first));
}
