import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import Fastify from 'fastify';
import { type Access, ENDPOINTS } from '#contract/endpoint-access.ts';
import { may, type Role } from '#domain/permissions.ts';
import { apiToken, session } from '../database/schema.ts';
import { openTestDatabase, type TestDatabase } from '../test/test-database.ts';
import { type Desk, openEmbeddedDesk, resetSeries } from '../test/desk.ts';
import { addGuard } from '../accounts/guard.ts';
import { demoBrowser, openBrowser } from '../test/browser-session.ts';
import { BEARER } from '../test/api-token.ts';

let database: TestDatabase;
let desk: Desk;
beforeAll(async () => {
  database = await openTestDatabase();
  desk = await openEmbeddedDesk(database.connection);
  await resetSeries(database.connection.db);
});
afterAll(async () => {
  await desk.close();
  await database.close();
});

const endpoints = (Object.entries(ENDPOINTS) as [string, Access][]).map(([endpoint, access]) => {
  const [method = '', path = ''] = endpoint.split(' ');
  return { endpoint, method, path: path.replace(/:\w+/, '698948'), access };
});

/** With a body that is an object and nothing else: whoever gets past the guard is told what is wrong with it. */
async function ask(method: string, path: string, headers: Record<string, string>) {
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
  const expected = (right: boolean, status: number) => {
    if (right) expect([401, 403]).not.toContain(status);
    else expect(status).toBe(403);
  };

  it('is closed to nobody, unless it is for anybody', async () => {
    const status = await ask(method, path, { origin: desk.url });
    if (access === 'anybody') expect([200, 302, 400, 404]).toContain(status);
    else expect(status).toBe(401);
  });

  it.each(['administrator', 'marketer', 'support'] as const)('keeps to what the role %s may', async (role: Role) => {
    const browser = await demoBrowser(desk, role);
    const status = await ask(method, path, { cookie: browser.cookies(), origin: desk.url });
    expected(access === 'anybody' || may({ role, scope: null }, access), status);
  });

  it('is closed to a session that has ended', async () => {
    const browser = await demoBrowser(desk, 'administrator');
    await database.connection.db.update(session).set({ expiresAt: new Date(0) });
    const status = await ask(method, path, { cookie: browser.cookies(), origin: desk.url });
    if (access !== 'anybody') expect(status).toBe(401);
  });

  it('is closed to tokens of somebody else’s, cut short or ended', async () => {
    if (access === 'anybody') return expect(await ask(method, path, { origin: desk.url })).toBeLessThan(500);
    const browser = await demoBrowser(desk, 'administrator');
    const made = await browser.call('POST', '/api/me/tokens', { name: 'x', scope: 'edit', days: 1 });
    const token = JSON.stringify(made.body['token']).replaceAll('"', '');
    const foreign = `cdt_${'a'.repeat(64)}`;
    for (const one of [foreign, token.slice(0, -1), '']) {
      expect(await ask(method, path, { authorization: `Bearer ${one}` })).toBe(401);
    }
    await database.connection.db.update(apiToken).set({ expiresAt: new Date(0) });
    expect(await ask(method, path, { authorization: `Bearer ${token}` })).toBe(401);
    await database.connection.db.delete(apiToken);
  });

  it('is open to a token as far as the token reaches', async () => {
    if (access === 'anybody') return expect(await ask(method, path, { origin: desk.url })).toBeLessThan(500);
    const browser = await demoBrowser(desk, 'administrator');
    for (const scope of ['read', 'edit'] as const) {
      const made = await browser.call('POST', '/api/me/tokens', { name: 'x', scope, days: 1 });
      const authorization = `Bearer ${JSON.stringify(made.body['token']).replaceAll('"', '')}`;
      expected(may({ role: 'administrator', scope }, access), await ask(method, path, { authorization }));
    }
    expected(may({ role: 'administrator', scope: 'all' }, access), await ask(method, path, { ...BEARER }));
    await database.connection.db.delete(apiToken);
  });
});

it('an endpoint that is not in the table cannot be added', () => {
  const app = Fastify();
  addGuard(app, {
    surroundings: { isLoopback: true, publicUrl: null },
    whoAsks: async () => null,
    writesAMinute: 1,
    note: () => {},
  });
  expect(() => app.get('/api/forgotten', async () => 'open to all')).toThrow(
    'GET /api/forgotten is not in the endpoint table',
  );
});

it('every endpoint of the table exists', async () => {
  const missing = await Promise.all(
    endpoints.map(async ({ endpoint, method, path }) => {
      const other = await fetch(desk.url + path, { method: 'PROPFIND' }).catch(() => null);
      const allowed = other?.headers.get('allow')?.split(', ') ?? [];
      return allowed.includes(method) ? null : endpoint;
    }),
  );
  expect(missing.filter((endpoint) => endpoint !== null)).toEqual([]);
});

it('what is not the application’s own is refused: better-auth’s addresses are not served', async () => {
  const browser = openBrowser(desk);
  for (const path of ['/api/auth/sign-up/email', '/api/auth/get-session', '/api/auth/list-sessions', '/api/auth/error'])
    expect((await browser.call('GET', path)).status, path).toBe(404);
});
