import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import type { JsonObject } from '#values/json.ts';
import { createDatabase } from '../test/postgres-server.ts';
import { type RunningServer, runServer } from '../test/run-server.ts';
import { type Browser, openBrowser } from '../test/browser-session.ts';
import { PASSWORD, SERIES, textOf, tokenOf } from '../test/accounts-desk.ts';

const ASHA = { email: 'asha@kesarika.example', name: 'Asha Menon', password: PASSWORD };
const PATH = '/v2/coupon/series';

let servers: readonly RunningServer[];
let urls: readonly string[];
let printed: readonly string[];
const [a, b] = [0, 1] as const;
const at = (server: 0 | 1, cookies = '') => openBrowser({ url: urls[server] ?? '' }, cookies);
/** The same browser at the other server, as behind one name. */
const same = (browser: Browser, server: 0 | 1) => at(server, browser.cookies());

/** Two servers that start at the same moment on one empty database, as a rolling start of several does. */
beforeAll(async () => {
  const databaseUrl = await createDatabase(inject('postgres') ?? '', `two_${randomUUID()}`);
  const variables = { DATABASE_URL: databaseUrl, AUTH_SECRET: randomUUID() + randomUUID(), SAMPLE_DATA: 'on' };
  servers = [runServer(variables), runServer(variables)];
  urls = await Promise.all(servers.map(({ ready }) => ready));
  printed = servers.map(({ said }) => /\/join#(\w+)/.exec(said())?.[1] ?? '');
}, 240_000);

afterAll(async () => {
  for (const server of servers) server.signal('SIGTERM');
  const ends = await Promise.all(servers.map(({ exit }) => exit));
  for (const { code, stderr } of ends) {
    expect(code).toBe(0);
    // What people did, and no failure.
    expect(stderr.split('\n').filter((line) => line !== '' && !line.includes('"about":"people"'))).toEqual([]);
  }
}, 60_000);

it('the link of either makes the first administrator at either, and then neither is good', async () => {
  expect(printed.map((token) => token.length)).toEqual([64, 64]);
  const [first = '', second = ''] = printed;
  for (const token of printed) {
    const looked = await at(b).call('POST', '/api/join/look', { token });
    expect([looked.status, looked.body['kind']]).toEqual([200, 'first']);
  }
  const answers = await Promise.all([
    at(b).call('POST', '/api/join', { token: first, ...ASHA }),
    at(a).call('POST', '/api/join', { token: second, ...ASHA }),
  ]);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 410]));
  for (const token of printed) expect((await at(a).call('POST', '/api/join/look', { token })).status).toBe(410);
});

const signedIn = async (server: 0 | 1) => {
  const browser = at(server);
  const { email, password } = ASHA;
  expect((await browser.call('POST', '/api/session', { email, password })).status).toBe(200);
  return browser;
};

it('a session of one is good at the other, and is over at both when it ends at either', async () => {
  const here = await signedIn(a);
  const there = same(here, b);
  expect((await there.call('GET', '/api/accounts')).status).toBe(200);
  await there.call('DELETE', '/api/session');
  expect((await here.call('GET', '/api/accounts')).status).toBe(401);
});

it('a role that is taken away and an account that is switched off count at the other at once', async () => {
  const admin = await signedIn(a);
  const made = await admin.call('POST', '/api/accounts/invitations', { email: 'r@x.example', role: 'administrator' });
  const token = tokenOf(made.body['link']);
  const rohan = at(b);
  const joined = await rohan.call('POST', '/api/join', { token, name: 'Rohan', password: PASSWORD });
  const { id } = joined.body['person'] as JsonObject;
  const change = (to: object) => admin.call('PATCH', `/api/accounts/${textOf(id)}`, to);
  expect((await rohan.call('GET', '/api/accounts')).status).toBe(200);
  await change({ role: 'support' });
  expect((await rohan.call('GET', '/api/accounts')).status).toBe(403);
  await change({ isActive: false });
  expect((await rohan.call('GET', '/api/settings')).status).toBe(401);
});

it('tries to sign in are counted for both together', async () => {
  const attempt = (n: number) =>
    at(n % 2 === 0 ? a : b).call('POST', '/api/session', { email: 'nobody@x.example', password: 'a wrong guess' });
  const statuses: number[] = [];
  for (let n = 0; n < 12; n += 1) statuses.push((await attempt(n)).status);
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429]);
});

it('a save on what the other has saved meanwhile conflicts, and of two at once one wins', async () => {
  const here = await signedIn(a);
  const there = same(here, b);
  const read = async (browser: Browser) => {
    const { body, headers } = await browser.call('GET', `${PATH}?ids=${SERIES}`);
    const [wire] = body['entity'] as readonly JsonObject[];
    return { wire: wire ?? {}, etag: headers.get('etag') ?? '' };
  };
  const put = (browser: Browser, { wire, etag }: Awaited<ReturnType<typeof read>>, description: string) =>
    browser.call('PUT', `${PATH}/${SERIES}`, { CouponSeriesV2: { ...wire, description } }, { 'if-match': etag });

  const base = await read(here);
  expect(await read(there)).toEqual(base);
  expect((await put(there, base, 'Of the second')).status).toBe(200);
  const late = await put(here, base, 'Of the first');
  expect([late.status, late.body['conflict']]).toEqual([
    409,
    { series: expect.objectContaining({ description: 'Of the second' }), revision: expect.any(String) },
  ]);

  for (let round = 0; round < 5; round += 1) {
    const now = await read(here);
    const answers = await Promise.all([put(here, now, `A ${round}`), put(there, now, `B ${round}`)]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
  }
});

it('a setting that was changed at one holds at the other soon', async () => {
  const here = await signedIn(a);
  const there = same(here, b);
  const { source: _source, ...settings } = (await here.call('GET', '/api/settings')).body;
  await here.call('PUT', '/api/settings', { ...settings, organisation: 'Two desks' });
  const shown = async () => (await there.call('GET', '/api/settings')).body['organisation'];
  await vi.waitUntil(async () => (await shown()) === 'Two desks', { timeout: 20_000, interval: 500 });
});
