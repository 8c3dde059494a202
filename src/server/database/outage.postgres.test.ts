import Fastify from 'fastify';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { errorsOf, journalOf, openEmbeddedDesk, resetSeries } from '../test/desk.ts';
import { MIGRATIONS } from '../test/build-server.ts';
import { connect } from './connect.ts';
import { type PostgresServer, startPostgres } from '../test/postgres-server.ts';

const DIWALI = 698948;

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.remove());

const connectTo = (databaseUrl: string) =>
  connect({ dataDir: '', databaseUrl, files: { worker: '', migrations: MIGRATIONS }, log: Fastify().log });

it('is migrated once by servers that start concurrently', async () => {
  const url = await server.create();
  const connections = await Promise.all([connectTo(url), connectTo(url), connectTo(url)]);
  for (const { pool } of connections) expect((await pool.query('select 1 from series')).rowCount).toBe(0);
  await Promise.all(connections.map((connection) => connection.close()));
});

it('answers 503 while the server is down, and recovers by itself', async () => {
  const connection = await connectTo(await server.create());
  await resetSeries(connection.db);
  const desk = await openEmbeddedDesk(connection);
  const { series, etag } = await desk.read(DIWALI);
  await server.stop();
  for (const answer of [
    await desk.put(DIWALI, { ...series, description: 'Lost' }, { 'if-match': etag }),
    await desk.call('/api/series'),
  ]) {
    expect([answer.status, ...errorsOf(answer)]).toEqual([503, expect.objectContaining({ code: 503, field: null })]);
    expect(answer.headers.get('retry-after')).toBe('1');
  }
  await server.start();
  await vi.waitUntil(async () => (await desk.call('/api/series')).status === 200, { timeout: 20_000 });
  expect(await desk.read(DIWALI)).toEqual({ series, etag });
  expect((await desk.put(DIWALI, { ...series, description: 'Saved' })).status).toBe(200);
  expect(await journalOf(connection.db, DIWALI)).toHaveLength(1);
  await desk.close();
  await connection.close();
});
