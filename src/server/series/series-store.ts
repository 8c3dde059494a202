import { and, type AnyColumn, asc, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { parseDateTime, isNoDate } from '#values/zone.ts';
import { INT32_MAX } from '#values/int32.ts';
import type { ListQuery, StoredSeries } from './series-source.ts';
import { Problem } from '../http/problems.ts';
import type { Database } from '../database/connect.ts';
import { series } from '../database/schema.ts';

export type Source = 'embedded' | 'upstream';

/** Sorts after every real date, so that a series without an end comes last and the keyset needs no null. */
const NO_END = new Date('9999-12-31T00:00:00Z');
const NEVER = new Date(0);
/** The earliest valid date in a cursor. */
const EARLIEST = new Date('0999-12-31T00:00:00Z');

/** Number of characters that are sorted and searched. PostgreSQL refuses a row whose index entry is too large. */
const SORT_LENGTH = 256;
const SEARCH_LENGTH = 1000;

/** PostgreSQL text cannot contain NUL, which only the real API could return. */
const text = (value: unknown) => (typeof value === 'string' ? value.replaceAll('\0', '') : '');
/** Returns at most `length` characters, without splitting a surrogate pair. */
const truncate = (value: string, length: number) =>
  Array.from(value.slice(0, 2 * length))
    .slice(0, length)
    .join('');
const count = (value: unknown) =>
  typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= INT32_MAX ? value : 0;

function dateOr(value: unknown, fallback: Date): Date {
  if (typeof value !== 'string' || isNoDate(value)) return fallback;
  const instant = parseDateTime(value);
  return instant === null ? fallback : new Date(Math.min(instant, NO_END.getTime()));
}

/** Converts a series to its row: the unchanged body, and columns for lists, search and sorting. */
function rowOf({ wire, revision }: StoredSeries, source: Source) {
  const codes = [wire['description'], wire['discountCode'], wire['seriesCode'], wire['genericCode']].map(text);
  return {
    id: Number(wire['id']),
    body: wire,
    revision,
    source,
    name: truncate(codes[0] ?? '', SORT_LENGTH),
    discountCode: codes[1] ?? null,
    seriesCode: codes[2] ?? null,
    genericCode: codes[3] || null,
    searchText: [...codes.map((code) => truncate(code, SEARCH_LENGTH)), String(Number(wire['id']))]
      .join('\n')
      .toLowerCase(),
    validTill: dateOr(wire['validTillDate'], NO_END),
    createdOn: dateOr(wire['createdOn'], NEVER),
    lastModified: dateOr(wire['lastUsed'], NEVER),
    numIssued: count(wire['numIssued']),
    numRedeemed: count(wire['numRedeemed']),
  };
}

/** The inserted value of a column in ON CONFLICT DO UPDATE. */
const excluded = (column: string) => sql.raw(`excluded.${column}`);

/** Inserts or replaces series. The ids must be unique. */
export async function putRows(db: Database, stored: readonly StoredSeries[], source: Source): Promise<void> {
  for (let from = 0; from < stored.length; from += 500) {
    const rows = stored.slice(from, from + 500).map((one) => rowOf(one, source));
    await db
      .insert(series)
      .values(rows)
      .onConflictDoUpdate({
        target: [series.source, series.id],
        set: {
          body: excluded('body'),
          revision: excluded('revision'),
          name: excluded('name'),
          discountCode: excluded('discount_code'),
          seriesCode: excluded('series_code'),
          genericCode: excluded('generic_code'),
          searchText: excluded('search_text'),
          validTill: excluded('valid_till'),
          createdOn: excluded('created_on'),
          lastModified: excluded('last_modified'),
          numIssued: excluded('num_issued'),
          numRedeemed: excluded('num_redeemed'),
        },
      });
  }
}

export async function getRows(db: Database, ids: readonly number[], source: Source): Promise<readonly StoredSeries[]> {
  const rows = await db
    .select({ id: series.id, body: series.body, revision: series.revision })
    .from(series)
    .where(and(inArray(series.id, [...ids]), eq(series.source, source)));
  const byId = new Map(rows.map((row) => [row.id, { wire: row.body, revision: row.revision }]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

export async function hasRows(db: Database, source: Source): Promise<boolean> {
  const rows = await db.select({ id: series.id }).from(series).where(eq(series.source, source)).limit(1);
  return rows.length > 0;
}

/** Deletes every row of the source except these ids. */
export async function deleteOthers(db: Database, ids: readonly number[], source: Source): Promise<void> {
  await db
    .delete(series)
    .where(and(eq(series.source, source), sql`${series.id} <> all(${sql.param([...ids])}::int[])`));
}

/** Reads a row and locks it until the transaction ends. Returns null for an unknown id. */
export async function lockRow(db: Database, id: number, source: Source): Promise<StoredSeries | null> {
  const [row] = await db
    .select({ wire: series.body, revision: series.revision })
    .from(series)
    .where(and(eq(series.id, id), eq(series.source, source)))
    .for('update');
  return row ?? null;
}

/** The indexed expression of each sort order, and its cursor value: a name, or epoch ms as text. */
const SORT_COLUMNS = {
  name: { column: sql`${series.name} COLLATE "C"`, key: sql<string>`${series.name}` },
  lastModified: { column: sql`${series.lastModified}`, key: epochMs(series.lastModified) },
  validTill: { column: sql`${series.validTill}`, key: epochMs(series.validTill) },
} as const;

function epochMs(column: AnyColumn): SQL<string> {
  return sql`(extract(epoch from ${column}) * 1000)::bigint::text`;
}

/** The keyset row after which the next page starts, as SQL. */
function startAt(cursor: string, isName: boolean): SQL {
  const [value, id] = readCursor(cursor);
  if (isName) return sql`(${value} COLLATE "C", ${id}::int)`;
  const instant = new Date(/^-?\d{1,15}$/.test(value) ? Number(value) : Number.NaN);
  if (!(instant >= EARLIEST && instant <= NO_END)) throw invalidCursor();
  return sql`(${instant.toISOString()}::timestamptz, ${id}::int)`;
}

function readCursor(cursor: string): [string, number] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(parsed) && parsed.length === 2) {
      const [value, id] = parsed as unknown[];
      if (typeof value === 'string' && !value.includes('\0') && typeof id === 'number' && (id | 0) === id)
        return [value, id];
    }
  } catch {
    // Text that is no JSON is refused below, like any other invalid cursor.
  }
  throw invalidCursor();
}

function invalidCursor(): Problem {
  return Problem.one(400, 400, 'The cursor is not valid. Start again from the first page.', 'cursor');
}

/** Reads one page by keyset, not by offset, so that page 1,000 is as fast as page 1. */
export async function listRows(db: Database, query: ListQuery, source: Source) {
  const descending = query.sort.startsWith('-');
  const name = query.sort.replace('-', '') as keyof typeof SORT_COLUMNS; // a ListSort without its sign
  const { column, key } = SORT_COLUMNS[name];
  const conditions = [eq(series.source, source)];
  const q = query.q.trim().toLowerCase();
  if (q) conditions.push(sql`${series.searchText} LIKE ${`%${q.replace(/[\\%_]/g, String.raw`\$&`)}%`}`);
  if (query.cursor) {
    const after = startAt(query.cursor, name === 'name');
    conditions.push(sql`(${column}, ${series.id}) ${sql.raw(descending ? '<' : '>')} ${after}`);
  }
  const order = descending ? desc : asc;
  const rows = await db
    .select({ body: series.body, id: series.id, key })
    .from(series)
    .where(and(...conditions))
    .orderBy(order(column), order(series.id))
    .limit(query.limit + 1);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  const next =
    rows.length > query.limit && last ? Buffer.from(JSON.stringify([last.key, last.id])).toString('base64url') : null;
  return { items: page.map((row) => row.body), next };
}
