import { and, asc, type SQL, sql } from 'drizzle-orm';
import * as z from 'zod';
import { ENTRY_TYPES, type EntryType, MAX_COUNTED } from '#contract/endpoint-constants.ts';
import { searchText, searchWords } from '#values/search-text.ts';
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

const MAX_WORDS = 10;
const BY_NAME = sql`${directory.sortName} COLLATE "C"`;

const escaped = (text: string) => text.replace(/[\\%_]/g, String.raw`\$&`);

/** Matches entries that contain every word in the name, the code or the id. */
function matching({ types, q }: Search, source: Source): SQL | undefined {
  const words = searchWords(q)
    .slice(0, MAX_WORDS)
    .map((word) => sql`${directory.searchText} LIKE ${`%${escaped(word)}%`}`);
  return and(ofTypes(source, types), ...words);
}

/** Ranks hits: an equal id or code first, then a name with this prefix. Null if all rank equally. */
function rankOf({ types, q }: Search): SQL<number> | null {
  const text = searchText(q);
  const typeRank = sql`array_position(${sql.param([...ENTRY_TYPES])}::text[], ${directory.type})`;
  if (text === '') return types.length === 1 ? null : sql<number>`${typeRank}`;
  const equal = sql`${directory.codeKey} = ${codeKeyOf(q)} or ${directory.id}::text = ${text}`;
  // The search text starts with the name.
  const hasPrefix = sql`${directory.searchText} LIKE ${`${escaped(text)}%`}`;
  return sql<number>`(case when ${equal} then 0 when ${hasPrefix} then 100 else 200 end + ${typeRank})`;
}

/** Selects one page by keyset, not by offset. One extra row shows whether there is a next page. */
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

/** Counts all hits, up to MAX_COUNTED. */
export async function countHits(db: Database, search: Search, source: Source): Promise<number> {
  const hits = db
    .select({ id: directory.id })
    .from(directory)
    .where(matching(search, source))
    .limit(MAX_COUNTED)
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
    throw Problem.one(400, 400, 'The cursor is not valid. Start again from the first page.', 'cursor');
  }
}

/** Matches entries after the cursor in a list sorted by name. */
export const afterName = (cursor: string): SQL => {
  const [, name, id] = readCursor(cursor);
  return sql`(${BY_NAME}, ${directory.id}) > (${name} COLLATE "C", ${id}::int)`;
};
