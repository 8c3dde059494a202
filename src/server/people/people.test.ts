import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '#catalogue/kinds.ts';
import { apiToken, attempts, credential, joinLink, person, session } from '../database/schema.ts';
import { openTestDatabase, type TestDatabase } from '../database/test-database.ts';
import {
  type Answer,
  type Desk,
  errorsOf,
  journalOf,
  openEmbeddedDesk,
  refusedFields,
  resetSeries,
} from '../desk-for-tests.ts';
import { type Browser, demoBrowser, openBrowser } from './people-for-tests.ts';
import { send } from '../hostile-send-for-tests.ts';
import { TOKEN } from '../token-for-tests.ts';
import { makeLink } from './links.ts';

const PASSWORD = 'velvet otter climbs nine maps';
const OTHER = 'copper kettle under two moons';
const SERIES = 698948;

let database: TestDatabase;
let desk: Desk;
const db = () => database.connection.db;
beforeAll(async () => {
  database = await openTestDatabase();
  desk = await openEmbeddedDesk(database.connection);
  await resetSeries(db());
});
afterAll(async () => {
  await desk.close();
  await database.close();
});
beforeEach(async () => {
  for (const table of [joinLink, apiToken, attempts, session, credential, person]) await db().delete(table);
});

const message = (answer: Answer) =>
  errorsOf(answer)
    .map((error) => error.message)
    .join(' ');
const personIn = (answer: Answer) => answer.body['person'] as JsonObject | null;
const textOf = (value: unknown) => (typeof value === 'string' ? value : '');
const tokenOf = (link: unknown) => textOf(link).split('#')[1] ?? '';

/** Signed in as the first administrator. */
async function administrator(email = 'asha@kesarika.example'): Promise<Browser> {
  const { token } = await makeLink(db(), { kind: 'first' }, Date.now());
  const browser = openBrowser(desk);
  const joined = await browser.call('POST', '/api/join', { token, email, name: 'Asha Menon', password: PASSWORD });
  expect(joined.status, message(joined)).toBe(200);
  return browser;
}

/** Signed in as somebody who was invited. */
async function invited(admin: Browser, role: string, email: string): Promise<Browser> {
  const made = await admin.call('POST', '/api/accounts/invitations', { email, role });
  expect(made.status, message(made)).toBe(201);
  const browser = openBrowser(desk);
  const joined = await browser.call('POST', '/api/join', {
    token: tokenOf(made.body['link']),
    name: 'Rohan Iyer',
    password: OTHER,
  });
  expect(joined.status, message(joined)).toBe(200);
  return browser;
}

const idOf = async (email: string) =>
  (await db().select({ id: person.id }).from(person).where(eq(person.email, email)))[0]?.id ?? '';

describe('the first administrator', () => {
  it('is not made any more once there is one, whatever link is still about', async () => {
    const { token } = await makeLink(db(), { kind: 'first' }, Date.now());
    const { token: other } = await makeLink(
      db(),
      { kind: 'invited', email: 'meera@kesarika.example', role: 'administrator' },
      Date.now(),
    );
    await openBrowser(desk).call('POST', '/api/join', { token: other, name: 'Meera', password: PASSWORD });
    const late = await openBrowser(desk).call('POST', '/api/join', {
      token,
      email: 'asha@kesarika.example',
      name: 'Asha',
      password: PASSWORD,
    });
    expect(late.status).toBe(410);
    expect((await openBrowser(desk).call('POST', '/api/join/look', { token })).status).toBe(410);
  });

  it('is made by a link that says what it is for, works once, and signs in', async () => {
    const { token } = await makeLink(db(), { kind: 'first' }, Date.now());
    const browser = openBrowser(desk);
    expect((await browser.call('GET', '/api/session')).body).toMatchObject({
      person: null,
      ways: { noAccounts: true },
    });
    const looked = await browser.call('POST', '/api/join/look', { token });
    expect(looked.body).toMatchObject({ kind: 'first', email: null, role: 'administrator' });

    const form = { token, email: ' Asha@Kesarika.example ', name: 'Asha Menon', password: PASSWORD };
    const joined = await browser.call('POST', '/api/join', form);
    expect(personIn(joined)).toMatchObject({
      email: 'asha@kesarika.example',
      role: 'administrator',
      hasPassword: true,
    });
    expect((await browser.call('GET', '/api/session')).body).toMatchObject({ ways: { noAccounts: false } });
    expect((await browser.call('GET', '/api/accounts')).status).toBe(200);

    const again = await openBrowser(desk).call('POST', '/api/join', { ...form, email: 'mallory@example.com' });
    expect([again.status, message(again)]).toEqual([410, expect.stringMatching(/used, taken back, or is too old/)]);
    expect((await openBrowser(desk).call('POST', '/api/join/look', { token })).status).toBe(410);
  });

  it('is made once by whoever of two comes first', async () => {
    const { token } = await makeLink(db(), { kind: 'first' }, Date.now());
    const join = (email: string) =>
      openBrowser(desk).call('POST', '/api/join', { token, email, name: 'A', password: PASSWORD });
    const answers = await Promise.all([join('a@x.example'), join('b@x.example')]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 410]));
    expect(await db().select().from(person)).toHaveLength(1);
  });

  it('has a link that is too old after half an hour', async () => {
    const { token } = await makeLink(db(), { kind: 'first' }, Date.now() - 30 * 60_000 - 1);
    expect((await openBrowser(desk).call('POST', '/api/join/look', { token })).status).toBe(410);
  });

  it.each([
    ['short', 'password', /12 to 128/],
    ['password1234', 'password', /easily guessed/],
    ['kesarikakesarika', 'password', /easily guessed/],
    ['Asha Menon asha', 'password', /easily guessed/],
    ['x'.repeat(129), 'password', /12 to 128/],
  ])('is refused the password %s, and the link stays good', async (password, field, reason) => {
    const { token } = await makeLink(db(), { kind: 'first' }, Date.now());
    const form = { token, email: 'asha@kesarika.example', name: 'Asha Menon' };
    const refused = await openBrowser(desk).call('POST', '/api/join', { ...form, password });
    expect([refused.status, errorsOf(refused)]).toEqual([400, [expect.objectContaining({ field })]]);
    expect(message(refused)).toMatch(reason);
    expect((await openBrowser(desk).call('POST', '/api/join', { ...form, password: PASSWORD })).status).toBe(200);
  });
});

describe('signing in', () => {
  it('takes the right password, keeps a cookie no script can read, and ends when asked', async () => {
    await administrator();
    const browser = openBrowser(desk);
    const signedIn = await browser.call('POST', '/api/session', { email: 'ASHA@kesarika.example', password: PASSWORD });
    expect(personIn(signedIn)).toMatchObject({ name: 'Asha Menon' });
    const [cookie] = signedIn.headers.getSetCookie();
    expect(cookie).toMatch(/^coupon-desk\.session_token=.*HttpOnly.*SameSite=Strict/i);
    expect((await browser.call('GET', `/v2/coupon/series?ids=${SERIES}`)).status).toBe(200);

    const stolen = openBrowser(desk, browser.cookies());
    expect(personIn(await browser.call('DELETE', '/api/session'))).toBeNull();
    for (const one of [browser, stolen]) expect((await one.call('GET', '/api/settings')).status).toBe(401);
  });

  it('says the same of a wrong password and of an address nobody has', async () => {
    await administrator();
    const answers = await Promise.all(
      ['asha@kesarika.example', 'nobody@kesarika.example', 'no address'].map((email) =>
        openBrowser(desk).call('POST', '/api/session', { email, password: OTHER }),
      ),
    );
    for (const answer of answers)
      expect([answer.status, message(answer)]).toEqual([401, 'The e-mail address or the password is wrong.']);
  });

  it('is held back after ten wrong passwords, whatever address a header claims, and says for how long', async () => {
    await administrator();
    const attempt = (password: string, n: number) =>
      openBrowser(desk).call(
        'POST',
        '/api/session',
        { email: 'asha@kesarika.example', password },
        { 'x-forwarded-for': `203.0.113.${n}` },
      );
    for (let n = 0; n < 10; n += 1) expect((await attempt(`wrong ${n}`, n)).status).toBe(401);
    const held = await attempt(PASSWORD, 99);
    expect(held.status).toBe(429);
    expect(message(held)).toMatch(/too many tries to sign in. Try again in 15 minutes/);
    expect(Number(held.headers.get('retry-after'))).toBeGreaterThan(800);
    // Others are not held back with them.
    const other = await openBrowser(desk).call('POST', '/api/session', { email: 'x@y.example', password: 'wrong' });
    expect(other.status).toBe(401);
    const kept = JSON.stringify(await db().select().from(attempts));
    expect(kept).not.toContain('kesarika');
  });

  it('ends by itself when nobody used it for twelve hours', async () => {
    const browser = await administrator();
    await db()
      .update(session)
      .set({ expiresAt: new Date(Date.now() - 1) });
    const answer = await browser.call('GET', '/api/series');
    expect([answer.status, message(answer)]).toEqual([401, expect.stringMatching(/session has ended/)]);
  });

  it('ends after thirty days, however much it is used', async () => {
    const browser = await administrator();
    await db()
      .update(session)
      .set({ createdAt: new Date(Date.now() - 30 * 24 * 3_600_000 - 1000) });
    expect((await browser.call('GET', '/api/settings')).status).toBe(401);
  });

  it('keeps a cookie for TLS alone, and promises TLS, where the server is reached by it', async () => {
    const publicUrl = 'https://coupons.example';
    const people = { origin: publicUrl, surroundings: { isLoopback: false, publicUrl } };
    const behind = await openEmbeddedDesk(database.connection, { people });
    try {
      await administrator();
      const answer = await send(behind, {
        method: 'POST',
        path: '/api/session',
        type: 'application/json',
        headers: { host: 'coupons.example', origin: publicUrl },
        body: Buffer.from(JSON.stringify({ email: 'asha@kesarika.example', password: PASSWORD })),
      });
      expect(answer.headers['set-cookie']?.[0]).toMatch(/^__Secure-coupon-desk\.session_token=.*; Secure/);
      expect(answer.headers['strict-transport-security']).toBe('max-age=31536000');
      const cookie = answer.headers['set-cookie']?.[0]?.split(';', 1)[0] ?? '';
      const ask = (host: string) => send(behind, { method: 'GET', path: '/api/settings', headers: { host, cookie } });
      expect((await ask('coupons.example')).status).toBe(200);
      expect((await ask('evil.example')).status).toBe(421);
    } finally {
      await behind.close();
    }
  });

  it('goes on while it is used', async () => {
    const browser = await administrator();
    const stale = new Date(Date.now() + 3_600_000);
    await db().update(session).set({ expiresAt: stale });
    expect((await browser.call('GET', '/api/settings')).headers.getSetCookie()).toHaveLength(1);
    const [row] = await db().select().from(session);
    expect(row?.expiresAt.getTime()).toBeGreaterThan(Date.now() + 11 * 3_600_000);
  });

  it('takes no cookie that was made up or cut short', async () => {
    const browser = await administrator();
    const [name, value = ''] = browser.cookies().split('=', 2);
    for (const forged of [value.slice(0, -6), 'x.y', '', `${'a'.repeat(32)}.${value.split('.')[1]}`, '%00', '%zz'])
      expect((await openBrowser(desk, `${name}=${forged}`).call('GET', '/api/settings')).status, forged).toBe(401);
  });
});

describe('demo accounts', () => {
  it('change and make demo accounts only, which are worth nothing where the server is for real', async () => {
    const admin = await administrator();
    const me = await idOf('asha@kesarika.example');
    const demo = await demoBrowser(desk, 'administrator');
    expect((await demo.call('PATCH', `/api/accounts/${me}`, { role: 'support' })).status).toBe(409);
    expect((await demo.call('POST', `/api/accounts/${me}/password-link`)).status).toBe(409);
    expect((await demo.call('PATCH', '/api/accounts/demo-marketer', { role: 'support' })).status).toBe(200);

    const born = await invited(demo, 'administrator', 'mallory@kesarika.example');
    expect(personIn(await born.call('GET', '/api/session'))).toMatchObject({ isDemo: true, role: 'administrator' });
    expect((await born.call('PATCH', `/api/accounts/${me}`, { isActive: false })).status).toBe(409);
    const open = await demo.call('POST', '/api/accounts/invitations', { email: 'm2@x.example', role: 'administrator' });
    const real = await openEmbeddedDesk(database.connection, { people: { hasSamples: false } });
    try {
      const there = openBrowser(real);
      const form = { email: 'mallory@kesarika.example', password: OTHER };
      expect((await there.call('POST', '/api/session', form)).status).toBe(401);
      expect((await openBrowser(real, born.cookies()).call('GET', '/api/settings')).status).toBe(401);
      const token = tokenOf(open.body['link']);
      const joined = await there.call('POST', '/api/join', { token, name: 'M', password: PASSWORD });
      expect(joined.status).toBe(410);
      expect((await openBrowser(real, admin.cookies()).call('GET', '/api/settings')).status).toBe(200);
    } finally {
      await real.close();
    }
  });

  it('are one call each, with their role and without a password', async () => {
    for (const role of ['administrator', 'marketer', 'support'] as const) {
      const browser = await demoBrowser(desk, role);
      expect(personIn(await browser.call('GET', '/api/session'))).toMatchObject({
        role,
        isDemo: true,
        hasPassword: false,
      });
    }
    expect(await db().select().from(credential)).toEqual([]);
  });

  it.each([
    ['x-forwarded-for', '10.0.0.1'],
    ['x-forwarded-host', 'coupons.example'],
    ['forwarded', 'for=10.0.0.1'],
    ['via', '1.1 proxy'],
    ['x-real-ip', '127.0.0.1'],
    ['cf-connecting-ip', '127.0.0.1'],
  ])('do not exist for what came through something that adds %s', async (header, value) => {
    const browser = await demoBrowser(desk, 'administrator');
    const through = { [header]: value };
    expect((await browser.call('POST', '/api/session/demo', { role: 'support' }, through)).status).toBe(403);
    expect((await browser.call('GET', '/api/session', undefined, through)).body).toMatchObject({
      person: null,
      ways: { demo: false },
    });
    expect((await browser.call('GET', '/api/settings', undefined, through)).status).toBe(401);
    expect((await browser.call('GET', '/api/settings')).status).toBe(200);
  });

  it.each([
    ['the data is not made of samples', { hasSamples: false }],
    ['others can connect', { surroundings: { isLoopback: false, publicUrl: 'https://coupons.example' } }],
    ['it is reached under a name', { surroundings: { isLoopback: true, publicUrl: 'https://coupons.example' } }],
  ])('do not exist where %s, and their sessions and tokens end with them', async (_, people) => {
    const browser = await demoBrowser(desk, 'marketer');
    const made = await browser.call('POST', '/api/me/tokens', { name: 'x', scope: 'read', days: 1 });
    const real = await openEmbeddedDesk(database.connection, { people });
    try {
      const moved = openBrowser(real, browser.cookies());
      expect((await moved.call('GET', '/api/settings')).status).toBe(401);
      expect((await moved.call('GET', '/api/session')).body).toMatchObject({ person: null, ways: { demo: false } });
      const authorization = `Bearer ${textOf(made.body['token'])}`;
      expect((await real.call('/api/settings', { headers: { authorization } })).status).toBe(401);
    } finally {
      await real.close();
    }
  });
});

describe('a write that a cookie speaks for', () => {
  it.each([
    ['from another site', { origin: 'https://evil.example' }],
    ['from a page without an origin', { origin: 'null' }],
    ['from another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['that the browser calls cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['that the browser calls same-site', { 'sec-fetch-site': 'same-site' }],
  ])('%s is refused before anything is read', async (_, headers) => {
    const browser = await demoBrowser(desk, 'administrator');
    const before = JSON.stringify((await desk.read(SERIES)).series);
    const body = { CouponSeriesV2: { ...(await desk.read(SERIES)).series, description: 'Forged' } };
    expect((await browser.call('PUT', `/v2/coupon/series/${SERIES}`, body, headers)).status).toBe(403);
    expect(
      (
        await browser.call(
          'POST',
          '/api/accounts/invitations',
          { email: 'm@x.example', role: 'administrator' },
          headers,
        )
      ).status,
    ).toBe(403);
    expect((await browser.call('DELETE', '/api/session', undefined, headers)).status).toBe(403);
    expect((await browser.call('POST', '/api/session/demo', { role: 'support' }, headers)).status).toBe(403);
    expect(JSON.stringify((await desk.read(SERIES)).series)).toBe(before);
    expect((await browser.call('GET', '/api/session')).body['person']).toMatchObject({ role: 'administrator' });
  });

  it('is noted with who it was', async () => {
    const browser = await demoBrowser(desk, 'marketer');
    const { series } = await desk.read(SERIES);
    const body = { CouponSeriesV2: { ...series, description: 'Noted' } };
    expect((await browser.call('PUT', `/v2/coupon/series/${SERIES}`, body)).status).toBe(200);
    const [entry] = await journalOf(db(), SERIES);
    expect(entry).toMatchObject({ actor: 'demo-marketer', origin: 'app' });
    await resetSeries(db());
  });
});

it('more writes in a minute than anybody makes are refused until it is over, and reading goes on', async () => {
  const slow = await openEmbeddedDesk(database.connection, { people: { writesAMinute: 3 } });
  try {
    const browser = await demoBrowser(slow, 'marketer');
    const { series } = await slow.read(SERIES);
    const put = () => browser.call('PUT', `/v2/coupon/series/${SERIES}`, { CouponSeriesV2: series });
    for (let n = 0; n < 3; n += 1) expect((await put()).status).toBe(200);
    const refused = await put();
    expect([refused.status, message(refused)]).toEqual([429, expect.stringMatching(/too many changes in a minute/)]);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await browser.call('GET', '/api/settings')).status).toBe(200);
    const lookup = { types: ['SKU'], by: 'id', keys: ['1'] };
    expect((await browser.call('POST', '/api/directory/lookup', lookup)).status).toBe(200);
    expect((await slow.put(SERIES, series)).status).toBe(200);
  } finally {
    await slow.close();
    await resetSeries(db());
  }
});

describe('passwords', () => {
  it('are changed with the current one, which ends every other session', async () => {
    const here = await administrator();
    const elsewhere = openBrowser(desk);
    await elsewhere.call('POST', '/api/session', { email: 'asha@kesarika.example', password: PASSWORD });
    const wrong = await here.call('PUT', '/api/me/password', { current: 'something else', next: OTHER });
    expect([wrong.status, errorsOf(wrong)[0]?.field]).toEqual([403, 'current']);
    const weak = await here.call('PUT', '/api/me/password', { current: PASSWORD, next: 'asha@kesarika.example' });
    expect([weak.status, errorsOf(weak)[0]?.field]).toEqual([400, 'next']);

    expect((await here.call('PUT', '/api/me/password', { current: PASSWORD, next: OTHER })).status).toBe(200);
    expect((await here.call('GET', '/api/settings')).status).toBe(200);
    expect((await elsewhere.call('GET', '/api/settings')).status).toBe(401);
    const old = await elsewhere.call('POST', '/api/session', { email: 'asha@kesarika.example', password: PASSWORD });
    expect(old.status).toBe(401);
    const now = await elsewhere.call('POST', '/api/session', { email: 'asha@kesarika.example', password: OTHER });
    expect(now.status).toBe(200);
  });

  it('that are forgotten are set anew by a link of an administrator, which ends every session', async () => {
    const admin = await administrator();
    const rohan = await invited(admin, 'marketer', 'rohan@kesarika.example');
    const id = await idOf('rohan@kesarika.example');
    const made = await admin.call('POST', `/api/accounts/${id}/password-link`);
    const token = tokenOf(made.body['link']);
    const fresh = openBrowser(desk);
    expect((await fresh.call('POST', '/api/join/look', { token })).body).toMatchObject({
      kind: 'password',
      email: 'rohan@kesarika.example',
    });
    const set = await fresh.call('POST', '/api/join', { token, password: PASSWORD });
    expect(personIn(set)).toMatchObject({ name: 'Rohan Iyer', role: 'marketer' });
    expect((await rohan.call('GET', '/api/settings')).status).toBe(401);
    expect((await fresh.call('POST', '/api/join', { token, password: OTHER })).status).toBe(410);
  });

  it('set anew end what the old one opened, also a sign-in that is under way, and every token', async () => {
    const admin = await administrator();
    const rohan = await invited(admin, 'marketer', 'rohan@kesarika.example');
    const made = await rohan.call('POST', '/api/me/tokens', { name: 'x', scope: 'edit', days: 365 });
    const link = await admin.call('POST', `/api/accounts/${await idOf('rohan@kesarika.example')}/password-link`);
    const old: Browser[] = [];
    const stop = { asked: false };
    const keepTrying = async () => {
      while (!stop.asked) {
        const browser = openBrowser(desk);
        old.push(browser);
        await browser.call('POST', '/api/session', { email: 'rohan@kesarika.example', password: OTHER });
      }
    };
    const trying = [keepTrying(), keepTrying(), keepTrying()];
    const form = { token: tokenOf(link.body['link']), password: PASSWORD };
    const fresh = openBrowser(desk);
    expect((await fresh.call('POST', '/api/join', form)).status).toBe(200);
    stop.asked = true;
    await Promise.all(trying);
    const open = await Promise.all(old.map(async (browser) => (await browser.call('GET', '/api/settings')).status));
    expect(new Set(open)).toEqual(new Set([401]));
    expect((await fresh.call('GET', '/api/settings')).status).toBe(200);
    const authorization = `Bearer ${textOf(made.body['token'])}`;
    expect((await desk.call('/api/settings', { headers: { authorization } })).status).toBe(401);
  });

  it('are not set for an account that was switched off since', async () => {
    const admin = await administrator();
    await invited(admin, 'marketer', 'rohan@kesarika.example');
    const id = await idOf('rohan@kesarika.example');
    const link = await admin.call('POST', `/api/accounts/${id}/password-link`);
    await admin.call('PATCH', `/api/accounts/${id}`, { isActive: false });
    const token = tokenOf(link.body['link']);
    expect((await openBrowser(desk).call('POST', '/api/join', { token, password: PASSWORD })).status).toBe(410);
    await admin.call('PATCH', `/api/accounts/${id}`, { isActive: true });
    const form = { email: 'rohan@kesarika.example', password: PASSWORD };
    expect((await openBrowser(desk).call('POST', '/api/session', form)).status).toBe(401);
  });

  it('that are long do not hold up everybody else', async () => {
    const browser = await administrator();
    const started = performance.now();
    const change = browser.call('PUT', '/api/me/password', { current: 'x', next: 'p4$$w0rd'.repeat(16) });
    await fetch(`${desk.url}/api/health`);
    await change;
    expect(performance.now() - started).toBeLessThan(1500);
  });

  it('are kept as a slow hash alone', async () => {
    await administrator();
    const rows = JSON.stringify([await db().select().from(credential), await db().select().from(person)]);
    expect(rows).not.toContain(PASSWORD);
  });
});

describe('accounts', () => {
  it('are made by invitation, changed, switched off and on again', async () => {
    const admin = await administrator();
    const rohan = await invited(admin, 'marketer', 'rohan@kesarika.example');
    const id = await idOf('rohan@kesarika.example');
    expect((await rohan.call('GET', '/api/accounts')).status).toBe(403);

    expect((await admin.call('PATCH', `/api/accounts/${id}`, { role: 'support' })).body).toMatchObject({
      role: 'support',
    });
    expect(personIn(await rohan.call('GET', '/api/session'))).toMatchObject({ role: 'support' });

    const token = await rohan.call('POST', '/api/me/tokens', { name: 'report', scope: 'read', days: 30 });
    expect((await admin.call('PATCH', `/api/accounts/${id}`, { isActive: false })).status).toBe(200);
    expect((await rohan.call('GET', '/api/settings')).status).toBe(401);
    const authorization = `Bearer ${textOf(token.body['token'])}`;
    expect((await desk.call('/api/settings', { headers: { authorization } })).status).toBe(401);
    const off = await rohan.call('POST', '/api/session', { email: 'rohan@kesarika.example', password: OTHER });
    expect([off.status, message(off)]).toEqual([403, expect.stringMatching(/switched off/)]);

    await admin.call('PATCH', `/api/accounts/${id}`, { isActive: true });
    const on = await rohan.call('POST', '/api/session', { email: 'rohan@kesarika.example', password: OTHER });
    expect(on.status).toBe(200);
    expect((await admin.call('GET', '/api/accounts')).body).toMatchObject({
      accounts: [
        { name: 'Asha Menon', role: 'administrator', isActive: true, lastActiveAt: expect.any(String) },
        { name: 'Rohan Iyer', role: 'support', isActive: true },
      ],
      invitations: [],
    });
  });

  it('always leave an administrator, and nobody shuts themselves out', async () => {
    const admin = await administrator();
    const me = await idOf('asha@kesarika.example');
    expect((await admin.call('PATCH', `/api/accounts/${me}`, { role: 'support' })).status).toBe(409);
    const byScript = await desk.call(`/api/accounts/${me}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: '{"isActive":false}',
    });
    expect([byScript.status, message(byScript)]).toEqual([409, expect.stringMatching(/only administrator/)]);

    const second = await invited(admin, 'administrator', 'meera@kesarika.example');
    const other = await idOf('meera@kesarika.example');
    const answers = await Promise.all([
      admin.call('PATCH', `/api/accounts/${other}`, { role: 'support' }),
      second.call('PATCH', `/api/accounts/${me}`, { role: 'support' }),
    ]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const left = await db().select().from(person).where(eq(person.role, 'administrator'));
    expect(left).toHaveLength(1);
  });

  it('have invitations that are listed, replaced and taken back', async () => {
    const admin = await administrator();
    const invite = async (role: string) =>
      tokenOf(
        (await admin.call('POST', '/api/accounts/invitations', { email: 'Rohan@Kesarika.example', role })).body['link'],
      );
    const first = await invite('support');
    const second = await invite('marketer');
    const look = async (token: string) => (await openBrowser(desk).call('POST', '/api/join/look', { token })).status;
    expect([await look(first), await look(second)]).toEqual([410, 200]);

    const { invitations } = (await admin.call('GET', '/api/accounts')).body as unknown as { invitations: JsonObject[] };
    expect(invitations).toMatchObject([{ email: 'rohan@kesarika.example', role: 'marketer' }]);
    const path = `/api/accounts/invitations/${textOf(invitations[0]?.['id'])}`;
    expect((await admin.call('DELETE', path)).status).toBe(200);
    expect((await admin.call('DELETE', path)).status).toBe(404);
    expect(await look(second)).toBe(410);

    for (const email of ['asha@kesarika.example', 'not an address']) {
      const refused = await admin.call('POST', '/api/accounts/invitations', { email, role: 'support' });
      expect([refused.status, errorsOf(refused)[0]?.field]).toEqual([expect.any(Number), 'email']);
      expect(refused.status).toBeGreaterThanOrEqual(400);
    }
  });
});

describe('one’s own', () => {
  it('sessions are listed and ended, one or all', async () => {
    const here = await administrator();
    const there = openBrowser(desk);
    await there.call(
      'POST',
      '/api/session',
      { email: 'asha@kesarika.example', password: PASSWORD },
      { 'user-agent': 'Phone' },
    );
    const listed = async () => (await here.call('GET', '/api/me/sessions')).body['sessions'] as readonly JsonObject[];
    const [other] = (await listed()).filter(({ isCurrent }) => isCurrent === false);
    expect(await listed()).toHaveLength(2);
    expect(other).toMatchObject({ agent: 'Phone', address: '127.0.0.1' });
    expect(JSON.stringify(await listed())).not.toContain(there.cookies().split('=')[1]?.split('.')[0]);
    expect((await here.call('DELETE', `/api/me/sessions/${textOf(other?.['id'])}`)).status).toBe(200);
    expect((await there.call('GET', '/api/settings')).status).toBe(401);
    expect((await here.call('DELETE', '/api/me/sessions')).status).toBe(200);
    expect((await here.call('GET', '/api/settings')).status).toBe(401);
  });

  it('sessions are nobody else’s to end', async () => {
    const admin = await administrator();
    const rohan = await invited(admin, 'marketer', 'rohan@kesarika.example');
    const [mine] = await db()
      .select()
      .from(session)
      .where(eq(session.personId, await idOf('asha@kesarika.example')));
    expect((await rohan.call('DELETE', `/api/me/sessions/${mine?.id}`)).status).toBe(404);
    expect((await admin.call('GET', '/api/settings')).status).toBe(200);
  });

  it('preferences are kept', async () => {
    const browser = await administrator();
    const wanted = { theme: 'dark', density: 'compact', timeZone: 'Europe/London', hiddenColumns: ['limit'] };
    expect((await browser.call('PUT', '/api/me/preferences', wanted)).body).toEqual(wanted);
    const again = openBrowser(desk);
    const signedIn = await again.call('POST', '/api/session', { email: 'asha@kesarika.example', password: PASSWORD });
    expect(signedIn.body['preferences']).toEqual(wanted);
    const odd = await browser.call('PUT', '/api/me/preferences', { ...wanted, timeZone: 'Mars/Base', x: 1 });
    expect([odd.status, refusedFields(odd)]).toEqual([400, ['timeZone', 'x']]);
  });

  it('tokens are shown once, reach as far as they were made to, and end', async () => {
    const browser = await administrator();
    const make = (scope: string, days = 30) =>
      browser.call('POST', '/api/me/tokens', { name: 'Till report', scope, days });
    const reading = await make('read');
    expect(reading.status).toBe(201);
    const token = textOf(reading.body['token']);
    expect(JSON.stringify((await browser.call('GET', '/api/me/tokens')).body)).not.toContain(token);
    expect(JSON.stringify(await db().select().from(apiToken))).not.toContain(token);

    const use = (method: string, path: string, bearer: string, body?: unknown) =>
      desk.call(path, {
        method,
        headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    const { series } = await desk.read(SERIES);
    const body = { CouponSeriesV2: { ...series, description: 'By script' } };
    expect((await use('GET', `/v2/coupon/series?ids=${SERIES}`, token)).status).toBe(200);
    const refused = await use('PUT', `/v2/coupon/series/${SERIES}`, token, body);
    expect([refused.status, message(refused)]).toEqual([403, 'This token can only read, so it cannot edit series.']);
    const editing = textOf((await make('edit')).body['token']);
    expect((await use('PUT', `/v2/coupon/series/${SERIES}`, editing, body)).status).toBe(200);
    expect((await use('GET', '/api/accounts', editing)).status).toBe(403);
    expect((await use('GET', '/api/me/tokens', editing)).status).toBe(403);
    const [entry] = await journalOf(db(), SERIES);
    expect(entry).toMatchObject({ actor: await idOf('asha@kesarika.example'), origin: 'api' });
    await resetSeries(db());

    for (const bad of [token.slice(0, -1), `${token}x`, token.toUpperCase(), 'x', TOKEN.slice(1)]) {
      const answer = await use('GET', '/api/settings', bad);
      expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="Coupon Desk"']);
    }
    await db()
      .update(apiToken)
      .set({ expiresAt: new Date('2026-01-31T00:00:00Z') });
    expect(message(await use('GET', '/api/settings', token))).toMatch(/ended on 2026-01-31/);
    const { tokens } = (await browser.call('GET', '/api/me/tokens')).body as unknown as { tokens: JsonObject[] };
    for (const { id } of tokens)
      expect((await browser.call('DELETE', `/api/me/tokens/${textOf(id)}`)).status).toBe(200);
    expect(message(await use('GET', '/api/settings', token))).toMatch(/not known/);
  });

  it('tokens are fifty at most, however many are asked for at once', async () => {
    const browser = await administrator();
    const asked = Array.from({ length: 60 }, () =>
      browser.call('POST', '/api/me/tokens', { name: 'x', scope: 'read', days: 1 }),
    );
    await Promise.all(asked);
    expect(await db().select().from(apiToken)).toHaveLength(50);
  });

  it('requests are small', async () => {
    const browser = await administrator();
    const wanted = { theme: 'x'.repeat(20_000) };
    expect((await browser.call('PUT', '/api/me/preferences', wanted)).status).toBe(413);
  });

  it('tokens can do no more than their maker, also when the maker can do less later', async () => {
    const admin = await administrator();
    const rohan = await invited(admin, 'marketer', 'rohan@kesarika.example');
    const made = await rohan.call('POST', '/api/me/tokens', { name: 'x', scope: 'edit', days: 1 });
    await admin.call('PATCH', `/api/accounts/${await idOf('rohan@kesarika.example')}`, { role: 'support' });
    const { series } = await desk.read(SERIES);
    const put = await desk.put(SERIES, series, { authorization: `Bearer ${textOf(made.body['token'])}` });
    expect([put.status, message(put)]).toEqual([403, expect.stringMatching(/role support cannot edit/)]);
    const more = await rohan.call('POST', '/api/me/tokens', { name: 'x', scope: 'edit', days: 1 });
    expect([more.status, errorsOf(more)[0]?.field]).toEqual([403, 'scope']);
  });
});

describe('settings', () => {
  it('are changed by an administrator, checked, and hold at once', async () => {
    const admin = await administrator();
    const before = (await admin.call('GET', '/api/settings')).body;
    const { source: _, ...settings } = before;
    const odd = await admin.call('PUT', '/api/settings', {
      ...settings,
      timeZone: '+05:30',
      currency: 'rupees',
      organisation: ' ',
    });
    expect(refusedFields(odd)).toEqual(['currency', 'organisation', 'timeZone']);
    expect((await admin.call('GET', '/api/settings')).body).toEqual(before);
    const changed = { ...settings, organisation: 'Kesarika', currency: 'EUR', clusterTimeZone: 'UTC' };
    expect((await admin.call('PUT', '/api/settings', changed)).body).toEqual({ ...before, ...changed });
    await admin.call('PUT', '/api/settings', settings);
  });
});
