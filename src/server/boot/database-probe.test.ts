import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { copyDatabase } from '../data/copy-database.ts';
import { openTestDatabase, type TestDatabase } from '../test/test-database.ts';
import { databaseProbe } from './database-probe.ts';

const folder = mkdtempSync(join(tmpdir(), 'coupon-desk-test-'));
let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
  mkdirSync(join(folder, 'database'));
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

it('reports a database that does not answer, but not while a backup copies it', async () => {
  const { pool } = database.connection;
  const probe = databaseProbe(pool);
  const client = await pool.connect();
  expect(await probe()).toBe('The database does not answer. Try again in a moment.');
  // The backup waits for the connection too.
  const copied = copyDatabase(pool, folder);
  expect(await probe()).toBeNull();
  client.release();
  await (await copied).remove();
  expect(await probe()).toBeNull();
  const other = await pool.connect();
  expect(await probe()).not.toBeNull();
  other.release();
});
