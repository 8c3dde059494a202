import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../test/build-server.ts';
import * as schema from './schema.ts';
import { openTestDatabase, type TestDatabase } from '../test/test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  await database.connection.pool.query(
    `insert into series (id, body, revision, source, name, search_text, valid_till, last_modified)
     select n, '{}', '', 'embedded', 'Series ' || n, 'series ' || n, now() + n * interval '1 hour', now() - n * interval '1 hour'
     from generate_series(1, 3000) n`,
  );
  await database.connection.pool.query('vacuum (analyze) series');
});
afterAll(() => database.close());

it('matches the migrations', async () => {
  const snapshots = readdirSync(join(MIGRATIONS, 'meta')).filter((name) => name.endsWith('_snapshot.json'));
  const latest = readFileSync(join(MIGRATIONS, 'meta', snapshots.toSorted().at(-1) ?? ''), 'utf8');
  const migrated = JSON.parse(latest) as Parameters<typeof generateMigration>[0];
  expect(await generateMigration(migrated, generateDrizzleJson(schema, migrated.id))).toEqual([]);
});

async function plan(query: string): Promise<string> {
  const { rows } = await database.connection.pool.query<{ 'QUERY PLAN': string }>(`explain ${query}`);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

describe('a page of a list is read from an index without sorting', () => {
  it.each([
    ['series_by_name', 'name COLLATE "C"', `'Series 2'`],
    ['series_by_last_modified', 'last_modified', 'now()'],
    ['series_by_valid_till', 'valid_till', 'now()'],
  ])('%s, in both directions', async (index, column, value) => {
    for (const [direction, sign] of [
      ['asc', '>'],
      ['desc', '<'],
    ]) {
      const text = await plan(
        `select id from series where (${column}, id) ${sign} (${value}, 5) order by ${column} ${direction}, id ${direction} limit 50`,
      );
      expect(text).toContain(index);
      expect(text).not.toContain('Sort');
    }
  });
});

it('finds a part of a word with an index', async () => {
  expect(await plan(`select id from series where search_text like '%ies 2991%'`)).toContain('series_search');
});
