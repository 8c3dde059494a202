import fc from 'fast-check';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { JsonObject } from '#values/json.ts';
import { openTestDatabase, type TestDatabase } from '../test/test-database.ts';
import { type Desk, journalOf, openEmbeddedDesk, resetSeries } from '../test/desk.ts';
import { base, bodies, contentTypes, pathIds, paths, queries, TARGET } from '../test/hostile-inputs.ts';
import { checkAnswer, heldMegabytes, type Hostile, send } from '../test/hostile-send.ts';
import { BEARER } from '../test/api-token.ts';

/** The same ones at every run. `HOSTILE_REQUESTS=10000` sends more of them. */
const REQUESTS = Number(process.env['HOSTILE_REQUESTS'] ?? 1500);
const SAVES = { numRuns: Math.round(REQUESTS * 0.8), seed: 20_261_123 };
const READS = { numRuns: Math.round(REQUESTS * 0.2), seed: 20_261_124 };
vi.setConfig({ testTimeout: 30_000 + REQUESTS * 40 });

let database: TestDatabase;
let desk: Desk;
beforeAll(async () => {
  database = await openTestDatabase();
  desk = await openEmbeddedDesk(database.connection, { people: { writesAMinute: 1e9 } });
  await resetSeries(database.connection.db);
});
afterAll(async () => {
  await desk.close();
  await database.close();
});

const script = (hostile: Hostile) => send(desk, { ...hostile, headers: BEARER });

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
        const answer = await script({ method, path: `/v2/coupon/series/${to}`, type: of, body: sent });
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
        checkAnswer(await script({ method, path: asked }), `${method} ${asked}`);
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
    const before = process.cpuUsage();
    checkAnswer(await script(put(body)), body.slice(0, 60));
    // Of the processor's time, which the machine's other work does not stretch.
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000, body.slice(-80)).toBeLessThan(8_000);
    expect((await script({ method: 'GET', path: '/api/health' })).status).toBe(200);
  }
});

it('they leave nothing behind in memory', async () => {
  const sent = fc.sample(fc.tuple(pathIds, contentTypes, bodies), { numRuns: 300, seed: SAVES.seed });
  const sendAll = async () => {
    for (const [to, type, body] of sent) await script({ method: 'PUT', path: `/v2/coupon/series/${to}`, type, body });
  };
  await sendAll();
  const before = heldMegabytes();
  for (let round = 0; round < 4; round += 1) await sendAll();
  // Twelve hundred requests of some kilobytes each; kept, they would be more.
  expect(heldMegabytes() - before).toBeLessThan(4);
});
