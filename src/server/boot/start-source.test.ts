import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { originStatement } from '../database/series-origin.ts';
import { readEnv } from '../environment/env.ts';
import { SAMPLE_ORGANISATION } from '../samples/sample-organisation.ts';
import { openSettings } from '../settings/settings-store.ts';
import { silentLog } from '../test/desk.ts';
import { openTestDatabase, type TestDatabase } from '../test/test-database.ts';
import { startSource } from './start-source.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

async function hasSamples(variables: Readonly<Record<string, string>>): Promise<boolean> {
  const { connection } = database;
  const zone = 'Asia/Kolkata';
  const initial = { organisation: SAMPLE_ORGANISATION, timeZone: zone, clusterTimeZone: zone, currency: 'INR' };
  const log = silentLog();
  const settings = await openSettings(connection.db, initial, log);
  const stopping = new AbortController().signal;
  const started = await startSource({ env: readEnv(variables), connection, settings, log, say: () => {}, stopping });
  await started.close();
  return started.hasSamples;
}

it('knows after a restart whether the series are samples', async () => {
  const { db } = database.connection;
  expect(await hasSamples({ SAMPLE_DATA: 'off' })).toBe(false);
  expect(await hasSamples({})).toBe(true);
  expect(await hasSamples({})).toBe(true);
  expect(await hasSamples({ SAMPLE_DATA: 'off' })).toBe(false);

  // Folders of older versions have no mark.
  await db.execute(sql.raw('comment on table series is null'));
  expect(await hasSamples({})).toBe(true);
  await db.execute(sql.raw(originStatement('Imported data')));
  expect(await hasSamples({})).toBe(false);
});
