import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import type { LiveEvent } from '#contract/live-endpoints.ts';
import type { JsonObject } from '#values/json.ts';
import { OTHER, PASSWORD, SERIES, textOf, tokenOf } from '../test/accounts-desk.ts';
import { type Browser, openBrowser } from '../test/browser-session.ts';
import { openLive } from '../test/live-stream.ts';
import { createDatabase } from '../test/postgres-server.ts';
import { type RunningServer, runServer } from '../test/run-server.ts';

let servers: readonly [RunningServer, RunningServer];
let urls: readonly [string, string];
let asha: Browser;
let rohan: Browser;

beforeAll(async () => {
  const databaseUrl = await createDatabase(inject('postgres') ?? '', `live_${randomUUID()}`);
  const variables = { DATABASE_URL: databaseUrl, AUTH_SECRET: randomUUID() + randomUUID(), SAMPLE_DATA: 'on' };
  const first = runServer(variables);
  const firstUrl = await first.ready;
  const second = runServer(variables);
  servers = [first, second];
  urls = [firstUrl, await second.ready];
  asha = openBrowser({ url: urls[0] });
  const token = /\/join#(\w+)/.exec(first.stdout())?.[1] ?? '';
  const joined = await asha.call('POST', '/api/join', {
    token,
    email: 'asha@kesarika.example',
    name: 'Asha Menon',
    password: PASSWORD,
  });
  expect(joined.status).toBe(200);
  const invited = await asha.call('POST', '/api/accounts/invitations', { email: 'r@x.example', role: 'marketer' });
  rohan = openBrowser({ url: urls[1] });
  const body = { token: tokenOf(invited.body['link']), name: 'Rohan Iyer', password: OTHER };
  expect((await rohan.call('POST', '/api/join', body)).status).toBe(200);
}, 240_000);
afterAll(() => servers.forEach((server) => server.signal('SIGKILL')));

const isSaved = (event: LiveEvent) => event.type === 'saved';
const names = (event: LiveEvent) => (event.type === 'presence' ? event.people.map(({ name }) => name).join() : null);

async function rename(description: string) {
  const { body } = await rohan.call('GET', `/v2/coupon/series?ids=${SERIES}`);
  const [wire] = body['entity'] as readonly JsonObject[];
  const saved = await rohan.call('PUT', `/v2/coupon/series/${SERIES}`, { CouponSeriesV2: { ...wire, description } });
  expect(saved.status, textOf(saved.body['errors'])).toBe(200);
}

it('two servers tell each other of saves and open series, survive the kill of one, and stop at once with open streams', async () => {
  const first = await openLive(urls[0], asha.cookies(), [SERIES]);
  const second = await openLive(urls[1], rohan.cookies(), [SERIES]);
  expect(await first.next((event) => names(event) === 'Rohan Iyer')).toBeDefined();
  expect(await second.next((event) => names(event) === 'Asha Menon')).toBeDefined();
  await rename('Saved at the second server');
  expect(await first.next(isSaved)).toMatchObject({ author: 'Rohan Iyer', isOwn: false, fields: ['description'] });
  expect(await second.next(isSaved)).toMatchObject({ isOwn: true });
  // A request may reach the server without the stream.
  await first.setOpen([], urls[1]);
  expect(await second.next((event) => names(event) === '')).toBeDefined();
  await first.setOpen([SERIES], urls[1]);
  expect(await second.next((event) => names(event) === 'Asha Menon')).toBeDefined();

  servers[0].signal('SIGKILL');
  await first.closed;
  const again = await openLive(urls[1], asha.cookies(), [SERIES], first.id);
  expect(await again.next((event) => names(event) === 'Rohan Iyer')).toBeDefined();
  await rename('Saved after the kill');
  expect(await again.next(isSaved)).toMatchObject({ author: 'Rohan Iyer' });
  await again.setOpen([]);
  expect(await second.next((event) => names(event) === '')).toBeDefined();

  const stoppedAt = performance.now();
  servers[1].signal('SIGTERM');
  await Promise.all([again.closed, second.closed]);
  expect((await servers[1].exit).code).toBe(0);
  expect(performance.now() - stoppedAt).toBeLessThan(4_000);
}, 120_000);
