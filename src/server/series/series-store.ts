import { and, type AnyColumn, asc, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { JsonObject } from '#values/json.ts';
import { parseDateTime, isNoDate } from '#values/zone.ts';
import type { ListQuery, StoredSeries } from './series-source.ts';
import { Problem } from '../http/problems.ts';
import { revisionOf } from './series-revision.ts';
import type { Database } from '../database/connect.ts';
import { series } from '../database/schema.ts';

export type Source = 'embedded' | 'upstream';

/** Sorts behind every real date, so that a series without an end is last and a keyset needs no null. */
const NO_END = new Date('9999-12-31T00:00:00Z');
const NEVER = new Date(0);
/** The first moment a date of a series can name. */
const EARLIEST = new Date('0999-12-31T00:00:00Z');

/** As far as names are sorted and texts searched. What an index holds of a text must stay small, or the row is refused. */
const SORTED = 256;
const SEARCHED = 1000;

/** PostgreSQL has no place for NUL in a text; only the real API could answer one. */
const text = (value: unknown) => (typeof value === 'string' ? value.replaceAll('\0', '') : '');
/** At most so many characters, none of them cut in two. */
const start = (value: string, length: number) =>
  Array.from(value.slice(0, 2 * length))
    .slice(0, length)
    .join('');
const count = (value: unknown) =>
  typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? value : 0;

function moment(value: unknown, otherwise: Date): Date {
  if (typeof value !== 'string' || isNoDate(value)) return otherwise;
  const instant = parseDateTime(value);
  return instant === null ? otherwise : new Date(Math.min(instant, NO_END.getTime()));
}

/** A series as its row: the body as it came, and what lists, search and sorting need of it. */
function rowOf(wire: JsonObject, source: Source) {
  const codes = [wire['description'], wire['discountCode'], wire['seriesCode'], wire['genericCode']].map(text);
  return {
    id: Number(wire['id']),
    body: wire,
    revision: revisionOf(wire),
    source,
    name: start(codes[0] ?? '', SORTED),
    discountCode: codes[1] ?? null,
    seriesCode: codes[2] ?? null,
    genericCode: codes[3] || null,
    searchText: [...codes.map((code) => start(code, SEARCHED)), String(Number(wire['id']))].join('\n').toLowerCase(),
    validTill: moment(wire['validTillDate'], NO_END),
    createdOn: moment(wire['createdOn'], NEVER),
    lastModified: moment(wire['lastUsed'], NEVER),
    numIssued: count(wire['numIssued']),
    numRedeemed: count(wire['numRedeemed']),
  };
}

/** What an insert that met a row of the same key would have written. */
const taken = (column: string) => sql.raw(`excluded.${column}`);

/** Writes many series at once, each with an id of its own; those that are there already are replaced. */
export async function putRows(db: Database, wires: readonly JsonObject[], source: Source): Promise<void> {
  for (let from = 0; from < wires.length; from += 500) {
    const rows = wires.slice(from, from + 500).map((wire) => rowOf(wire, source));
    await db
      .insert(series)
      .values(rows)
      .onConflictDoUpdate({
        target: [series.source, series.id],
        set: {
          body: taken('body'),
          revision: taken('revision'),
          name: taken('name'),
          discountCode: taken('discount_code'),
          seriesCode: taken('series_code'),
          genericCode: taken('generic_code'),
          searchText: taken('search_text'),
          validTill: taken('valid_till'),
          createdOn: taken('created_on'),
          lastModified: taken('last_modified'),
          numIssued: taken('num_issued'),
          numRedeemed: taken('num_redeemed'),
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

/** Deletes every row of the source but these. */
export async function deleteOthers(db: Database, ids: readonly number[], source: Source): Promise<void> {
  await db
    .delete(series)
    .where(and(eq(series.source, source), sql`${series.id} <> all(${sql.param([...ids])}::int[])`));
}

/** Locks the row until the transaction ends; null for an unknown id. */
export async function lockRow(db: Database, id: number, source: Source): Promise<StoredSeries | null> {
  const [row] = await db
    .select({ wire: series.body, revision: series.revision })
    .from(series)
    .where(and(eq(series.id, id), eq(series.source, source)))
    .for('update');
  return row ?? null;
}

/** How each order is read from its index, and its place in a cursor: a name, or a moment in epoch ms. */
const SORT_COLUMNS = {
  name: { column: sql`${series.name} COLLATE "C"`, key: sql<string>`${series.name}` },
  lastModified: { column: sql`${series.lastModified}`, key: epochMs(series.lastModified) },
  validTill: { column: sql`${series.validTill}`, key: epochMs(series.validTill) },
} as const;

function epochMs(column: AnyColumn): SQL<string> {
  return sql`(extract(epoch from ${column}) * 1000)::bigint::text`;
}

/** Where the next page starts, as PostgreSQL compares it. */
function startAt(cursor: string, isName: boolean): SQL {
  const [value, id] = readCursor(cursor);
  if (isName) return sql`(${value} COLLATE "C", ${id}::int)`;
  const instant = new Date(/^-?\d{1,15}$/.test(value) ? Number(value) : Number.NaN);
  if (!(instant >= EARLIEST && instant <= NO_END)) throw notOurs();
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
    // Falls through to the same refusal as any other text that is not a cursor of ours.
  }
  throw notOurs();
}

function notOurs(): Problem {
  return Problem.one(400, 400, 'This cursor is not one of ours. Start again from the first page.', 'cursor');
}

/** One page in the order asked, by key and not by offset: page 1,000 costs what page 1 does. */
export async function listRows(db: Database, query: ListQuery, source: Source) {
  const down = query.sort.startsWith('-');
  const name = query.sort.replace('-', '') as keyof typeof SORT_COLUMNS; // a ListSort without its sign
  const { column, key } = SORT_COLUMNS[name];
  const conditions = [eq(series.source, source)];
  const q = query.q.trim().toLowerCase();
  if (q) conditions.push(sql`${series.searchText} LIKE ${`%${q.replace(/[\\%_]/g, String.raw`\$&`)}%`}`);
  if (query.cursor) {
    const after = startAt(query.cursor, name === 'name');
    conditions.push(sql`(${column}, ${series.id}) ${sql.raw(down ? '<' : '>')} ${after}`);
  }
  const order = down ? desc : asc;
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
