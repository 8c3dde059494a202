import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import type { DirectoryEntry, EntryRef } from '#contract/directory-endpoints.ts';
import { ENTRY_TYPES, type EntryType } from '#contract/endpoint-constants.ts';
import { groupBy } from '#values/group-by.ts';
import { plainCharacters } from '#values/plain-characters.ts';
import { searchText } from '#values/search-text.ts';
import type { Database } from '../database/connect.ts';
import { directory, propertyKeys } from '../database/schema.ts';
import type { Source } from '../series/series-store.ts';

/** Number of characters that are sorted and searched. PostgreSQL refuses a row whose index entry is too large. */
const SORT_LENGTH = 128;
const SEARCH_LENGTH = 500;

/** PostgreSQL text cannot contain NUL. */
const clean = (text: string) => text.replaceAll('\0', '');
/** Returns at most `length` characters, without splitting a surrogate pair. */
const truncate = (text: string, length: number) =>
  text.length <= length
    ? text
    : Array.from(text.slice(0, 2 * length))
        .slice(0, length)
        .join('');

/** Normalises a code for comparison: lower case, plain dashes, no outer spaces; leading zeros stay. */
export const codeKeyOf = (code: string) => truncate(plainCharacters(clean(code)).trim().toLowerCase(), SEARCH_LENGTH);

function rowOf(entry: DirectoryEntry, source: Source) {
  const name = clean(entry.name);
  const code = entry.code === null ? null : clean(entry.code);
  return {
    ...entry,
    source,
    name,
    code,
    codeKey: code === null ? null : codeKeyOf(code),
    sortName: truncate(name.toLowerCase(), SORT_LENGTH),
    searchText: [truncate(name, SEARCH_LENGTH), truncate(code ?? '', SEARCH_LENGTH), String(entry.id)]
      .map(searchText)
      .join('\n'),
  };
}

/** The columns of a row except its key. */
const VALUES = 'code, name, parent_id, brand_id, concept_id, is_active, code_key, sort_name, search_text';
const OLD = VALUES.replaceAll(/\w+/g, 'directory.$&');
const NEW = VALUES.replaceAll(/\w+/g, 'excluded.$&');

/**
 * Inserts or updates entries. The keys must be unique. Unchanged rows, which are most of a refresh, are not written.
 */
export async function putEntries(db: Database, entries: readonly DirectoryEntry[], source: Source): Promise<void> {
  const rows = entries.map((entry) => rowOf(entry, source));
  // One array parameter per column, so that one statement writes thousands of rows.
  const column = (key: keyof (typeof rows)[number], type: string) =>
    sql`${sql.param(rows.map((row) => row[key]))}::${sql.raw(type)}[]`;
  await db.execute(sql`
    insert into ${directory} (source, type, id, ${sql.raw(VALUES)})
    select * from unnest(${column('source', 'text')}, ${column('type', 'text')}, ${column('id', 'int')}, ${column('code', 'text')},
      ${column('name', 'text')}, ${column('parentId', 'int')}, ${column('brandId', 'int')}, ${column('conceptId', 'int')},
      ${column('isActive', 'boolean')}, ${column('codeKey', 'text')}, ${column('sortName', 'text')}, ${column('searchText', 'text')})
    on conflict (source, type, id) do update set (${sql.raw(VALUES)}) = (${sql.raw(NEW)})
      where (${sql.raw(OLD)}) is distinct from (${sql.raw(NEW)})`);
}

const REWRITE_BATCH = 500;

/** Writes all entries again, which updates the columns that are derived from them. */
export async function rewriteEntries(db: Database, source: Source): Promise<void> {
  for (const type of ENTRY_TYPES) {
    for (let after: number | undefined; ;) {
      const isAfter = after === undefined ? undefined : gt(directory.id, after);
      const entries = await db
        .select(ENTRY)
        .from(directory)
        .where(and(ofTypes(source, [type]), isAfter))
        .orderBy(asc(directory.id))
        .limit(REWRITE_BATCH);
      if (entries.length === 0) break;
      await putEntries(db, entries, source);
      after = entries.at(-1)?.id;
    }
  }
}

export async function putPropertyKeys(db: Database, keys: readonly string[], source: Source): Promise<void> {
  if (keys.length === 0) return;
  const rows = keys.map((key, place) => ({ source, key: clean(key), place }));
  await db.insert(propertyKeys).values(rows).onConflictDoNothing();
}

export async function propertyKeysOf(db: Database, source: Source): Promise<readonly string[]> {
  const rows = await db
    .select({ key: propertyKeys.key })
    .from(propertyKeys)
    .where(eq(propertyKeys.source, source))
    .orderBy(propertyKeys.place, propertyKeys.key);
  return rows.map(({ key }) => key);
}

/** The columns that make a DirectoryEntry. */
export const ENTRY = {
  type: directory.type,
  id: directory.id,
  code: directory.code,
  name: directory.name,
  parentId: directory.parentId,
  brandId: directory.brandId,
  conceptId: directory.conceptId,
  isActive: directory.isActive,
};

export const ofTypes = (source: Source, types: readonly EntryType[]) =>
  and(eq(directory.source, source), inArray(directory.type, [...types]));

export const oneOf = (column: typeof directory.id | typeof directory.parentId, ids: readonly number[]) =>
  sql`${column} = any(${sql.param([...ids])}::int[])`;

export async function hasEntries(db: Database, source: Source, types?: readonly EntryType[]): Promise<boolean> {
  const where = types === undefined ? eq(directory.source, source) : ofTypes(source, types);
  const rows = await db.select({ id: directory.id }).from(directory).where(where).limit(1);
  return rows.length > 0;
}

/** Returns the entries that exist, in no particular order. */
export async function entriesOf(
  db: Database,
  source: Source,
  refs: readonly EntryRef[],
): Promise<readonly DirectoryEntry[]> {
  const found: DirectoryEntry[] = [];
  for (const [type, list] of groupBy(refs, (ref) => ref.type)) {
    const where = and(ofTypes(source, [type]), oneOf(directory.id, [...new Set(list.map(({ id }) => id))]));
    found.push(...(await db.select(ENTRY).from(directory).where(where)));
  }
  return found;
}
