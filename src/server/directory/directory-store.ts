import { and, sql } from 'drizzle-orm';
import type { DirectoryEntry, EntryRef, LookupAnswer, LookupRequest } from '#contract/directory-endpoints.ts';
import type { EntryType } from '#contract/endpoint-constants.ts';
import { groupBy } from '#values/group-by.ts';
import type { Directory } from './directory-port.ts';
import type { Database } from '../database/connect.ts';
import { childRows } from './directory-children.ts';
import { codeKeyOf, ENTRY, entriesOf, hasEntries, ofTypes, propertyKeysOf } from './directory-rows.ts';
import { countHits, searchPage } from './directory-search.ts';
import { directory } from '../database/schema.ts';
import type { Source } from '../series/series-store.ts';

/** The directory in our tables. Each source of series has its own, which may be empty. */
export function storedDirectory(db: Database, source: Source): Directory {
  const isEmpty = async (types: readonly EntryType[], anything: boolean) =>
    !anything && !(await hasEntries(db, source, types));
  return {
    search: (query, gone) =>
      db.search(async (tx) => {
        const { items, next } = await searchPage(tx, query, source);
        const total = await countHits(tx, query, source);
        const ancestors = await ancestorsOf(tx, items, source);
        return { items, next, total, ancestors, empty: total === 0 && !(await hasEntries(tx, source, query.types)) };
      }, gone),
    async children(query) {
      const page = await childRows(db, query, source);
      return { ...page, empty: await isEmpty([query.type], page.items.length > 0) };
    },
    async lookup(request) {
      const results = await lookup(db, request, source);
      return {
        results,
        empty: await isEmpty(
          request.types,
          results.some(({ matches }) => matches.length > 0),
        ),
      };
    },
    ancestors: async (entries) => ({ items: await ancestorsOf(db, await entriesOf(db, source, entries), source) }),
    propertyKeys: async () => ({ keys: await propertyKeysOf(db, source) }),
  };
}

/** Parses an id; null unless it fits the API's 32 bits. */
function idOf(key: string): number | null {
  const text = key.trim();
  const id = /^-?\d{1,20}$/.test(text) ? Number(text) : Number.NaN;
  return (id | 0) === id ? id : null;
}

async function lookup(
  db: Database,
  { types, by, keys }: LookupRequest,
  source: Source,
): Promise<LookupAnswer['results']> {
  const ids = by === 'code' ? [] : keys.flatMap((key) => idOf(key) ?? []);
  const codes = by === 'id' ? [] : keys.map(codeKeyOf).filter((code) => code !== '');
  const byId = groupBy(
    ids.length === 0
      ? []
      : await entriesOf(
          db,
          source,
          types.flatMap((type) => ids.map((id) => ({ type, id }))),
        ),
    ({ id }) => id,
  );
  const byCode = groupBy(codes.length === 0 ? [] : await entriesWithCode(db, types, codes, source), ({ code }) =>
    codeKeyOf(code ?? ''),
  );
  const matchesOf = (key: string): readonly DirectoryEntry[] => {
    const withId = by === 'code' ? [] : (byId.get(idOf(key) ?? Number.NaN) ?? []);
    const withCode = by === 'id' ? [] : (byCode.get(codeKeyOf(key)) ?? []);
    // Shortcut for the common case: most keys match one id or none.
    if (withCode.length === 0) return withId;
    // If codes differ only by case, an exact match wins.
    const exact = withCode.filter(({ code }) => code?.trim() === key.trim());
    const all = [...(exact.length > 0 ? exact : withCode), ...withId];
    return [...new Map(all.map((entry) => [`${entry.type} ${entry.id}`, entry])).values()];
  };
  return keys.map((key) => ({ key, matches: matchesOf(key) }));
}

function entriesWithCode(db: Database, types: readonly EntryType[], codes: readonly string[], source: Source) {
  const hasCode = sql`${directory.codeKey} = any(${sql.param([...new Set(codes)])}::text[])`;
  return db
    .select(ENTRY)
    .from(directory)
    .where(and(ofTypes(source, types), hasCode))
    .orderBy(directory.id);
}

/** Returns the direct parents of an entry. */
function parentsOf({ type, parentId, conceptId }: DirectoryEntry): EntryRef[] {
  const parentTypes: Partial<Record<EntryType, EntryType>> = {
    SKU: 'CATEGORY',
    CATEGORY: 'CATEGORY',
    ZONE: 'ZONE',
    STORE: 'ZONE',
    TILL: 'STORE',
  };
  const parent = parentTypes[type];
  return [
    ...(parent === undefined || parentId === null ? [] : [{ type: parent, id: parentId }]),
    ...(type !== 'STORE' || conceptId === null ? [] : [{ type: 'CONCEPT' as const, id: conceptId }]),
  ];
}

/** Reads ancestors level by level, each once, so that a cycle in the data ends. */
async function ancestorsOf(
  db: Database,
  entries: readonly DirectoryEntry[],
  source: Source,
): Promise<readonly DirectoryEntry[]> {
  const requested = new Set<string>();
  const found: DirectoryEntry[] = [];
  for (let level = entries; level.length > 0;) {
    const refs = level.flatMap(parentsOf).filter(({ type, id }) => {
      const name = `${type} ${id}`;
      return !requested.has(name) && requested.add(name);
    });
    level = refs.length === 0 ? [] : await entriesOf(db, source, refs);
    found.push(...level);
  }
  return found;
}
