import type { ServerResponse } from 'node:http';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type Desk, openEmbeddedDesk, resetSeries } from '../test/desk.ts';
import { openTestDatabase, type TestDatabase } from '../test/test-database.ts';

let database: TestDatabase;
let desk: Desk;
beforeAll(async () => {
  database = await openTestDatabase();
  await resetSeries(database.connection.db);
  desk = await openEmbeddedDesk(database.connection);
});
afterAll(async () => {
  await desk.close();
  await database.close();
});

const PATHS = ['/api/series?q=diwali', '/api/directory/search?type=SKU&q=tea'];

it('a search whose client leaves while it waits for the database does not run', async () => {
  const { pool } = database.connection;
  const client = await pool.connect();
  const statements = vi.spyOn(client, 'query');
  const responses: ServerResponse[] = [];
  const collect = (message: unknown) => responses.push((message as { response: ServerResponse }).response);
  subscribe('http.server.request.start', collect);
  const leaving = new AbortController();
  const searches = [...PATHS, ...PATHS].map((path) =>
    desk.call(path, { signal: leaving.signal }).catch((error: unknown) => error),
  );
  // One search of the caller waits for the connection, the others for their turn.
  await vi.waitUntil(() => responses.length === searches.length && pool.waitingCount > 0);
  expect(pool.waitingCount).toBe(1);
  leaving.abort();
  await Promise.all(searches);
  await vi.waitUntil(() => responses.every(({ closed }) => closed));
  unsubscribe('http.server.request.start', collect);
  client.release();
  await vi.waitUntil(() => pool.idleCount === 1);
  expect(statements.mock.calls.map(([statement]) => statement)).toEqual(['begin', 'rollback']);
  expect((await desk.call('/api/series?q=diwali')).status).toBe(200);
});
