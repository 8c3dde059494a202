import { type HeaderMeaning, headerMeaning } from './header-meaning.ts';
import { isNumber } from './cell-parts.ts';
import { bodyRows, cleanCell, type Column, type ListTable } from './read-list.ts';

/** Number of rows, and of values of each column, for detecting the column with the keys. */
const SAMPLE_ROWS = 200;
const SAMPLE_VALUES = 40;
/** Number of columns that are looked up in the directory. */
const SAMPLE_COLUMNS = 50;

/** How much the share of known values counts under a header. An area of 1,288 can be the id of a store. */
const WEIGHTS: Readonly<Record<HeaderMeaning, number>> = {
  entryId: 4,
  entry: 3,
  id: 2,
  unknown: 1,
  label: 0.2,
  measure: 0.1,
  otherEntry: 0.1,
};

/** Whether the directory has an entry of the wanted types for a key; null if it has no entries of these types. */
export type IsKnown = ((key: string) => boolean) | null;

/** Returns the first values of each column, which show what the directory knows of it. */
export function columnSamples(table: ListTable): readonly (readonly string[])[] {
  const rows = bodyRows(table).slice(0, SAMPLE_ROWS);
  return table.columns.slice(0, SAMPLE_COLUMNS).map((_, at) => {
    const values = new Set(rows.map(({ cells }) => cleanCell(cells[at] ?? '')).filter((value) => value !== ''));
    return [...values].slice(0, SAMPLE_VALUES);
  });
}

/**
 * Finds the column with the keys: the one of which the directory knows the most values, and best of all one whose header
 * names the wanted entries. Null if no column is plausible, so that the user chooses.
 */
export function pickColumn(table: ListTable, types: readonly string[], isKnown: IsKnown): Column | null {
  const samples = columnSamples(table);
  if (samples.length <= 1) return 0;
  if (!table.hasHeader && (isWrapped(table) || isGrid(samples, isKnown))) return 'all';
  const candidates = samples.map((values, column) => {
    const meaning = table.hasHeader ? headerMeaning(table.columns[column] ?? '', types) : 'unknown';
    const weight = WEIGHTS[meaning];
    const share = isKnown === null ? 0 : knownShare(values, isKnown);
    return { column, weight, evidence: share * weight, form: formScore(values) };
  });
  const plausible = candidates.filter(({ weight }) => weight >= WEIGHTS.unknown);
  const [best] = plausible.toSorted(
    (a, b) => b.evidence - a.evidence || b.weight - a.weight || b.form - a.form || a.column - b.column,
  );
  if (best === undefined) return null;
  const isGuess = isKnown !== null && best.evidence === 0 && best.weight === WEIGHTS.unknown;
  return isGuess && candidates.some(({ evidence }) => evidence > 0) ? null : best.column;
}

/** A short number counts half, because it can be an id by chance. */
const strength = (value: string) => (/^\d{1,4}$/u.test(value) ? 0.5 : 1);

function knownShare(values: readonly string[], isKnown: (key: string) => boolean): number {
  const sum = values.reduce((total, value) => total + (isKnown(value) ? strength(value) : 0), 0);
  return values.length === 0 ? 0 : sum / values.length;
}

/** How many distinct values look like ids, then like codes. */
function formScore(values: readonly string[]): number {
  const numbers = values.filter(isNumber).length;
  // Prefer plain digits: 12.0 is more likely a price than an id.
  const digits = values.filter((value) => /^\d+$/u.test(value)).length;
  const codes = values.filter((value) => /\d/u.test(value) && !/\s/u.test(value)).length;
  return values.length === 0 ? -1 : 3 * numbers + digits + 2 * codes + values.length;
}

/** Every value of every column is a known id, and none is as short as a quantity: a list in several columns. */
const isGrid = (samples: readonly (readonly string[])[], isKnown: IsKnown) =>
  isKnown !== null &&
  samples.every(
    (values) => values.length > 0 && values.every((value) => value.length > 3 && isNumber(value) && isKnown(value)),
  );

/** A wrapped list of numbers, not a table: a line ends with a delimiter, or the lines differ in length. */
function isWrapped({ rows }: ListTable): boolean {
  const sample = [...rows.slice(0, SAMPLE_ROWS), ...rows.slice(-1)];
  const filled = sample.map(({ cells }) => cells.map(cleanCell).filter((value) => value !== ''));
  if (!filled.flat().every(isNumber)) return false;
  const first = filled[0]?.length ?? 0;
  const broken = sample.slice(0, -1).some(({ cells }) => cleanCell(cells.at(-1) ?? '') === '');
  return first > 1 && (broken || filled.some((values) => values.length !== first));
}
