import { createServer } from 'node:http';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '#domain/permissions.ts';
import { credential, joinLink, person, session, verification } from '../database/schema.ts';
import { openTestDatabase, type TestDatabase } from '../test/test-database.ts';
import { send } from '../test/hostile-send.ts';
import { type Desk, captureLog, openEmbeddedDesk } from '../test/desk.ts';
import { freePort } from '../test/free-port.ts';
import { type Company, openCompany } from '../test/identity-provider.ts';
import { makeLink } from './account-links.ts';
import { type Browser, openBrowser } from '../test/browser-session.ts';

let database: TestDatabase;
let company: Company;
let desk: Desk;
let origin: string;
const captured = captureLog();
const db = () => database.connection.db;

async function openDeskWith(newAccounts: Role | null, clientSecret = company.clientSecret): Promise<void> {
  const { issuer, clientId } = company;
  desk = await openEmbeddedDesk(database.connection, {
    port: Number(new URL(origin).port),
    log: captured.log,
    accounts: { origin, oidc: { issuer, clientId, clientSecret, name: 'Kesarika', newAccounts } },
  });
}

beforeAll(async () => {
  database = await openTestDatabase();
  origin = `http://127.0.0.1:${await freePort()}`;
  company = await openCompany(`${origin}/api/auth/callback/company`);
});
afterAll(async () => {
  await company.close();
  await database.close();
});
beforeEach(async () => {
  for (const table of [joinLink, session, credential, verification, person]) await db().delete(table);
});
afterEach(() => desk.close());

/** Starts the sign-in, follows all redirects, and returns the path at which the browser ends. */
async function signInByCompany(
  browser: Browser,
  tamper = (url: string) => url,
  returnTo = '/series/1?x=1',
): Promise<string> {
  const started = await browser.call('POST', '/api/session/oidc', { returnTo });
  expect(started.status, JSON.stringify(started.body)).toBe(200);
  const providerBrowser = openBrowser({ url: '' });
  let location = started.body['url'] as string;
  for (let hop = 0; hop < 12; hop += 1) {
    const url = new URL(location, company.issuer);
    if (url.origin === origin && url.pathname !== '/api/auth/callback/company') return url.pathname + url.search;
    const isOurs = url.origin === origin;
    const answer = await (isOurs ? browser : providerBrowser).call(
      'GET',
      isOurs ? tamper(url.pathname + url.search) : url.href,
    );
    location = new URL(answer.headers.get('location') ?? '', url).href;
  }
  throw new Error(`The sign-in did not return: ${location}`);
}

const asha = { subject: 's-1', employee: { email: 'Asha@kesarika.example', email_verified: true, name: 'Asha Menon' } };
const signedInPerson = async (browser: Browser) => (await browser.call('GET', '/api/session')).body['person'];

describe('the company’s sign-in', () => {
  it('removes invisible characters from the name', async () => {
    await openDeskWith('support');
    company.signedIn = { ...asha, employee: { ...asha.employee, name: 'Asha\n\u0000 \u202eMenon' } };
    const browser = openBrowser({ url: origin });
    expect(await signInByCompany(browser)).toBe('/series/1?x=1');
    expect(await signedInPerson(browser)).toMatchObject({ name: 'Asha Menon' });
  });

  it('signs an invited person in with the role of the invitation, and again to the same account', async () => {
    await openDeskWith(null);
    await makeLink(db(), { kind: 'invited', email: 'asha@kesarika.example', role: 'marketer' }, Date.now());
    company.signedIn = asha;
    const browser = openBrowser({ url: origin });
    expect(await signInByCompany(browser)).toBe('/series/1?x=1');
    expect(await signedInPerson(browser)).toMatchObject({
      name: 'Asha Menon',
      email: 'asha@kesarika.example',
      role: 'marketer',
      hasPassword: false,
    });
    expect((await browser.call('GET', '/api/settings')).status).toBe(200);
    const secondBrowser = openBrowser({ url: origin });
    expect(await signInByCompany(secondBrowser)).toBe('/series/1?x=1');
    expect(await db().select().from(person)).toHaveLength(1);
    const tokens = JSON.stringify(await db().select().from(credential));
    expect(tokens).not.toMatch(/"accessToken":"[\w-]{43}"/);
  });

  it('refuses a person without an invitation, unless new accounts are allowed', async () => {
    await openDeskWith(null);
    company.signedIn = asha;
    const browser = openBrowser({ url: origin });
    expect(await signInByCompany(browser)).toBe('/?signInError=not_invited');
    expect(await signedInPerson(browser)).toBeNull();
    expect(await db().select().from(person)).toEqual([]);
    await desk.close();

    await openDeskWith('support');
    expect(await signInByCompany(browser)).toBe('/series/1?x=1');
    expect(await signedInPerson(browser)).toMatchObject({ role: 'support' });
  });

  it('ignores an invitation by a demo account', async () => {
    await openDeskWith(null);
    await makeLink(db(), { kind: 'invited', email: 'asha@kesarika.example', role: 'administrator' }, Date.now(), true);
    company.signedIn = asha;
    expect(await signInByCompany(openBrowser({ url: origin }))).toBe('/?signInError=not_invited');
    expect(await db().select().from(person)).toEqual([]);
  });

  it('opens an existing account with a password, if the provider has verified the address', async () => {
    await openDeskWith('support');
    const { token } = await makeLink(db(), { kind: 'first' }, Date.now());
    const form = { token, email: 'asha@kesarika.example', name: 'Asha', password: 'velvet otter climbs nine maps' };
    await openBrowser({ url: origin }).call('POST', '/api/join', form);

    const browser = openBrowser({ url: origin });
    company.signedIn = { ...asha, employee: { ...asha.employee, email_verified: false } };
    expect(await signInByCompany(browser)).toMatch(/^\/\?signInError=/);
    expect(await signedInPerson(browser)).toBeNull();

    company.signedIn = asha;
    expect(await signInByCompany(browser)).toBe('/series/1?x=1');
    expect(await signedInPerson(browser)).toMatchObject({ role: 'administrator', hasPassword: true });
  });

  it('refuses a switched-off account, a cancelled sign-in and an unverified address', async () => {
    await openDeskWith('support');
    const browser = openBrowser({ url: origin });
    company.signedIn = null;
    expect(await signInByCompany(browser)).toBe('/?signInError=access_denied');
    company.signedIn = { subject: 's-2', employee: { email: 'mallory@kesarika.example', email_verified: false } };
    expect(await signInByCompany(browser)).toBe('/?signInError=email_not_verified');
    company.signedIn = asha;
    await signInByCompany(browser);
    await db().update(person).set({ isActive: false });
    await db().delete(session);
    expect(await signInByCompany(openBrowser({ url: origin }))).toBe('/?signInError=switched_off');
    expect(await db().select().from(session)).toEqual([]);
  });

  it('refuses an answer that was changed, replayed or started in another browser', async () => {
    await openDeskWith('support');
    company.signedIn = asha;
    const browser = openBrowser({ url: origin });
    for (const tamper of [
      (url: string) => url.replace(/state=[^&]+/, 'state=forged'),
      (url: string) => url.replace(/code=[^&]+/, 'code=forged'),
      (url: string) => url.replace(/\?.*/, ''),
    ])
      expect(await signInByCompany(browser, tamper)).toMatch(/^\/\?signInError=\w+$/);
    expect(await db().select().from(session)).toEqual([]);

    let answer = '';
    await signInByCompany(browser, (url) => (answer = url));
    const stranger = openBrowser({ url: origin });
    for (const client of [browser, stranger]) {
      const replayed = await client.call('GET', answer);
      expect(replayed.headers.get('location')).toMatch(/^\/\?signInError=/);
    }
    expect(await signedInPerson(stranger)).toBeNull();
  });

  it.each(['/.//evil.example', '/a/..//evil.example', '/%2e//evil.example'])(
    'does not leave the site with %s',
    async (returnTo) => {
      await openDeskWith('support');
      company.signedIn = asha;
      expect(await signInByCompany(openBrowser({ url: origin }), undefined, returnTo)).toBe('/');
    },
  );

  it.each(['https://evil.example', '//evil.example', '/\\evil.example', 'series', '/a b'])(
    'refuses to return to %s',
    async (returnTo) => {
      await openDeskWith('support');
      expect((await openBrowser({ url: origin }).call('POST', '/api/session/oidc', { returnTo })).status).toBe(400);
    },
  );

  it('does not start at another origin, and names the right one', async () => {
    await openDeskWith('support');
    const { port } = new URL(origin);
    for (const url of [`http://localhost:${port}`, `http://127.0.0.2:${port}`]) {
      const headers = { host: new URL(url).host, origin: url };
      const request = { method: 'POST', path: '/api/session/oidc', type: 'application/json', headers } as const;
      const answer = await send({ url: origin }, { ...request, body: Buffer.from('{"returnTo":"/"}') });
      expect([answer.status, answer.text]).toEqual([409, expect.stringContaining(`Open ${origin} and sign in there`)]);
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
    // A page of another site cannot start the sign-in.
    const headers = { host: `localhost:${port}`, origin: 'http://evil.example' };
    const evil = await send({ url: origin }, { method: 'POST', path: '/api/session/oidc', headers });
    expect(evil.status).toBe(403);
    expect(await db().select().from(verification)).toEqual([]);
  });

  it('does not block other sign-ins when the provider never answers', async () => {
    const silentProvider = createServer(() => {}).listen(0, '127.0.0.1');
    await new Promise((resolve) => silentProvider.once('listening', resolve));
    const address = silentProvider.address();
    const issuer = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    desk = await openEmbeddedDesk(database.connection, {
      port: Number(new URL(origin).port),
      log: captured.log,
      accounts: { origin, oidc: { ...company, issuer, name: 'Kesarika', newAccounts: null } },
    });
    const browser = openBrowser({ url: origin });
    expect((await browser.call('POST', '/api/session/demo', { role: 'support' })).status).toBe(200);
    expect((await browser.call('GET', '/api/settings')).status).toBe(200);
    expect((await browser.call('POST', '/api/session/oidc', { returnTo: '/' })).status).toBe(502);
    silentProvider.closeAllConnections();
    silentProvider.close();
  });

  it('does not open an account for a later owner of its e-mail address', async () => {
    await openDeskWith('support');
    company.signedIn = asha;
    await signInByCompany(openBrowser({ url: origin }));
    company.signedIn = { ...asha, subject: 's-9' };
    const newOwner = openBrowser({ url: origin });
    expect(await signInByCompany(newOwner)).toBe('/?signInError=account_not_linked');
    expect(await signedInPerson(newOwner)).toBeNull();
    expect(await db().select().from(credential)).toHaveLength(1);
  });

  it('answers 502 when the provider is down, and other sign-ins still work', async () => {
    const { issuer } = company;
    desk = await openEmbeddedDesk(database.connection, {
      port: Number(new URL(origin).port),
      log: captured.log,
      accounts: { origin, oidc: { ...company, issuer: 'http://127.0.0.1:9', name: 'Kesarika', newAccounts: null } },
    });
    expect(issuer).not.toBe('http://127.0.0.1:9');
    const browser = openBrowser({ url: origin });
    expect((await browser.call('POST', '/api/session/oidc', { returnTo: '/' })).status).toBe(502);
    expect((await browser.call('POST', '/api/session/demo', { role: 'support' })).status).toBe(200);
  });

  it('is logged with the person or with the reason of the refusal', async () => {
    await openDeskWith(null);
    const { id: link } = await makeLink(
      db(),
      { kind: 'invited', email: 'asha@kesarika.example', role: 'marketer' },
      Date.now(),
    );
    const before = captured.lines.length;
    company.signedIn = { ...asha, subject: 's-3', employee: { ...asha.employee, email: 'mallory@kesarika.example' } };
    await signInByCompany(openBrowser({ url: origin }));
    company.signedIn = asha;
    await signInByCompany(openBrowser({ url: origin }), (url) => url.replace(/code=[^&]+/, 'code=forged'));
    await openBrowser({ url: origin }).call('GET', '/api/auth/callback/company?error=asha_menon&state=x');
    await signInByCompany(openBrowser({ url: origin }));
    const [created] = await db().select().from(person);
    const entries = captured.lines.slice(before).map((line) => JSON.parse(line) as Record<string, unknown>);
    const by = 'company';
    expect(entries.filter(({ about }) => about === 'people')).toMatchObject([
      { level: 40, msg: 'sign-in refused', by, reason: 'not_invited' },
      { level: 40, msg: 'sign-in refused', by, reason: 'other' },
      { level: 40, msg: 'sign-in refused', by, reason: 'other' },
      { level: 30, msg: 'account made', by, role: 'marketer', person: created?.id },
      { level: 30, msg: 'link used', link, kind: 'invited', person: created?.id },
      { level: 30, msg: 'signed in', by, person: created?.id },
    ]);
  });

  it('leaves no secret and no address in the log', () => {
    const log = captured.lines.join('\n');
    expect(log).not.toMatch(/a secret of the tests|kesarika\.example|asha|code=|eyJ/i);
  });
});

it('keeps the account when the company changes the person’s e-mail address', async () => {
  await openDeskWith('support');
  company.signedIn = asha;
  const browser = openBrowser({ url: origin });
  await signInByCompany(browser);
  company.signedIn = { ...asha, employee: { ...asha.employee, email: 'asha.menon@kesarika.example' } };
  expect(await signInByCompany(openBrowser({ url: origin }))).toBe('/series/1?x=1');
  const rows = await db().select().from(person);
  expect(rows).toHaveLength(1);
  const credentials = await db()
    .select()
    .from(credential)
    .where(eq(credential.personId, rows[0]?.id ?? ''));
  expect(credentials).toHaveLength(1);
});
