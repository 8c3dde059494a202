import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { sql } from 'drizzle-orm';
import Fastify from 'fastify';
import { serverEndpoints, type ServerStatus } from '#contract/server-endpoints.ts';
import type { JsonObject } from '#values/json.ts';
import type { Desk } from '../test/desk.ts';
import { openEmbeddedDesk, resetSeries, samples } from '../test/desk.ts';
import { openTestDatabase, type TestDatabase } from '../test/test-database.ts';
import { CLIENT, openUpstreamDesk, type UpstreamDesk } from '../test/upstream-desk.ts';
import { recentErrors } from './recent-errors.ts';

const ID = 698948;

let database: TestDatabase;
let desk: Desk;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
afterEach(() => desk.close());

const status = async (): Promise<ServerStatus> =>
  serverEndpoints.getStatus.answer.parse((await desk.call('/api/status')).body);

it('shows the versions, the size of the database and its growth', async () => {
  const startedAt = Date.parse('2026-11-22T06:00:00Z');
  desk = await openEmbeddedDesk(database.connection, { status: { dataDir: '.', startedAt, journalDays: 90 } });
  await resetSeries(database.connection.db);
  const before = await status();
  expect(before).toMatchObject({
    startedAt: '2026-11-22T06:00:00.000Z',
    versions: { app: '0.1.0', node: process.versions.node, database: expect.stringMatching(/^\d+/) },
    database: { kind: 'embedded', freeBytes: expect.any(Number), journal: { days: 90, entries: 0, oldestAt: null } },
    upstream: null,
    mirror: null,
  });
  const { series } = await desk.read(ID);
  await desk.put(ID, { ...series, description: 'Renamed' });
  await database.connection.db.execute(sql`
    insert into journal_archive
    select gen_random_uuid(), 0, series_id, at - make_interval(days => days), state, row_to_json(journal)
    from journal, unnest(array[6, 8, 31]) as days`);
  const { database: after } = await status();
  expect(after.journal).toMatchObject({
    entries: 1,
    archivedEntries: 3,
    oldestAt: '2026-10-23T06:00:00.000Z',
    last7Days: { saves: 2 },
    last30Days: { saves: 3 },
  });
  // Three bodies, compressed.
  const ofWeek = after.journal.last7Days.bytes;
  expect(ofWeek).toBeGreaterThan(1_000);
  expect(ofWeek).toBeLessThan(20_000);
  expect(after.journal.last30Days.bytes).toBeGreaterThan(ofWeek);
  expect(after.tables.map(({ name }) => name)).toEqual(expect.arrayContaining(['series', 'journal', 'person']));
  expect(after.bytes).toBeGreaterThan(after.tables.reduce((sum, { bytes }) => sum + bytes, 0));
});

it('shows the state of the real API and of the mirror, also in the list of series', async () => {
  const upstreamDesk = await openUpstreamDesk(database.connection, { credentials: CLIENT });
  desk = upstreamDesk;
  const list = async () => (await desk.call('/api/series')).body as JsonObject & { mirror: JsonObject };
  expect(await status()).toMatchObject({
    upstream: { address: upstreamDesk.apiUrl, signIn: 'oauth', answeredAt: null, failure: null },
    mirror: { series: { asOf: null, reading: null, failure: null }, names: { asOf: null } },
  });

  const startedAt = new Date().toISOString();
  await upstreamDesk.source.refresh();
  const { upstream, mirror } = await status();
  expect(upstream?.failure).toBeNull();
  expect(String(upstream?.answeredAt) >= startedAt).toBe(true);
  expect(String(mirror?.series.asOf) >= startedAt).toBe(true);
  expect((await list()).mirror).toEqual(mirror?.series);

  await upstreamDesk.fail({ kind: 'status', status: 503, times: 9 });
  await upstreamDesk.source.refresh().catch(() => {});
  const failed = await status();
  const failure = { at: expect.any(String), message: expect.stringContaining('answered 503') };
  expect(failed.upstream).toMatchObject({ answeredAt: upstream?.answeredAt, failure });
  expect((await list()).mirror).toEqual({ asOf: mirror?.series.asOf, reading: null, failure });
});

it('shows the progress of a refresh', async () => {
  const upstreamDesk: UpstreamDesk = await openUpstreamDesk(database.connection);
  desk = upstreamDesk;
  await upstreamDesk.fail({ kind: 'delay', ms: 2_000, url: '/v2/coupon/series' });
  const refresh = upstreamDesk.source.refresh();
  await expect
    .poll(async () => (await status()).mirror?.series.reading, { timeout: 10_000, interval: 10 })
    .toEqual({ read: 0, total: samples.length });
  await refresh;
  expect((await status()).mirror?.series.reading).toBeNull();
});

it('keeps the last warnings and errors of the log, without lines about people', () => {
  const passed: string[] = [];
  const recent = recentErrors((line) => passed.push(line));
  const { log } = Fastify({ logger: { level: 'warn', stream: recent } });
  log.warn('The mirror was not refreshed.');
  log.info('Not logged.');
  log.child({ about: 'people' }).warn({ address: '203.0.113.7' }, 'sign-in refused');
  log.child({ reqId: 'one' }).error({ err: { message: 'No space.' }, path: '/api/series' });
  expect(recent.list()).toEqual([
    { at: expect.any(String), level: 'error', message: 'No space.', requestId: 'one' },
    { at: expect.any(String), level: 'warning', message: 'The mirror was not refreshed.', requestId: null },
  ]);
  expect(passed).toHaveLength(3);
  for (let count = 0; count < 60; count++) log.warn(String(count));
  expect(recent.list()).toHaveLength(50);
  expect(recent.list()[0]?.message).toBe('59');
});
