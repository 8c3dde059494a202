import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lockLinks } from '../accounts/account-links.ts';
import type { Database } from '../database/connect.ts';
import { openTestDatabase, type TestDatabase } from '../test/test-database.ts';
import { codesTaken } from './series-codes.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

const take = (tx: Database, id: number, seriesCode: string, genericCode: string) => {
  const next = { id, clientHandlingType: 'GENERIC', seriesCode, genericCode };
  return codesTaken(tx, { id }, next, 'embedded');
};
/** Fails instead of waiting for a lock. */
const withoutWaiting = (work: (tx: Database) => Promise<unknown>) =>
  database.connection.db.transaction(async (tx) => {
    await tx.execute(sql`set local lock_timeout = 100`);
    await work(tx);
  });

it('a save locks its own codes only', async () => {
  await database.connection.db.transaction(async (first) => {
    expect(await take(first, 1, 'A', 'B')).toEqual(new Set());
    await withoutWaiting((tx) => take(tx, 2, 'C', 'D'));
    await withoutWaiting((tx) => lockLinks(tx));
    for (const [seriesCode, genericCode] of [
      ['A', 'D'],
      ['C', 'B'],
    ] as const)
      await expect(withoutWaiting((tx) => take(tx, 2, seriesCode, genericCode))).rejects.toMatchObject({
        cause: { code: '55P03' },
      });
  });
  await withoutWaiting((tx) => take(tx, 2, 'A', 'B'));
});

it('looks for a code in an index', async () => {
  const { pool } = database.connection;
  await pool.query(
    `insert into series (id, body, revision, source, name, series_code, generic_code, search_text)
     select n, '{}', '', 'embedded', '', 'S' || n, 'G' || n, '' from generate_series(1, 3000) n`,
  );
  await pool.query('analyze series');
  const { rows } = await pool.query<{ 'QUERY PLAN': string }>(
    `explain select id from series where source = 'embedded' and (series_code = 'S7' or generic_code = 'G9')`,
  );
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(plan).toContain('series_by_series_code');
  expect(plan).toContain('series_by_generic_code');
});
