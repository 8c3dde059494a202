import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../test/test-database.ts';
import type { SettingsChange } from '#contract/series-endpoints.ts';
import { keptLog, quiet } from '../test/desk.ts';
import { openSettings } from './settings-store.ts';
import { settings } from '../database/schema.ts';

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
  expect((await openSettings(db, first, quiet())).current()).toEqual(first);
  expect((await openSettings(db, { ...first, timeZone: 'UTC', currency: 'EUR' }, quiet())).current()).toEqual(first);
});

it('holds what was saved, here at once and on another server as soon as it reads again', async () => {
  const { db } = database.connection;
  const [here, there] = [await openSettings(db, first, quiet()), await openSettings(db, first, quiet())];
  const changed = { ...first, organisation: 'Kesarika', currency: 'EUR' };
  await here.save(changed);
  expect(here.current()).toEqual(changed);
  expect(there.current()).toEqual(first);
  await there.reload();
  expect(there.current()).toEqual(changed);
});

it('of which one cannot be read are the others as they were, and the log says which', async () => {
  const { db } = database.connection;
  await (await openSettings(db, first, quiet())).save({ ...first, organisation: 'Kesarika' });
  await db.update(settings).set({ value: 'XQQ' }).where(eq(settings.key, 'currency'));
  await db.insert(settings).values({ key: 'newer', value: 1 });
  const { log, lines } = keptLog();
  expect((await openSettings(db, first, log)).current()).toEqual({ ...first, organisation: 'Kesarika' });
  expect(lines.join('')).toMatch(/cannot be read.*: currency\./);
});
