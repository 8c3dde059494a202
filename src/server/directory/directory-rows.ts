import { and, eq, inArray, sql } from 'drizzle-orm';
import type { DirectoryEntry, EntryRef, EntryType } from '#contract/directory-endpoints.ts';
import { groupBy } from '#values/group-by.ts';
import type { Database } from '../database/connect.ts';
import { directory, propertyKeys } from '../database/schema.ts';
import type { Source } from '../series/series-store.ts';

/** What an index holds of a text must stay small, or the row is refused. */
const SORTED = 128;
const SEARCHED = 500;

/** PostgreSQL has no place for NUL in a text. */
const clean = (text: string) => text.replaceAll('\0', '');
/** Whole characters only: half a surrogate pair is no text. */
const start = (text: string, length: number) =>
  text.length <= length
    ? text
    : Array.from(text.slice(0, 2 * length))
        .slice(0, length)
        .join('');

/** As codes are compared: without case and outer spaces, leading zeros kept. */
export const codeKeyOf = (code: string) => start(clean(code).trim().toLowerCase(), SEARCHED);

function rowOf(entry: DirectoryEntry, source: Source) {
  const name = clean(entry.name);
  const code = entry.code === null ? null : clean(entry.code);
  return {
    ...entry,
    source,
    name,
    code,
    codeKey: code === null ? null : codeKeyOf(code),
    sortName: start(name.toLowerCase(), SORTED),
    searchText: [start(name, SEARCHED), start(code ?? '', SEARCHED), String(entry.id)].join('\n').toLowerCase(),
  };
}

/** What a row is made of beside its key, as PostgreSQL names it. */
const VALUES = 'code, name, parent_id, brand_id, concept_id, is_active, code_key, sort_name, search_text';
const OLD = VALUES.replaceAll(/\w+/g, 'directory.$&');
const NEW = VALUES.replaceAll(/\w+/g, 'excluded.$&');

/** Writes entries, each key once. Rows of the same key are replaced where they differ, as most of what is read again does not. */
export async function putEntries(db: Database, entries: readonly DirectoryEntry[], source: Source): Promise<void> {
  const rows = entries.map((entry) => rowOf(entry, source));
  // One array for each column: thousands of rows go over in one statement.
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

/** The entries that exist, in no particular order. */
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
