import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { putEntries } from '../directory/directory-rows.ts';
import { searchPage } from '../directory/directory-search.ts';
import { listRows } from '../series/series-list.ts';
import { withRevision } from '../series/series-revision.ts';
import { putRows } from '../series/series-store.ts';
import { openTestDatabase, type TestDatabase } from '../test/test-database.ts';
import { updateSearchTexts } from './search-texts.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

it('a search finds what an older version wrote, after one update', async () => {
  const { db } = database.connection;
  const said: string[] = [];
  const update = () => updateSearchTexts(db, (line) => said.push(line));
  const idsOf = async (q: string, source: 'embedded' | 'upstream') => {
    const list = await listRows(db, { q, sort: 'match', limit: 50, cursor: null, now: 0 }, source);
    const search = { types: ['STORE', 'TILL'], q, limit: 50, cursor: null } as const;
    const entries = await searchPage(db, search, source);
    return [...list.items, ...entries.items].map(({ id }) => id);
  };
  // More than one batch, and ids below 0.
  const wires = Array.from({ length: 1100 }, (_, n) => withRevision({ id: n + 1, description: `Children’s Day ${n}` }));
  const blank = { code: null, parentId: null, brandId: null, conceptId: null, isActive: true };
  for (const source of ['embedded', 'upstream'] as const) {
    await putRows(db, wires, source);
    await putEntries(
      db,
      [-5, 7].map((id) => ({ ...blank, type: 'STORE', id, name: `Café ${id}` })),
      source,
    );
    await putEntries(db, [{ ...blank, type: 'TILL', id: 8, name: 'Children’s till' }], source);
  }
  await db.execute(sql`update series set search_text = lower(name) || chr(10) || id, whole_texts = ''`);
  await db.execute(sql`update directory set search_text = lower(name) || chr(10) || id`);
  expect(await idsOf("children's", 'embedded')).toEqual([]);

  await update();
  for (const source of ['embedded', 'upstream'] as const) {
    // An equal name comes before names that start with the search.
    const [first, ...others] = await idsOf("children's day 109", source);
    expect(first).toBe(110);
    expect(others).toEqual(expect.arrayContaining([1091, 1100]));
    expect(await idsOf('cafe', source)).toEqual([-5, 7]);
    expect(await idsOf("children's till", source)).toEqual([8]);
  }
  await update();
  expect(said).toHaveLength(2);
});
