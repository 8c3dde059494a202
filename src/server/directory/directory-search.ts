import { and, asc, type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import { ENTRY_TYPES, type EntryType, MOST_COUNTED } from '#contract/directory-endpoints.ts';
import { Problem } from '../http/problems.ts';
import type { Database } from '../database/connect.ts';
import { codeKeyOf, ENTRY, ofTypes } from './directory-rows.ts';
import { directory } from '../database/schema.ts';
import type { Source } from '../series/series-store.ts';

interface Search {
  readonly types: readonly EntryType[];
  readonly q: string;
  readonly limit: number;
  readonly cursor: string | null;
}

const MOST_WORDS = 10;
const BY_NAME = sql`${directory.sortName} COLLATE "C"`;

const escaped = (text: string) => text.replace(/[\\%_]/g, String.raw`\$&`);
const wordsOf = (q: string) => q.toLowerCase().split(/\s+/u).filter(Boolean).slice(0, MOST_WORDS);

/** Every word somewhere in the name, the code or the id. */
function matching({ types, q }: Search, source: Source): SQL | undefined {
  const words = wordsOf(q).map((word) => sql`${directory.searchText} LIKE ${`%${escaped(word)}%`}`);
  return and(ofTypes(source, types), ...words);
}

/** What one most likely meant first: a whole id or code, then a name that starts so; null where all rank alike. */
function rankOf({ types, q }: Search): SQL<number> | null {
  const text = q.trim().toLowerCase();
  const typeRank = sql`array_position(${sql.param([...ENTRY_TYPES])}::text[], ${directory.type})`;
  if (text === '') return types.length === 1 ? null : sql<number>`${typeRank}`;
  const whole = sql`${directory.codeKey} = ${codeKeyOf(text)} or ${directory.id}::text = ${text}`;
  const starts = sql`${directory.sortName} LIKE ${`${escaped(text)}%`}`;
  return sql<number>`(case when ${whole} then 0 when ${starts} then 100 else 200 end + ${typeRank})`;
}

/** One page, by key and not by offset. A row more than asked for tells whether there is a next one. */
export function searchRows(db: Database, search: Search, source: Source) {
  const rank = rankOf(search);
  const conditions = [matching(search, source)];
  if (search.cursor !== null) {
    const [after, name, id] = readCursor(search.cursor);
    conditions.push(
      rank === null
        ? sql`(${BY_NAME}, ${directory.id}) > (${name} COLLATE "C", ${id}::int)`
        : sql`(${rank}, ${BY_NAME}, ${directory.id}) > (${after}::int, ${name} COLLATE "C", ${id}::int)`,
    );
  }
  return db
    .select({ entry: ENTRY, rank: rank ?? sql<number>`0`, sortName: directory.sortName })
    .from(directory)
    .where(and(...conditions))
    .orderBy(...(rank === null ? [] : [rank]), BY_NAME, asc(directory.id))
    .limit(search.limit + 1);
}

export async function searchPage(db: Database, search: Search, source: Source) {
  const rows = await searchRows(db, search, source);
  const page = rows.slice(0, search.limit);
  const last = page.at(-1);
  const next = rows.length > search.limit && last ? writeCursor([last.rank, last.sortName, last.entry.id]) : null;
  return { items: page.map(({ entry }) => entry), next };
}

/** The hits on all pages, up to as many as are counted. */
export async function countHits(db: Database, search: Search, source: Source): Promise<number> {
  const hits = db
    .select({ id: directory.id })
    .from(directory)
    .where(matching(search, source))
    .limit(MOST_COUNTED)
    .as('hits');
  const [row] = await db.select({ total: sql<number>`count(*)::int` }).from(hits);
  return row?.total ?? 0;
}

type Cursor = readonly [rank: number, sortName: string, id: number];
const cursorSchema = z.tuple([z.int32(), z.string().refine((text) => !text.includes('\0')), z.int32()]);

export const writeCursor = (cursor: Cursor) => Buffer.from(JSON.stringify(cursor)).toString('base64url');

function readCursor(text: string): Cursor {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  } catch {
    throw Problem.one(400, 400, 'This cursor is not one of ours. Start again from the first page.', 'cursor');
  }
}

/** What follows a leaf in a list by name. */
export const afterName = (cursor: string): SQL => {
  const [, name, id] = readCursor(cursor);
  return sql`(${BY_NAME}, ${directory.id}) > (${name} COLLATE "C", ${id}::int)`;
};
