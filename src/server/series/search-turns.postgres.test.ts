import { sql } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type Desk, errorsOf, openEmbeddedDesk, resetSeries } from '../test/desk.ts';
import { openTestDatabase, type TestDatabase } from '../test/test-database.ts';

/** For a busy machine. */
const WAIT_MS = 30_000;

let database: TestDatabase;
let desk: Desk;
let observer: pg.Client;
beforeAll(async () => {
  database = await openTestDatabase();
  await resetSeries(database.connection.db);
  desk = await openEmbeddedDesk(database.connection);
  observer = new pg.Client(database.connection.pool.options);
  await observer.connect();
});
afterAll(async () => {
  await observer.end();
  await desk.close();
  await database.close();
});

const countWaiting = async (event: string) => {
  const { rows } = await observer.query(
    'select from pg_stat_activity where datname = current_database() and wait_event_type = $1',
    [event],
  );
  return rows.length;
};

it('a search is cancelled when its client leaves, also if each connection runs one', async () => {
  const { db, pool } = database.connection;
  const leaving = Array.from({ length: pool.options.max + 2 }, () => new AbortController());
  const searches = leaving.map(({ signal }) =>
    db
      .search(async (tx) => {
        // Without the time limit of a search, only the cancel ends it.
        await tx.execute(sql`set local statement_timeout = 0`);
        await tx.execute(sql`select pg_sleep(300)`);
      }, signal)
      .catch((error: unknown) => error),
  );
  await vi.waitUntil(async () => (await countWaiting('Timeout')) === pool.options.max, WAIT_MS);
  leaving.forEach((controller) => controller.abort());
  await Promise.all(searches);
  expect(await countWaiting('Timeout')).toBe(0);
  expect([pool.idleCount, pool.waitingCount]).toEqual([pool.options.max, 0]);
  // No cancel reaches a later query.
  await Promise.all(Array.from({ length: 20 }, () => db.execute(sql`select 1`)));
});

it('the searches of one caller run one after another, and each has a time limit', async () => {
  await observer.query('begin; lock table series in access exclusive mode');
  const searches = [desk.call('/api/series?q=diwali'), desk.call('/api/series?q=diwali')];
  await vi.waitUntil(async () => (await countWaiting('Lock')) > 0, WAIT_MS);
  expect(await countWaiting('Lock')).toBe(1);
  const first = await Promise.race(searches);
  await observer.query('rollback');
  expect([first.status, ...errorsOf(first)]).toEqual([422, expect.objectContaining({ field: null })]);
  expect((await Promise.all(searches)).map(({ status }) => status)).toContain(200);
});
