import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from './database/test-database.ts';
import type { SettingsChange } from '#contract/api.ts';
import { openSettings } from './settings.ts';

const first: SettingsChange = {
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
  expect((await openSettings(db, first)).current()).toEqual(first);
  expect((await openSettings(db, { ...first, timeZone: 'UTC', currency: 'EUR' })).current()).toEqual(first);
});

it('holds what was saved, here at once and on another server as soon as it reads again', async () => {
  const { db } = database.connection;
  const [here, there] = [await openSettings(db, first), await openSettings(db, first)];
  const changed = { ...first, organisation: 'Kesarika', currency: 'EUR' };
  await here.save(changed);
  expect(here.current()).toEqual(changed);
  expect(there.current()).toEqual(first);
  await there.reload();
  expect(there.current()).toEqual(changed);
});
