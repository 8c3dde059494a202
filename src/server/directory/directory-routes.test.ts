import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type {
  AncestorsAnswer,
  ChildrenAnswer,
  DirectoryEntry,
  LookupAnswer,
  LookupRequest,
  SearchAnswer,
} from '#contract/directory-endpoints.ts';
import type { EntryType } from '#contract/endpoint-constants.ts';
import { putEntries, putPropertyKeys } from './directory-rows.ts';
import { searchRows } from './directory-search.ts';
import { directory, propertyKeys } from '../database/schema.ts';
import { openTestDatabase, type TestDatabase } from '../test/test-database.ts';
import { type Answer, type Desk, errorsOf, openEmbeddedDesk } from '../test/desk.ts';
import { sampleDirectory } from '../samples/sample-directory.ts';

let database: TestDatabase;
let desk: Desk;
beforeAll(async () => {
  database = await openTestDatabase();
  desk = await openEmbeddedDesk(database.connection);
});
afterAll(async () => {
  await desk.close();
  await database.close();
});

const samples = sampleDirectory();

async function fill(entries: readonly Partial<DirectoryEntry>[] = samples.entries, keys: readonly string[] = []) {
  const { db } = database.connection;
  await db.delete(directory);
  await db.delete(propertyKeys);
  const blank = { type: 'SKU', id: 1, code: null, name: '', parentId: null, brandId: null, conceptId: null } as const;
  await putEntries(
    db,
    entries.map((entry) => ({ ...blank, isActive: true, ...entry })),
    'embedded',
  );
  await putPropertyKeys(db, keys, 'embedded');
}

type Query = Readonly<Record<string, string | readonly string[]>>;
const queryOf = (query: Query) =>
  new URLSearchParams(Object.entries(query).flatMap(([key, value]) => [value].flat().map((one) => [key, one])));

async function ok<T>(answer: Answer): Promise<T> {
  expect(errorsOf(answer)).toEqual([]);
  return answer.body as unknown as T;
}
const search = async (query: Query) =>
  ok<SearchAnswer>(await desk.call(`/api/directory/search?${queryOf(query).toString()}`));
const children = async (query: Query) =>
  ok<ChildrenAnswer>(await desk.call(`/api/directory/children?${queryOf(query).toString()}`));
const post = (path: string, body: unknown) =>
  desk.call(`/api/directory/${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
const lookup = async (body: LookupRequest) => ok<LookupAnswer>(await post('lookup', body));
const found = async (type: EntryType, by: LookupRequest['by'], keys: readonly string[]) =>
  (await lookup({ types: [type], by, keys })).results.map(({ matches }) => matches.map(({ id }) => id));
const sorted = (ids: readonly number[]) => ids.toSorted((a, b) => a - b);
const idsOf = (entries: readonly { readonly id: number }[]) => entries.map(({ id }) => id);

/** Returns the ids on all pages, in order. */
async function walk(query: Query): Promise<number[]> {
  const ids: number[] = [];
  for (let cursor = '', pages = 0; ; pages += 1) {
    if (pages > 100) throw new Error('The pages never end.');
    const { items, next } = await search(cursor === '' ? query : { ...query, cursor });
    ids.push(...idsOf(items));
    if (next === null) return ids;
    cursor = next;
  }
}

describe('search in the samples', () => {
  beforeAll(() => fill());

  it.each([
    ['SKU', 'Annapatra kaju barfi gift box', [500101]],
    ['SKU', 'BOX kaju  500101', [500101]],
    ['SKU', '500317', [500317]],
    ['SKU', 'MR76-355-00317', [500317]],
    ['BRAND', 'tulvari', [75]],
    ['CATEGORY', 'silk sar', [341]],
    ['ATTRIBUTE', 'silk', [911]],
    ['STORE', 'meridian BANDRA', [1221]],
    ['BRAND', 'nothing like it', []],
  ] as const)('%s for %s', async (type, q, ids) => {
    const answer = await search({ type, q });
    expect(idsOf(answer.items).slice(0, ids.length || 1)).toEqual(ids);
    expect(answer.empty).toBe(false);
  });

  it('counts all hits, lists them by name and visits each once', async () => {
    const first = await search({ type: 'SKU', q: 'oxford', limit: '20' });
    const names = samples.entries.filter(({ type, name }) => type === 'SKU' && name.toLowerCase().includes('oxford'));
    expect(first.total).toBe(names.length);
    expect(names.length).toBeGreaterThan(20);
    const ids = await walk({ type: 'SKU', q: 'oxford', limit: '20' });
    expect(sorted(ids)).toEqual(sorted(idsOf(names)));
    const shown = first.items.map(({ name }) => name.toLowerCase());
    expect(shown).toEqual(shown.toSorted());
  });

  it('lists all entries without a query, several types in sequence', async () => {
    expect((await search({ type: 'SKU' })).total).toBe(5000);
    expect(await walk({ type: 'BRAND', limit: '7' })).toHaveLength(40);
    const { items } = await search({ type: ['ZONE', 'CONCEPT'], q: '' });
    expect(items.map(({ type }) => type)).toEqual([...Array(3).fill('CONCEPT'), ...Array(12).fill('ZONE')]);
  });

  it('returns all ancestors of the hits', async () => {
    const { items, ancestors } = await search({ type: 'TILL', q: 'Meridian Bandra, Mumbai, till T1' });
    expect(items).toMatchObject([{ id: 22101, code: 'BOM-004-T1', parentId: 1221 }]);
    expect(ancestors.map(({ type, id }) => `${type} ${id}`).toSorted()).toEqual([
      'CONCEPT 11',
      'STORE 1221',
      'ZONE 32',
      'ZONE 38',
    ]);
    const { ancestors: above } = await search({ type: 'CATEGORY', q: 'Silk sarees' });
    expect(idsOf(above)).toEqual([301, 300]);
    const { items: same } = await ok<AncestorsAnswer>(
      await post('ancestors', { entries: [{ type: 'CATEGORY', id: 341 }] }),
    );
    expect(same).toEqual(above);
  });

  it('uses the index', async () => {
    const { pool, db } = database.connection;
    await pool.query('vacuum (analyze) directory');
    const plan = async (q: string, cursor: string | null = null) => {
      const { sql, params } = searchRows(db, { types: ['SKU'], q, limit: 50, cursor }, 'embedded').toSQL();
      const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`explain ${sql}`, params);
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    };
    expect(await plan('kaju barfi')).toContain('directory_search');
    expect(await plan("50% o'clock_")).toContain('directory_search');
    const { next } = await search({ type: 'SKU' });
    for (const all of [await plan(''), await plan('', next)]) {
      expect(all).toContain('directory_by_name');
      expect(all).not.toContain('Sort');
    }
  });
});

describe('search', () => {
  const entries = [
    { id: 1, name: 'Ten % off mug', code: 'A_1' },
    { id: 2, name: 'Ten off mug', code: 'AB1' },
    { id: 31, name: 'Großer 🎉 “Becher”', code: '0031' },
    { id: 4, name: "ओणम ' \\", code: '"); drop table directory; --' },
    { id: 5, name: 'mug', code: '31' },
    { id: 6, name: 'a mug' },
    { type: 'BRAND', id: 31, name: 'mug makers' },
  ] as const;
  beforeAll(() => fill(entries));

  it.each([
    ['%', [1]],
    ['_', [1]],
    ['\\', [4]],
    ["'", [4]],
    ['drop table', [4]],
    ['🎉', [31]],
    ['großer', [31]],
    ['"BECHER" grosser', [31]],
    ['ओणम', [4]],
    // An equal code or id first.
    ['31', [31, 5]],
    ['0031', [31]],
    // Names with this prefix first.
    ['mug', [5, 6, 1, 2]],
    ['  MUG  off ', [1, 2]],
  ] as const)('for %s', async (q, ids) => {
    expect(idsOf((await search({ type: 'SKU', q })).items)).toEqual(ids);
    expect(await walk({ type: 'SKU', q, limit: '1' })).toEqual(ids);
  });

  it('visits every entry exactly once, in order, for any text', async () => {
    const texts = fc.constantFrom('Mug', 'mug', 'Mug 🎉', 'Ärger', '', '"quoted"', '100%', 'x'.repeat(4000), 'a\0b');
    const entry = fc.record({
      type: fc.constantFrom<EntryType>('SKU', 'BRAND', 'STORE'),
      id: fc.integer({ min: -5, max: 2_147_483_647 }),
      name: texts,
      code: fc.option(texts),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(entry, { selector: ({ type, id }) => `${type} ${id}`, minLength: 1, maxLength: 20 }),
        fc.constantFrom('', 'mug', '%', '🎉', 'u g'),
        fc.integer({ min: 1, max: 4 }),
        async (rows, q, limit) => {
          await fill(rows);
          const has = (row: (typeof rows)[number]) =>
            q.split(' ').every((word) => `${row.name}\n${row.code ?? ''}`.toLowerCase().includes(word));
          const type = ['SKU', 'BRAND', 'STORE'];
          const ids = await walk({ type, q, limit: String(limit) });
          expect(sorted(ids)).toEqual(sorted(idsOf(rows.filter(has))));
          expect((await search({ type, q })).total).toBe(ids.length);
        },
      ),
      { numRuns: 40, seed: 11 },
    );
    await fill(entries);
  });
});

describe('children', () => {
  beforeAll(() => fill());
  const tops = (entries: ChildrenAnswer) => entries.items.map(({ name }) => name);
  const withinAll = ({ items }: ChildrenAnswer) => items.reduce((sum, { within }) => sum + (within ?? 0), 0);

  it('walk down the categories', async () => {
    const top = await children({ type: 'CATEGORY' });
    expect(tops(top)).toEqual(['Fashion', 'Food', 'Health and beauty', 'Home']);
    expect(withinAll(top)).toBe(5000);
    const fashion = await children({ type: 'CATEGORY', id: '300' });
    expect(fashion.items).toHaveLength(top.items[0]?.children ?? 0);
    expect(withinAll(fashion)).toBe(top.items[0]?.within);
    expect((await children({ type: 'CATEGORY', id: '341' })).items).toEqual([]);
  });

  it('walk from each concept over its zones to every store, each once', async () => {
    const stores: number[] = [];
    const zones = new Set<string>();
    async function below(type: EntryType, id: number, concept: string): Promise<number> {
      let cursor: string | null = null;
      let count = 0;
      do {
        const page: ChildrenAnswer = await children({
          type,
          id: String(id),
          limit: '3',
          ...(type === 'ZONE' ? { concept } : {}),
          ...(cursor === null ? {} : { cursor }),
        });
        count += page.items.length;
        for (const item of page.items) {
          if (item.type === 'STORE') stores.push(item.id);
          else zones.add(`${concept}: ${item.id}`);
          if (item.type === 'ZONE') expect(await below('ZONE', item.id, concept)).toBe(item.children);
          else expect(item.children).toBe(2);
        }
        cursor = page.next;
      } while (cursor !== null);
      return count;
    }
    const { items } = await children({ type: 'CONCEPT' });
    expect(sorted(idsOf(items))).toEqual([11, 12, 13]);
    for (const concept of items) {
      const before = stores.length;
      expect(await below('CONCEPT', concept.id, String(concept.id))).toBe(concept.children);
      expect(stores.length - before).toBe(concept.within);
    }
    const zonesOf = items.flatMap(({ id, zoneIds = [] }) => zoneIds.map((zone) => `${id}: ${zone}`));
    expect(zonesOf.toSorted()).toEqual([...zones].toSorted());
    expect(new Set(stores).size).toBe(300);
    expect(stores).toHaveLength(300);
    const page = await children({ type: 'STORE', id: '1221' });
    expect(idsOf(page.items)).toEqual([22101, 22102]);
  });

  it('a zone by itself holds the stores of every concept', async () => {
    const zones = await children({ type: 'ZONE' });
    expect(zones.items.map(({ name }) => name)).toEqual(['Central', 'East', 'North', 'North East', 'South', 'West']);
    expect(withinAll(zones)).toBe(300);
    const west = zones.items.find(({ name }) => name === 'West');
    const inWest = await children({ type: 'ZONE', id: '32', limit: '1000' });
    expect(inWest.items).toHaveLength(west?.children ?? 0);
    expect(inWest.items[0]).toMatchObject({ type: 'ZONE', name: 'Mumbai' });
  });

  it('categories in a parent cycle can be reached, each once', async () => {
    await fill([
      { type: 'CATEGORY', id: 1, name: 'B', parentId: 2 },
      { type: 'CATEGORY', id: 2, name: 'A', parentId: 1 },
      { type: 'CATEGORY', id: 3, name: 'below the cycle', parentId: 1 },
      { type: 'SKU', id: 9, name: 'in the cycle', parentId: 2 },
    ]);
    const top = await children({ type: 'CATEGORY' });
    expect(top.items.map(({ id, children: count, within }) => [id, count, within])).toEqual([[2, 1, 1]]);
    expect(idsOf((await children({ type: 'CATEGORY', id: '2' })).items)).toEqual([1]);
    expect(idsOf((await children({ type: 'CATEGORY', id: '1' })).items)).toEqual([3]);
    await fill();
  });

  it('every entry can be reached if parents are missing or form a cycle', async () => {
    await fill([
      { type: 'ZONE', id: 1, name: 'missing parent', parentId: 99 },
      { type: 'ZONE', id: 2, name: 'cycle', parentId: 2 },
      { type: 'CONCEPT', id: 7, name: 'concept' },
      { type: 'STORE', id: 10, name: 'alone' },
      { type: 'STORE', id: 11, name: 'missing zone and concept', parentId: 98, conceptId: 97 },
      { type: 'STORE', id: 12, name: 'only a concept', conceptId: 7 },
      { type: 'STORE', id: 13, name: 'only a zone', parentId: 1 },
      { type: 'TILL', id: 20, name: 'stray till', parentId: 96 },
    ]);
    expect(idsOf((await children({ type: 'ZONE' })).items)).toEqual([2, 1]);
    expect(idsOf((await children({ type: 'STORE' })).items)).toEqual([10, 11]);
    expect(idsOf((await children({ type: 'TILL' })).items)).toEqual([20]);
    expect(idsOf((await children({ type: 'CONCEPT', id: '7' })).items)).toEqual([12]);
    expect(idsOf((await children({ type: 'ZONE', id: '1' })).items)).toEqual([13]);
    const { items } = await ok<AncestorsAnswer>(await post('ancestors', { entries: [{ type: 'ZONE', id: 2 }] }));
    expect(idsOf(items)).toEqual([2]);
    await fill();
  });
});

describe('lookup', () => {
  const entries = [
    { id: 4711, code: '00123', name: 'Shirt' },
    { id: 123, code: 'AB 12', name: 'Mug' },
    { id: 5, code: 'dup', name: 'One' },
    { id: 6, code: 'DUP', name: 'Two' },
    { id: 7, code: 'twice', name: 'Three' },
    { id: 8, code: 'twice', name: 'Four' },
    { type: 'BRAND', id: 4711, name: 'Brand' },
  ] as const;
  beforeEach(() => fill(entries));

  it('returns all keys in the requested order, with unknown and repeated keys', async () => {
    const keys = ['123', '9', ' 4711 ', '123', '00123', '', 'x', '4294968007', '-1', '1e2', '😀'];
    const answer = await lookup({ types: ['SKU'], by: 'id', keys });
    expect(answer.results.map(({ key }) => key)).toEqual(keys);
    const ids = answer.results.map(({ matches }) => idsOf(matches));
    expect(ids).toEqual([[123], [], [4711], [123], [123], [], [], [], [], [], []]);
    expect(answer.empty).toBe(false);
    expect(answer.results[0]?.matches[0]).toEqual({
      type: 'SKU',
      id: 123,
      code: 'AB 12',
      name: 'Mug',
      parentId: null,
      brandId: null,
      conceptId: null,
      isActive: true,
    });
  });

  it('keeps zeros and inner spaces of codes, and prefers an exact match of case', async () => {
    expect(await found('SKU', 'code', ['00123', '123', 'ab 12', ' AB 12', 'ab12', '\t00123'])).toEqual([
      [4711],
      [],
      [123],
      [123],
      [],
      [4711],
    ]);
    expect(await found('SKU', 'code', ['dup', 'DUP', 'Dup', 'twice'])).toEqual([[5], [6], [5, 6], [7, 8]]);
    expect(await found('SKU', 'code', ['%', "'; --", 'x'.repeat(500)])).toEqual([[], [], []]);
  });

  it('returns both matches if a text is an id and a code', async () => {
    expect(await found('SKU', 'either', ['00123', '4711', 'AB 12'])).toEqual([[4711, 123], [4711], [123]]);
    const { results } = await lookup({ types: ['SKU', 'BRAND'], by: 'either', keys: ['4711'] });
    expect(results[0]?.matches.map(({ type }) => type).toSorted()).toEqual(['BRAND', 'SKU']);
  });

  it('distinguishes an empty directory from an unknown id', async () => {
    expect(await lookup({ types: ['STORE'], by: 'id', keys: ['1'] })).toEqual({
      results: [{ key: '1', matches: [] }],
      empty: true,
    });
    expect((await lookup({ types: ['SKU'], by: 'id', keys: ['1'] })).empty).toBe(false);
    expect((await search({ type: 'STORE' })).empty).toBe(true);
    expect((await search({ type: 'SKU', q: 'zzz' })).empty).toBe(false);
    expect((await children({ type: 'CATEGORY' })).empty).toBe(true);
  });

  it('does not return entries of the upstream mirror', async () => {
    await putEntries(
      database.connection.db,
      [{ ...entries[0], type: 'SKU', id: 99, parentId: null, brandId: null, conceptId: null, isActive: true }],
      'upstream',
    );
    expect(await found('SKU', 'id', ['99'])).toEqual([[]]);
    expect(await walk({ type: 'SKU', q: 'Shirt' })).toEqual([4711]);
  });

  it('accepts ten thousand keys in one call', async () => {
    await fill();
    const keys = Array.from({ length: 10_000 }, (_, n) => String(500_001 + n));
    const { results } = await lookup({ types: ['SKU'], by: 'either', keys });
    expect(results.filter(({ matches }) => matches.length === 1)).toHaveLength(5000);
    expect(results.map(({ key }) => key)).toEqual(keys);
    expect(errorsOf(await post('lookup', { types: ['SKU'], by: 'id', keys: [...keys, '1'] }))).toMatchObject([
      { field: 'keys', message: 'Send at most 10000 keys.' },
    ]);
  });
});

it('returns property keys in the organisation’s order', async () => {
  await fill([], ['season', 'cost_centre', 'agency']);
  expect((await desk.call('/api/directory/property-keys')).body).toEqual({ keys: ['season', 'cost_centre', 'agency'] });
});

describe('an invalid request is refused at its parameter', () => {
  const refused: [path: string, query: Query, field: string][] = [
    ['search', {}, 'type'],
    ['search', { type: 'sku' }, 'type.0'],
    ['search', { type: ['SKU', 'X'] }, 'type.1'],
    ['search', { type: 'SKU', q: 'x'.repeat(10_000) }, 'q'],
    ['search', { type: 'SKU', limit: '0' }, 'limit'],
    ['search', { type: 'SKU', limit: '201' }, 'limit'],
    ['search', { type: 'SKU', cursor: 'garbage' }, 'cursor'],
    ['search', { type: 'SKU', cursor: Buffer.from('[0,"a\\u0000",1]').toString('base64url') }, 'cursor'],
    ['search', { type: 'SKU', cursor: Buffer.from('[0,"a",1.5]').toString('base64url') }, 'cursor'],
    ['search', { type: 'SKU', colour: 'red' }, 'colour'],
    ['children', { type: 'SKU' }, 'type'],
    ['children', { type: 'ZONE', id: 'x' }, 'id'],
    ['children', { type: 'ZONE', id: '9999999999' }, 'id'],
    ['children', { type: 'ZONE', concept: '' }, 'concept'],
    ['children', { type: 'STORE', id: '1', cursor: 'garbage' }, 'cursor'],
  ];
  it.each(refused)('%s %.80o', async (path, query, field) => {
    const answer = await desk.call(`/api/directory/${path}?${queryOf(query).toString()}`);
    expect(answer.status).toBe(400);
    expect(errorsOf(answer).map((error) => error.field)).toEqual([field]);
  });

  it.each<[string, unknown, string | null]>([
    ['lookup', { types: ['SKU'], by: 'id', keys: [1] }, 'keys.0'],
    ['lookup', { types: ['SKU'], by: 'id', keys: ['x'.repeat(10_000)] }, 'keys.0'],
    ['lookup', { types: ['SKU'], by: 'id', keys: ['a\0'] }, 'keys'],
    ['lookup', { types: ['SKU'], by: 'id', keys: ['\ud800'] }, 'keys'],
    ['lookup', { types: [], by: 'id', keys: [] }, 'types'],
    ['lookup', { types: ['SKU'], by: 'name', keys: [] }, 'by'],
    ['lookup', { types: ['SKU'], by: 'id', keys: [], more: 1 }, 'more'],
    ['lookup', [], null],
    ['ancestors', { entries: [{ type: 'SKU', id: 1.5 }] }, 'entries.0.id'],
  ])('%s %.60o', async (path, body, field) => {
    const answer = await post(path, body);
    expect(answer.status).toBe(400);
    expect(errorsOf(answer).map((error) => error.field)).toEqual([field]);
  });
});
