import { type AnyColumn, and, eq, inArray, not, type SQL, sql } from 'drizzle-orm';
import { isDerivedSort } from '#contract/endpoint-constants.ts';
import { searchText, searchWords } from '#values/search-text.ts';
import type { Database } from '../database/connect.ts';
import { discountOrder, limitOrder, redeemedOrder } from '../database/list-orders.ts';
import { series, seriesFacts } from '../database/schema.ts';
import { Problem } from '../http/problems.ts';
import { matchesFilter, needsAttention, statusRank } from './series-filters.ts';
import type { ListedPage, ListQuery } from './series-source.ts';
import { lexeme, listedRows, NO_END, type Source } from './series-store.ts';

/** The earliest valid date in a cursor. */
const EARLIEST = new Date('0999-12-31T00:00:00Z');
const MAX_WORDS = 10;
/** A shorter text starts too many names to rank them. */
const MIN_START = 3;

type SortName = 'name' | 'lastModified' | 'validTill' | 'status' | 'discount' | 'redeemed' | 'limit';

/** The indexed expression of each sort order, and its cursor value: a name, epoch ms or a number as text. */
function sortColumn(name: SortName, table: typeof series | typeof seriesFacts, now: number) {
  if (name === 'name') return { column: sql`${table.name} COLLATE "C"`, key: sql<string>`${table.name}` };
  if (name === 'lastModified' || name === 'validTill')
    return { column: sql`${table[name]}`, key: epochMs(table[name]) };
  const column = DERIVED[name](now);
  return { column, key: sql<string>`${column}::text` };
}

/** The status has no index, because it depends on the time. */
const DERIVED = {
  status: (now: number) => sql`(${statusRank(now)})::float8`,
  discount: () => discountOrder(seriesFacts),
  redeemed: () => redeemedOrder(seriesFacts),
  limit: () => limitOrder(seriesFacts),
};

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
function startAt([key, id]: Cursor, name: SortName): SQL {
  if (name in DERIVED) {
    if (!/^(?:-?\d{1,16}(?:\.\d{1,17})?(?:e[+-]?\d{1,3})?|Infinity)$/.test(key)) throw invalidCursor();
    return sql`(${key}::float8, ${id}::int)`;
  }
  if (name === 'name') return sql`(${key} COLLATE "C", ${id}::int)`;
  const instant = new Date(/^-?\d{1,15}$/.test(key) ? Number(key) : Number.NaN);
  if (!(instant >= EARLIEST && instant <= NO_END)) throw invalidCursor();
  return sql`(${instant.toISOString()}::timestamptz, ${id}::int)`;
}

/** Pages that are full after so many rows in the order of the list need no index of the text. */
const NEAR_ROWS = 500;
/**
 * The most rows that one statement reads if no index helps, because the words have no index entry or too many series
 * match. The next page continues after them.
 */
const FAR_ROWS = 5000;
/** A page ends after so many bytes of series were read for it. */
const PAGE_BYTES = 5_000_000;
/** pg_trgm has an index entry for each three letters or digits. */
const INDEXED = /[\p{L}\p{M}\p{N}]{3}/u;

/** Matches series that contain every word of the search, in any order. */
export const hasWords = (words: readonly string[]) =>
  and(...words.map((word) => sql`${series.searchText} LIKE ${`%${word.replace(/[\\%_]/g, String.raw`\$&`)}%`}`));

export const wordsOf = (q: string) => searchWords(q).slice(0, MAX_WORDS);

interface Step {
  readonly where: SQL | undefined;
  /** `index`: reads all matches by an index of the text. `order`: reads all series in the order of the list. */
  readonly by: 'index' | 'order' | 'either';
}

/** The matches in order: a name or a code that equals the search, one that starts with it, and the rest. */
function stepsOf({ q, sort }: ListQuery): readonly Step[] {
  const words = wordsOf(q);
  const where = hasWords(words);
  const by = words.some((word) => INDEXED.test(word)) ? 'either' : 'order';
  if (sort !== 'match' || words.length === 0) return [{ where, by }];
  const isEqual = sql`${series.wholeTexts} @@ ${lexeme(q)}::tsquery`;
  const equal = { where: isEqual, by: 'index' } as const;
  if (searchText(q).length < MIN_START) return [equal, { where: and(where, not(isEqual)), by }];
  const starts = sql`${series.wholeTexts} @@ ${`${lexeme(q)}:*`}::tsquery`;
  return [equal, { where: and(starts, not(isEqual)), by: 'index' }, { where: and(where, not(starts)), by }];
}

interface Row extends Record<string, unknown> {
  readonly id: number;
  readonly key: string;
  /** Of `collect`: the number of matches, up to one more than FAR_ROWS. */
  readonly total?: number;
}

/**
 * Reads one page by keyset, not by offset, so that page 1,000 is as fast as page 1. The best matches are read step by
 * step, because a rank of all rows could not use an index. The planner does not choose between the indexes: it expects
 * the matches evenly in the order of the list, and reads all series if they are not.
 */
export async function listRows(db: Database, query: ListQuery, source: Source): Promise<ListedPage> {
  const filter = matchesFilter(query);
  const sort = query.sort === 'match' ? '-lastModified' : query.sort;
  const name = sort.replace('-', '') as SortName; // a ListSort without its sign
  const isDerived = isDerivedSort(sort);
  const hasSearch = wordsOf(query.q).length > 0;
  // Without a search, the facts alone answer a filter.
  const table = isDerived || (filter !== undefined && !hasSearch) ? seriesFacts : series;
  const { column, key } = sortColumn(name, table, query.now);
  const [direction, isAfter] = sort.startsWith('-') ? [sql`desc`, sql`<`] : [sql`asc`, sql`>`];
  const order = sql`order by ${column} ${direction}, ${table.id} ${direction}`;
  /** What a search in the order of the facts also reads. */
  const joined = isDerived
    ? sql`join ${series} on ${series.source} = ${seriesFacts.source} and ${series.id} = ${seriesFacts.id}`
    : sql``;
  const rowsOf = async (statement: SQL): Promise<readonly Row[]> => (await db.execute<Row>(statement)).rows;

  /** Reads matches among the first `reach` series of `where`. */
  const walk = (where: SQL | undefined, match: SQL | undefined, reach: number, limit: number) =>
    rowsOf(sql`
      select ${table.id} as id, ${key} as key
      from (select * from ${table} where ${where} ${order} limit ${reach}) as ${table} ${joined}
      where ${match ?? sql`true`} ${order} limit ${limit}`);
  /** Reads all matches, and then sorts them. Returns null if there are more than FAR_ROWS. */
  const collect = async (where: SQL | undefined, match: SQL | undefined, limit: number) => {
    const rows = await rowsOf(sql`
      with hits as materialized (
        select ${table.id} as id, ${key} as key, ${column} as place from ${table} ${joined} where ${and(where, match)} limit ${FAR_ROWS + 1}
      )
      select id, key, (select count(*) from hits)::int as total from hits order by place ${direction}, id ${direction} limit ${limit}`);
    return (rows[0]?.total ?? 0) > FAR_ROWS ? null : rows;
  };

  const steps = stepsOf(query);
  const cursor = query.cursor ? readCursor(query.cursor) : null;
  const found: Cursor[] = [];
  let stoppedAt: Cursor | null = null;
  const firstStep = cursor?.[2] ?? 0;
  for (const [step, { where: words, by }] of steps.entries()) {
    const match = filter === undefined ? words : and(words, isDerived ? filter : hasFacts(source, filter));
    if (step < firstStep || found.length > query.limit || stoppedAt) continue;
    const after =
      cursor && step === firstStep ? sql`(${column}, ${table.id}) ${isAfter} ${startAt(cursor, name)}` : undefined;
    const where = and(eq(table.source, source), after);
    const limit = query.limit + 1 - found.length;
    let rows: readonly Row[] = [];
    if (table === seriesFacts && !hasSearch)
      rows = await rowsOf(
        sql`select ${table.id} as id, ${key} as key from ${table} where ${and(where, filter)} ${order} limit ${limit}`,
      );
    else if (match === undefined) rows = await walk(where, match, limit, limit);
    else {
      if (by === 'either') rows = await walk(where, match, NEAR_ROWS, limit);
      const collected = by === 'order' || rows.length === limit ? null : await collect(where, match, limit);
      if (collected) rows = collected;
      else if (rows.length < limit) {
        rows = await walk(where, match, FAR_ROWS, limit);
        if (rows.length < limit) {
          const [last] = await rowsOf(
            sql`select ${table.id} as id, ${key} as key from ${table} where ${where} ${order} limit 1 offset ${FAR_ROWS - 1}`,
          );
          if (last) stoppedAt = [last.key, last.id, step];
        }
      }
    }
    found.push(...rows.map((row): Cursor => [row.key, row.id, step]));
  }
  const page = found.slice(0, query.limit);
  const ids = page.map(([, id]) => id);
  const items = await listedRows(db, ids, source, PAGE_BYTES);
  const lastId = Number(items.at(-1)?.['id']);
  const cut = items.length < page.length ? page.find(([, id]) => id === lastId) : undefined;
  const end = cut ?? (found.length > query.limit ? page.at(-1) : stoppedAt);
  return { items, attention: await attentionOf(db, ids, source, query.now), next: end ? writeCursor(end) : null };
}

const hasFacts = (source: Source, filter: SQL) =>
  sql`exists (select from ${seriesFacts} where ${seriesFacts.source} = ${source} and ${seriesFacts.id} = ${series.id} and ${filter})`;

/** Why series of a page need attention, for the mark in their rows. */
async function attentionOf(db: Database, ids: readonly number[], source: Source, now: number) {
  const rows = await db
    .select({ id: seriesFacts.id, reasons: seriesFacts.attention })
    .from(seriesFacts)
    .where(and(eq(seriesFacts.source, source), inArray(seriesFacts.id, [...ids]), needsAttention(now)));
  return rows.map(({ id, reasons }) => ({ id, reasons: reasons ?? [] }));
}
