import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../test/test-database.ts';
import { collectMissingStatistics } from './statistics.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

it('statistics are collected once, for tables with rows', async () => {
  const { db, pool } = database.connection;
  const analyses = async () => {
    const { rows } = await pool.query<{ name: string; count: number }>(
      `select relname as name, analyze_count::int as count from pg_stat_user_tables where analyze_count > 0`,
    );
    return rows;
  };
  const statistics = async () => (await pool.query(`select from pg_stats where tablename = 'series'`)).rowCount;
  await pool.query(
    `insert into series (id, body, revision, source, name, search_text)
     select n, '{}', '', 'embedded', 'Series ' || n, 'series ' || n from generate_series(1, 3000) n`,
  );
  expect(await statistics()).toBe(0);
  await collectMissingStatistics(db);
  expect(await statistics()).toBeGreaterThan(0);
  await collectMissingStatistics(db);
  expect(await analyses()).toEqual([{ name: 'series', count: 1 }]);
});
