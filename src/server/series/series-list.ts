import { type AnyColumn, and, eq, not, type SQL, sql } from 'drizzle-orm';
import { searchText, searchWords } from '#values/search-text.ts';
import type { Database } from '../database/connect.ts';
import { series } from '../database/schema.ts';
import { Problem } from '../http/problems.ts';
import type { ListQuery } from './series-source.ts';
import { getRows, lexeme, NO_END, type Source } from './series-store.ts';

/** The earliest valid date in a cursor. */
const EARLIEST = new Date('0999-12-31T00:00:00Z');
const MAX_WORDS = 10;
/** A shorter text starts too many names to rank them. */
const MIN_START = 3;

/** The indexed expression of each sort order, and its cursor value: a name, or epoch ms as text. */
const SORT_COLUMNS = {
  name: { column: sql`${series.name} COLLATE "C"`, key: sql<string>`${series.name}` },
  lastModified: { column: sql`${series.lastModified}`, key: epochMs(series.lastModified) },
  validTill: { column: sql`${series.validTill}`, key: epochMs(series.validTill) },
} as const;

function epochMs(column: AnyColumn): SQL<string> {
  return sql`(extract(epoch from ${column}) * 1000)::bigint::text`;
}

/** `step`: the index in `matchSteps`; 0 without a search. */
type Cursor = readonly [key: string, id: number, step: number];

const writeCursor = (cursor: Cursor) => Buffer.from(JSON.stringify(cursor)).toString('base64url');

function readCursor(cursor: string): Cursor {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(parsed) && parsed.length === 3) {
      const [key, id, step] = parsed as unknown[];
      const isRow = typeof key === 'string' && !key.includes('\0') && typeof id === 'number' && (id | 0) === id;
      if (isRow && (step === 0 || step === 1 || step === 2)) return [key, id, step];
    }
  } catch {
    // Text that is no JSON is refused below, like any other invalid cursor.
  }
  throw invalidCursor();
}

function invalidCursor(): Problem {
  return Problem.one(400, 400, 'The cursor is not valid. Start again from the first page.', 'cursor');
}

/** The keyset row after which the next page starts, as SQL. */
function startAt([key, id]: Cursor, isName: boolean): SQL {
  if (isName) return sql`(${key} COLLATE "C", ${id}::int)`;
  const instant = new Date(/^-?\d{1,15}$/.test(key) ? Number(key) : Number.NaN);
  if (!(instant >= EARLIEST && instant <= NO_END)) throw invalidCursor();
  return sql`(${instant.toISOString()}::timestamptz, ${id}::int)`;
}

/** Matches series that contain every word of the search, in any order. */
const hasWords = (q: string) =>
  and(
    ...searchWords(q)
      .slice(0, MAX_WORDS)
      .map((word) => sql`${series.searchText} LIKE ${`%${word.replace(/[\\%_]/g, String.raw`\$&`)}%`}`),
  );

/** The matches in order: a name or a code that equals the search, one that starts with it, and the rest. */
function matchSteps(q: string): readonly (SQL | undefined)[] {
  const words = hasWords(q);
  if (words === undefined) return [undefined];
  const isEqual = sql`${series.wholeTexts} @@ ${lexeme(q)}::tsquery`;
  if (searchText(q).length < MIN_START) return [isEqual, and(words, not(isEqual))];
  const starts = sql`${series.wholeTexts} @@ ${`${lexeme(q)}:*`}::tsquery`;
  return [isEqual, and(starts, not(isEqual)), and(words, not(starts))];
}

/**
 * Reads one page by keyset, not by offset, so that page 1,000 is as fast as page 1. The best matches are read step by
 * step, because a rank of all rows could not use an index.
 */
export async function listRows(db: Database, query: ListQuery, source: Source) {
  const sort = query.sort === 'match' ? '-lastModified' : query.sort;
  const name = sort.replace('-', '') as keyof typeof SORT_COLUMNS; // a ColumnSort without its sign
  const { column, key } = SORT_COLUMNS[name];
  const [direction, isAfter] = sort.startsWith('-') ? [sql`desc`, sql`<`] : [sql`asc`, sql`>`];
  const steps = query.sort === 'match' ? matchSteps(query.q) : [hasWords(query.q)];
  const cursor = query.cursor ? readCursor(query.cursor) : null;
  const after = cursor && sql`(${column}, ${series.id}) ${isAfter} ${startAt(cursor, name === 'name')}`;

  const found: { id: number; key: string; step: number }[] = [];
  const firstStep = cursor?.[2] ?? 0;
  for (let step = firstStep; step < steps.length && found.length <= query.limit; step += 1) {
    const where = and(eq(series.source, source), steps[step], step === firstStep && after ? after : undefined);
    const { rows } = await db.execute<{ id: number; key: string }>(sql`
      select ${series.id} as id, ${key} as key from ${series} where ${where}
      order by ${column} ${direction}, ${series.id} ${direction} limit ${query.limit + 1 - found.length}`);
    found.push(...rows.map((row) => ({ ...row, step })));
  }
  const page = found.slice(0, query.limit);
  const last = page.at(-1);
  const next = found.length > query.limit && last ? writeCursor([last.key, last.id, last.step]) : null;
  const ids = page.map(({ id }) => id);
  return { items: (await getRows(db, ids, source)).map(({ wire }) => wire), next };
}
