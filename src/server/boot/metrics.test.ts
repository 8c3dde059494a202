import { createServer } from 'node:http';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { BEARER, TOKEN } from '../test/api-token.ts';
import { type Desk, openEmbeddedDesk, resetSeries } from '../test/desk.ts';
import { openTestDatabase, type TestDatabase } from '../test/test-database.ts';

const ID = 698948;

const upstream = createServer((request, response) => {
  response.statusCode = request.method === 'PUT' ? 503 : 200;
  response.end();
}).listen(0, '127.0.0.1');
let database: TestDatabase;
let desk: Desk;
let upstreamUrl: string;
beforeAll(async () => {
  if (!upstream.listening) await once(upstream, 'listening');
  const address = upstream.address();
  upstreamUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  database = await openTestDatabase();
  const { pool } = database.connection;
  desk = await openEmbeddedDesk(database.connection, { metrics: { token: TOKEN, pool, upstreamUrl } });
  await resetSeries(database.connection.db);
});
afterAll(async () => {
  await desk.close();
  await database.close();
  upstream.closeAllConnections();
  upstream.close();
});

const read = (headers: Record<string, string>) => fetch(`${desk.url}/metrics`, { headers });
const metrics = async () => (await read(BEARER)).text();

it('are for the bearer token only', async () => {
  expect((await read({})).status).toBe(401);
  expect((await read({ authorization: `Bearer ${TOKEN}x` })).status).toBe(401);
  const { status, headers } = await read(BEARER);
  expect([status, headers.get('content-type')]).toEqual([200, expect.stringContaining('text/plain; version=0.0.4')]);
});

it('count requests, saves by outcome and calls to the real API, and show the pool and the event loop', async () => {
  expect(await metrics()).toContain('coupon_desk_saves_total{outcome="conflict"} 0');
  const { series, etag } = await desk.read(ID);
  await desk.put(ID, series, { 'if-match': etag });
  await desk.put(ID, series, { 'if-match': '"old"' });
  await desk.put(ID, { ...series, description: '' }, {});
  await (await fetch(upstreamUrl)).text();
  await (await fetch(upstreamUrl, { method: 'PUT' })).text();
  await fetch(upstreamUrl, { signal: AbortSignal.abort() }).catch(() => {});

  const text = await metrics();
  for (const line of [
    'coupon_desk_saves_total{outcome="saved"} 1',
    'coupon_desk_saves_total{outcome="conflict"} 1',
    'coupon_desk_saves_total{outcome="refused"} 1',
    'coupon_desk_http_request_seconds_count{route="/v2/coupon/series/:id",method="PUT",status="409"} 1',
    'coupon_desk_http_requests_in_flight 1',
    'coupon_desk_upstream_calls_total{method="GET",status="200"} 1',
    'coupon_desk_upstream_calls_total{method="PUT",status="503"} 1',
    'coupon_desk_database_connections{state="waiting"} 0',
  ])
    expect(text.split('\n')).toContain(line);
  expect(text).toMatch(/^nodejs_eventloop_lag_p99_seconds \d/m);
});

it('count a request whose client leaves before the answer', async () => {
  const { pool } = database.connection;
  const client = await pool.connect();
  const leaving = new AbortController();
  const request = fetch(`${desk.url}/api/series`, { headers: BEARER, signal: leaving.signal }).catch(() => {});
  await vi.waitUntil(() => pool.waitingCount > 0);
  leaving.abort();
  await request;
  client.release();
  const line = 'coupon_desk_http_request_seconds_count{route="/api/series",method="GET",status="499"} 1';
  await expect.poll(metrics, { timeout: 20_000 }).toContain(line);
  expect(await metrics()).toContain('coupon_desk_http_requests_in_flight 1\n');
});
