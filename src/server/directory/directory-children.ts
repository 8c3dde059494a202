import { and, asc, eq, isNull, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { DirectoryChild, DirectoryEntry } from '#contract/directory-endpoints.ts';
import type { EntryType } from '#contract/endpoint-constants.ts';
import { groupBy } from '#values/group-by.ts';
import type { Database } from '../database/connect.ts';
import { buildForest } from './directory-forest.ts';
import { ENTRY, ofTypes, oneOf } from './directory-rows.ts';
import { afterName, writeCursor } from './directory-search.ts';
import { directory } from '../database/schema.ts';
import type { Source } from '../series/series-store.ts';

export interface ChildrenQuery {
  readonly type: EntryType;
  readonly id: number | null;
  readonly concept: number | null;
  readonly limit: number;
  readonly cursor: string | null;
}

interface Page {
  readonly items: readonly DirectoryChild[];
  readonly next: string | null;
}

/**
 * Reads the children of an entry. Categories, zones and concepts are few and come with the first page; stores and tills
 * are paged.
 */
export async function childRows(db: Database, query: ChildrenQuery, source: Source): Promise<Page> {
  const { type, id, cursor } = query;
  if (type === 'CATEGORY') return { items: await categories(db, id, source), next: null };
  if (type === 'CONCEPT' && id === null) return { items: await concepts(db, source), next: null };
  if (type === 'ZONE' || type === 'CONCEPT') {
    const zones = cursor === null ? await zonesOf(db, query, source) : [];
    if (type === 'ZONE' && id === null) return { items: zones, next: null };
    const stores = await leaves(db, 'STORE', storesOf(query), query, source);
    return { items: [...zones, ...stores.items], next: stores.next };
  }
  if (type === 'STORE')
    return id === null
      ? leaves(db, 'STORE', and(without('ZONE', 'parentId'), without('CONCEPT', 'conceptId')), query, source)
      : leaves(db, 'TILL', eq(directory.parentId, id), query, source);
  if (type === 'TILL' && id === null) return leaves(db, 'TILL', without('STORE', 'parentId'), query, source);
  return { items: [], next: null };
}

async function categories(db: Database, id: number | null, source: Source): Promise<DirectoryChild[]> {
  const all = await allOfType(db, 'CATEGORY', source);
  const skus = new Map((await countBy(db, 'SKU', source)).map((row) => [row.parentId, row.count]));
  const tree = buildForest(all);
  const childIds = new Set(tree.childrenOf(id));
  return all
    .filter((entry) => childIds.has(entry.id))
    .map((entry) => ({
      ...entry,
      children: tree.childrenOf(entry.id).length,
      // Without any products on file the count is unknown.
      within:
        skus.size === 0 ? null : [...tree.subtreeOf(entry.id)].reduce((sum, one) => sum + (skus.get(one) ?? 0), 0),
    }));
}

async function concepts(db: Database, source: Source): Promise<DirectoryChild[]> {
  const [all, stores] = [await allOfType(db, 'CONCEPT', source), await zoneCounts(db, source)];
  return all.map((entry) => ({
    ...entry,
    children: stores.topZones(entry.id).length + stores.countWithoutZone(entry.id),
    within: stores.countOfConcept(entry.id),
    zoneIds: stores.zones.filter(({ id }) => stores.within(id, entry.id) > 0).map(({ id }) => id),
  }));
}

/** The zones below a zone, or the top zones. With a concept, only zones that contain stores of it. */
async function zonesOf(db: Database, { type, id, concept }: ChildrenQuery, source: Source): Promise<DirectoryChild[]> {
  const stores = await zoneCounts(db, source);
  const conceptId = type === 'CONCEPT' ? id : concept;
  const zoneIds = new Set(type === 'CONCEPT' ? stores.topZones(id) : stores.childZones(id, conceptId));
  return stores.zones
    .filter((entry) => zoneIds.has(entry.id))
    .map((entry) => ({
      ...entry,
      children: stores.childZones(entry.id, conceptId).length + stores.directCount(entry.id, conceptId),
      within: stores.within(entry.id, conceptId),
    }));
}

function countOf(rows: readonly Count[] | undefined, concept: number | null): number {
  return (rows ?? []).reduce(
    (total, row) => total + (concept === null || row.conceptId === concept ? row.count : 0),
    0,
  );
}

/** Counts the stores in each zone, of one concept or of all. */
async function zoneCounts(db: Database, source: Source) {
  const zones = await allOfType(db, 'ZONE', source);
  const counts = await countBy(db, 'STORE', source);
  const tree = buildForest(zones);
  const byZone = groupBy(counts, ({ parentId }) => (parentId !== null && tree.known.has(parentId) ? parentId : null));
  const directCount = (zone: number, concept: number | null) => countOf(byZone.get(zone), concept);
  const within = (zone: number, concept: number | null) =>
    [...tree.subtreeOf(zone)].reduce((total, one) => total + directCount(one, concept), 0);
  const childZones = (zone: number | null, concept: number | null) =>
    tree.childrenOf(zone).filter((one) => concept === null || within(one, concept) > 0);
  return {
    zones,
    directCount,
    within,
    childZones,
    topZones: (concept: number | null) => childZones(null, concept),
    countWithoutZone: (concept: number) => countOf(byZone.get(null), concept),
    countOfConcept: (concept: number) => countOf(counts, concept),
  };
}

function storesOf({ type, id, concept }: ChildrenQuery): SQL | undefined {
  if (type === 'CONCEPT') return and(eq(directory.conceptId, id ?? 0), without('ZONE', 'parentId'));
  return and(eq(directory.parentId, id ?? 0), concept === null ? undefined : eq(directory.conceptId, concept));
}

const parent = alias(directory, 'parent');

/** Matches entries whose parent is not set or not on file. */
function without(type: EntryType, column: 'parentId' | 'conceptId'): SQL | undefined {
  const exists = sql`exists (select from ${directory} as ${sql.identifier('parent')}
    where ${parent.source} = ${directory.source} and ${parent.type} = ${type} and ${parent.id} = ${directory[column]})`;
  return or(isNull(directory[column]), sql`not ${exists}`);
}

async function leaves(
  db: Database,
  type: 'STORE' | 'TILL',
  where: SQL | undefined,
  { limit, cursor }: ChildrenQuery,
  source: Source,
): Promise<Page> {
  const rows = await db
    .select({ entry: ENTRY, sortName: directory.sortName })
    .from(directory)
    .where(and(ofTypes(source, [type]), where, cursor === null ? undefined : afterName(cursor)))
    .orderBy(sql`${directory.sortName} COLLATE "C"`, asc(directory.id))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const ids = page.map(({ entry }) => entry.id);
  const tills = new Map(
    type === 'TILL' ? [] : (await countBy(db, 'TILL', source, ids)).map((row) => [row.parentId, row.count]),
  );
  return {
    items: page.map(({ entry }) => ({ ...entry, children: tills.get(entry.id) ?? 0, within: 0 })),
    next: rows.length > limit && last ? writeCursor([0, last.sortName, last.entry.id]) : null,
  };
}

function allOfType(db: Database, type: EntryType, source: Source): Promise<DirectoryEntry[]> {
  return db
    .select(ENTRY)
    .from(directory)
    .where(ofTypes(source, [type]))
    .orderBy(sql`${directory.sortName} COLLATE "C"`, asc(directory.id));
}

interface Count {
  readonly parentId: number | null;
  readonly conceptId: number | null;
  readonly count: number;
}

function countBy(db: Database, type: EntryType, source: Source, parents?: readonly number[]): Promise<Count[]> {
  return db
    .select({ parentId: directory.parentId, conceptId: directory.conceptId, count: sql<number>`count(*)::int` })
    .from(directory)
    .where(and(ofTypes(source, [type]), parents === undefined ? undefined : oneOf(directory.parentId, parents)))
    .groupBy(directory.parentId, directory.conceptId);
}
