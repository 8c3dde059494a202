import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import Fastify from 'fastify';
import * as z from 'zod';
import { ENDPOINTS } from '#contract/endpoints.ts';
import { may, type Role } from '#domain/permissions.ts';
import { apiToken, session } from '../database/schema.ts';
import { openTestDatabase, type TestDatabase } from '../test/test-database.ts';
import { type Desk, openEmbeddedDesk, resetSeries } from '../test/desk.ts';
import { addGuard } from '../accounts/guard.ts';
import { route } from '../http/route.ts';
import { demoBrowser, openBrowser } from '../test/browser-session.ts';
import { BEARER } from '../test/api-token.ts';

let database: TestDatabase;
let desk: Desk;
beforeAll(async () => {
  database = await openTestDatabase();
  desk = await openEmbeddedDesk(database.connection, { accounts: { unknownTokensAMinute: 10_000 } });
  await resetSeries(database.connection.db);
});
afterAll(async () => {
  await desk.close();
  await database.close();
});

const endpoints = ENDPOINTS.map(({ method, path, access }) => ({
  endpoint: `${method} ${path}`,
  method,
  path: path.replace(/:\w+/, '698948'),
  access,
}));

/**
 * Sends one request as declared, but with a body of one unknown key: a POST or PUT that passes the guard then fails
 * validation. A DELETE has no body and is carried out: it ends sessions of the caller, or finds nothing with the id.
 */
async function statusOf(method: string, path: string, headers: Record<string, string>) {
  const writes = !/^(GET|DELETE)$/.test(method);
  const answer = await fetch(desk.url + path, {
    method,
    headers: { ...headers, ...(writes ? { 'content-type': 'application/json' } : {}) },
    redirect: 'manual',
    ...(writes ? { body: '{"x":1}' } : {}),
  });
  return answer.status;
}

describe.each(endpoints)('$endpoint', ({ method, path, access }) => {
  const expectAccess = (isAllowed: boolean, status: number) => {
    if (!isAllowed) return expect(status).toBe(403);
    expect([401, 403]).not.toContain(status);
    expect(status).toBeLessThan(500);
  };

  it('answers 401 without a session, unless it is public', async () => {
    const status = await statusOf(method, path, { origin: desk.url });
    if (access === 'anybody') expect([200, 302, 400, 404]).toContain(status);
    else expect(status).toBe(401);
  });

  it.each(['administrator', 'marketer', 'support'] as const)(
    'grants the role %s its permissions only',
    async (role: Role) => {
      const browser = await demoBrowser(desk, role);
      const status = await statusOf(method, path, { cookie: browser.cookies(), origin: desk.url });
      expectAccess(access === 'anybody' || may({ role, scope: null }, access), status);
    },
  );

  it('answers 401 to an expired session', async () => {
    const browser = await demoBrowser(desk, 'administrator');
    await database.connection.db.update(session).set({ expiresAt: new Date(0) });
    const status = await statusOf(method, path, { cookie: browser.cookies(), origin: desk.url });
    if (access !== 'anybody') expect(status).toBe(401);
  });

  it('answers 401 to an unknown, truncated or expired token', async () => {
    if (access === 'anybody') return expect(await statusOf(method, path, { origin: desk.url })).toBeLessThan(500);
    const browser = await demoBrowser(desk, 'administrator');
    const created = await browser.call('POST', '/api/me/tokens', { name: 'x', scope: 'edit', days: 1 });
    const token = JSON.stringify(created.body['token']).replaceAll('"', '');
    const foreign = `cdt_${'a'.repeat(64)}`;
    for (const invalid of [foreign, token.slice(0, -1), '']) {
      expect(await statusOf(method, path, { authorization: `Bearer ${invalid}` })).toBe(401);
    }
    await database.connection.db.update(apiToken).set({ expiresAt: new Date(0) });
    expect(await statusOf(method, path, { authorization: `Bearer ${token}` })).toBe(401);
    await database.connection.db.delete(apiToken);
  });

  it('grants a token its scope only', async () => {
    if (access === 'anybody') return expect(await statusOf(method, path, { origin: desk.url })).toBeLessThan(500);
    const browser = await demoBrowser(desk, 'administrator');
    for (const scope of ['read', 'edit'] as const) {
      const created = await browser.call('POST', '/api/me/tokens', { name: 'x', scope, days: 1 });
      const authorization = `Bearer ${JSON.stringify(created.body['token']).replaceAll('"', '')}`;
      expectAccess(may({ role: 'administrator', scope }, access), await statusOf(method, path, { authorization }));
    }
    expectAccess(may({ role: 'administrator', scope: 'all' }, access), await statusOf(method, path, { ...BEARER }));
    await database.connection.db.delete(apiToken);
  });
});

it('rejects a route that is not declared', () => {
  const app = Fastify();
  addGuard(app, {
    surroundings: { isLoopback: true, publicUrl: null },
    findCaller: async () => null,
    writesAMinute: 1,
    readsAMinute: 1,
    note: () => {},
  });
  expect(() => app.get('/api/forgotten', async () => 'open to all')).toThrow('GET /api/forgotten is not declared');
  const unlisted = { method: 'GET', path: '/api/unlisted', access: 'read', summary: '', answer: z.string() } as const;
  expect(() => route(app, unlisted, async () => '')).toThrow('GET /api/unlisted is not declared');
});

it('serves every declared endpoint', async () => {
  const missing = await Promise.all(
    endpoints.map(async ({ endpoint, method, path }) => {
      const other = await fetch(desk.url + path, { method: 'PROPFIND' }).catch(() => null);
      const allowed = other?.headers.get('allow')?.split(', ') ?? [];
      return allowed.includes(method) ? null : endpoint;
    }),
  );
  expect(missing.filter((endpoint) => endpoint !== null)).toEqual([]);
});

it('does not serve the routes of better-auth', async () => {
  const browser = openBrowser(desk);
  for (const path of ['/api/auth/sign-up/email', '/api/auth/get-session', '/api/auth/list-sessions', '/api/auth/error'])
    expect((await browser.call('GET', path)).status, path).toBe(404);
});
