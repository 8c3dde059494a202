import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../test/test-database.ts';
import type { SettingsChange } from '#contract/settings-endpoints.ts';
import { captureLog, silentLog } from '../test/desk.ts';
import { openSettings } from './settings-store.ts';
import { settings } from '../database/schema.ts';

const initial: SettingsChange = {
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

it('writes the settings at the first start and only reads them later', async () => {
  const { db } = database.connection;
  expect((await openSettings(db, initial, silentLog())).current()).toEqual(initial);
  expect((await openSettings(db, { ...initial, timeZone: 'UTC', currency: 'EUR' }, silentLog())).current()).toEqual(
    initial,
  );
});

it('returns saved settings here at once and on another server after a reload', async () => {
  const { db } = database.connection;
  const [here, there] = [await openSettings(db, initial, silentLog()), await openSettings(db, initial, silentLog())];
  const changed = { ...initial, organisation: 'Kesarika', currency: 'EUR' };
  await here.save(changed);
  expect(here.current()).toEqual(changed);
  expect(there.current()).toEqual(initial);
  await there.reload();
  expect(there.current()).toEqual(changed);
});

it('logs a setting that cannot be read and leaves the others unchanged', async () => {
  const { db } = database.connection;
  await (await openSettings(db, initial, silentLog())).save({ ...initial, organisation: 'Kesarika' });
  await db.update(settings).set({ value: 'XQQ' }).where(eq(settings.key, 'currency'));
  await db.insert(settings).values({ key: 'newer', value: 1 });
  const { log, lines } = captureLog();
  expect((await openSettings(db, initial, log)).current()).toEqual({ ...initial, organisation: 'Kesarika' });
  expect(lines.join('')).toMatch(/cannot be read.*: currency\./);
});
