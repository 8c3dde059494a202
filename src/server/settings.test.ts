import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from './database/test-database.ts';
import { loadSettings, type Settings } from './settings.ts';

const first: Settings = {
  organisation: 'Sample organisation',
  timeZone: 'Asia/Kolkata',
  clusterTimeZone: 'Asia/Kolkata',
  currency: 'INR',
};

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

it('writes the settings at the first start and only reads them afterwards', async () => {
  const { db } = database.connection;
  expect(await loadSettings(db, first)).toEqual(first);
  expect(await loadSettings(db, { ...first, timeZone: 'UTC', currency: 'EUR' })).toEqual(first);
});
