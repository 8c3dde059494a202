import { type IncomingHttpHeaders, request } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { JsonObject } from '#catalogue/kinds.ts';
import { openTestDatabase, type TestDatabase } from './database/test-database.ts';
import { type Desk, journalOf, openEmbeddedDesk, resetSeries } from './desk-for-tests.ts';
import { base, bodies, contentTypes, pathIds, paths, queries, TARGET } from './hostile-for-tests.ts';

/** The same ones at every run. `HOSTILE_REQUESTS=10000` sends more of them. */
const REQUESTS = Number(process.env['HOSTILE_REQUESTS'] ?? 1500);
const SAVES = { numRuns: Math.round(REQUESTS * 0.8), seed: 20_261_123 };
const READS = { numRuns: Math.round(REQUESTS * 0.2), seed: 20_261_124 };
vi.setConfig({ testTimeout: 30_000 + REQUESTS * 40 });

let database: TestDatabase;
let desk: Desk;
beforeAll(async () => {
  database = await openTestDatabase();
  desk = await openEmbeddedDesk(database.connection.db);
  await resetSeries(database.connection.db);
});
afterAll(async () => {
  await desk.close();
  await database.close();
});

interface Hostile {
  readonly method: string;
  readonly path: string;
  readonly type?: string | undefined;
  readonly body?: Buffer | undefined;
}
interface Raw {
  readonly status: number;
  readonly text: string;
  readonly headers: IncomingHttpHeaders;
}

/** Bare HTTP: fetch would tidy up addresses and headers. */
function send({ method, path, type, body }: Hostile): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const headers = type === undefined ? {} : { 'content-type': type };
    const call = request(`${desk.url}/`, { method, path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({ status: response.statusCode ?? 0, text, headers: response.headers });
      });
    });
    call.on('error', reject).end(body);
  });
}

/** Never a failure of ours, and always the API's envelope with a reason. Tells whether it was a success. */
function checkAnswer({ status, text }: Raw, asked: string): boolean {
  expect(status, `${asked} -> ${text.slice(0, 300)}`).toBeLessThan(500);
  const body: unknown = JSON.parse(text);
  if (status < 400) return true;
  const error = { status: false, code: expect.any(Number), message: expect.stringMatching(/\w/) };
  expect(body, asked).toMatchObject({ errors: expect.arrayContaining([expect.objectContaining(error)]) });
  return false;
}

it('a hostile save is refused with a reason or stored as it is answered, and never half', async () => {
  let stored = JSON.stringify((await desk.read(TARGET)).series);
  let saved = 0;
  await fc.assert(
    fc.asyncProperty(
      pathIds,
      contentTypes,
      bodies,
      fc.constantFrom('PUT', 'PUT', 'PUT', 'PUT', 'POST', 'PATCH', 'DELETE'),
      async (to, of, sent, method) => {
        const answer = await send({ method, path: `/v2/coupon/series/${to}`, type: of, body: sent });
        const ok = checkAnswer(answer, `${method} ${to} ${of} ${sent.toString().slice(0, 2000)}`);
        const now = JSON.stringify((await desk.read(TARGET)).series);
        if (ok) {
          saved += 1;
          const { warnings: _, ...wire } = JSON.parse(answer.text) as JsonObject;
          expect(now).toBe(JSON.stringify(wire));
          expect(answer.headers.etag).toBeDefined();
        } else expect(now).toBe(stored);
        stored = now;
      },
    ),
    SAVES,
  );
  expect(await journalOf(database.connection.db, TARGET)).toHaveLength(saved);
  expect(saved).toBeGreaterThan(20);
});

it('a hostile address or query is refused with a reason, or answered', async () => {
  await fc.assert(
    fc.asyncProperty(
      paths,
      queries,
      fc.constantFrom('GET', 'GET', 'GET', 'POST', 'DELETE'),
      async (at, parts, method) => {
        const asked = `${at}?${parts.join('&')}`;
        checkAnswer(await send({ method, path: asked }), `${method} ${asked}`);
      },
    ),
    READS,
  );
});

it('large bodies are answered soon, and the server goes on', async () => {
  const put = (value: string) => ({
    method: 'PUT',
    path: `/v2/coupon/series/${TARGET}`,
    type: 'application/json',
    body: Buffer.from(value),
  });
  const many = (count: number, one: (n: number) => string) => Array.from({ length: count }, (_, n) => one(n)).join(',');
  const whole = (more: string) => `{"CouponSeriesV2":${JSON.stringify(base).slice(0, -1)},${more}}}`;
  const large = [
    whole(many(300_000, (n) => `"k${n}":1`)),
    whole(`"customPropertyMap":{${many(200_000, (n) => `"k${n}":""`)}}`),
    whole(`"productInfo":[${many(100_000, () => '{"productType":"SKU","productIds":[1]}')}]`),
    whole(`"mutualExclusiveSeriesIds":"[${many(400_000, (n) => String(n + 1))}]"`),
    whole(`"info":"${'x'.repeat(4_900_000)}"`),
    whole(`"couponPrefix":"${'x'.repeat(4_000_000)}"`),
    `"${'x'.repeat(5 * 1024 * 1024)}"`,
    '['.repeat(1_000_000),
  ];
  for (const body of large) {
    const started = performance.now();
    checkAnswer(await send(put(body)), body.slice(0, 60));
    expect(performance.now() - started, body.slice(-80)).toBeLessThan(8_000);
    expect((await send({ method: 'GET', path: '/api/health' })).status).toBe(200);
  }
});

it('they leave nothing behind in memory', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void; // what the flag adds
  const held = () => {
    collect();
    return process.memoryUsage().heapUsed / 1024 / 1024;
  };
  const sent = fc.sample(fc.tuple(pathIds, contentTypes, bodies), { numRuns: 300, seed: SAVES.seed });
  const sendAll = async () => {
    for (const [to, type, body] of sent) await send({ method: 'PUT', path: `/v2/coupon/series/${to}`, type, body });
  };
  await sendAll();
  const before = held();
  for (let round = 0; round < 4; round += 1) await sendAll();
  // Twelve hundred requests of some kilobytes each; kept, they would be more.
  expect(held() - before).toBeLessThan(4);
});
