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
let printedTokens: readonly string[];
const [a, b] = [0, 1] as const;
const browserAt = (server: 0 | 1, cookies = '') => openBrowser({ url: urls[server] ?? '' }, cookies);
/** The same browser at the other server, as behind a load balancer. */
const sameBrowserAt = (browser: Browser, server: 0 | 1) => browserAt(server, browser.cookies());

/** Two servers that start at the same moment on one empty database, as in a rolling start. */
beforeAll(async () => {
  const databaseUrl = await createDatabase(inject('postgres') ?? '', `two_${randomUUID()}`);
  const variables = { DATABASE_URL: databaseUrl, AUTH_SECRET: randomUUID() + randomUUID(), SAMPLE_DATA: 'on' };
  servers = [runServer(variables), runServer(variables)];
  urls = await Promise.all(servers.map(({ ready }) => ready));
  printedTokens = servers.map(({ stdout }) => /\/join#(\w+)/.exec(stdout())?.[1] ?? '');
}, 240_000);

afterAll(async () => {
  for (const server of servers) server.signal('SIGTERM');
  const exits = await Promise.all(servers.map(({ exit }) => exit));
  for (const { code, stderr } of exits) {
    expect(code).toBe(0);
    // Audit events only, no failures.
    expect(stderr.split('\n').filter((line) => line !== '' && !line.includes('"about":"people"'))).toEqual([]);
  }
});

it('makes the first administrator at either server by either link, once', async () => {
  expect(printedTokens.map((token) => token.length)).toEqual([64, 64]);
  const [first = '', second = ''] = printedTokens;
  for (const token of printedTokens) {
    const lookUp = await browserAt(b).call('POST', '/api/join/look', { token });
    expect([lookUp.status, lookUp.body['kind']]).toEqual([200, 'first']);
  }
  const answers = await Promise.all([
    browserAt(b).call('POST', '/api/join', { token: first, ...ASHA }),
    browserAt(a).call('POST', '/api/join', { token: second, ...ASHA }),
  ]);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 410]));
  for (const token of printedTokens)
    expect((await browserAt(a).call('POST', '/api/join/look', { token })).status).toBe(410);
});

const signedIn = async (server: 0 | 1) => {
  const browser = browserAt(server);
  const { email, password } = ASHA;
  expect((await browser.call('POST', '/api/session', { email, password })).status).toBe(200);
  return browser;
};

it('shares sessions, and ends them at both servers', async () => {
  const first = await signedIn(a);
  const second = sameBrowserAt(first, b);
  expect((await second.call('GET', '/api/accounts')).status).toBe(200);
  await second.call('DELETE', '/api/session');
  expect((await first.call('GET', '/api/accounts')).status).toBe(401);
});

it('applies a changed role and a switched-off account at the other server at once', async () => {
  const admin = await signedIn(a);
  const invitation = await admin.call('POST', '/api/accounts/invitations', {
    email: 'r@x.example',
    role: 'administrator',
  });
  const token = tokenOf(invitation.body['link']);
  const rohan = browserAt(b);
  const joined = await rohan.call('POST', '/api/join', { token, name: 'Rohan', password: PASSWORD });
  const { id } = joined.body['person'] as JsonObject;
  const change = (to: object) => admin.call('PATCH', `/api/accounts/${textOf(id)}`, to);
  expect((await rohan.call('GET', '/api/accounts')).status).toBe(200);
  await change({ role: 'support' });
  expect((await rohan.call('GET', '/api/accounts')).status).toBe(403);
  await change({ isActive: false });
  expect((await rohan.call('GET', '/api/settings')).status).toBe(401);
});

it('counts sign-in attempts at both servers together', async () => {
  const signInAttempt = (n: number) =>
    browserAt(n % 2 === 0 ? a : b).call('POST', '/api/session', {
      email: 'unknown@x.example',
      password: 'a wrong guess',
    });
  const statuses: number[] = [];
  for (let n = 0; n < 12; n += 1) statuses.push((await signInAttempt(n)).status);
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429]);
});

it('answers a stale save with a conflict, and lets one of two concurrent saves win', async () => {
  const first = await signedIn(a);
  const second = sameBrowserAt(first, b);
  const read = async (browser: Browser) => {
    const { body, headers } = await browser.call('GET', `${PATH}?ids=${SERIES}`);
    const [wire] = body['entity'] as readonly JsonObject[];
    return { wire: wire ?? {}, etag: headers.get('etag') ?? '' };
  };
  const put = (browser: Browser, { wire, etag }: Awaited<ReturnType<typeof read>>, description: string) =>
    browser.call('PUT', `${PATH}/${SERIES}`, { CouponSeriesV2: { ...wire, description } }, { 'if-match': etag });

  const base = await read(first);
  expect(await read(second)).toEqual(base);
  expect((await put(second, base, 'Of the second')).status).toBe(200);
  const stale = await put(first, base, 'Of the first');
  expect([stale.status, stale.body['conflict']]).toEqual([
    409,
    {
      series: expect.objectContaining({ description: 'Of the second' }),
      revision: expect.any(String),
      saves: [{ at: expect.any(String), author: expect.any(String), isOwn: true }],
    },
  ]);

  for (let round = 0; round < 5; round += 1) {
    const now = await read(first);
    const answers = await Promise.all([put(first, now, `A ${round}`), put(second, now, `B ${round}`)]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
  }
});

it('applies a changed setting at the other server within seconds', async () => {
  const first = await signedIn(a);
  const second = sameBrowserAt(first, b);
  const { source: _source, ...settings } = (await first.call('GET', '/api/settings')).body;
  await first.call('PUT', '/api/settings', { ...settings, organisation: 'Two desks' });
  const organisationThere = async () => (await second.call('GET', '/api/settings')).body['organisation'];
  await vi.waitUntil(async () => (await organisationThere()) === 'Two desks', { timeout: 20_000, interval: 500 });
});
