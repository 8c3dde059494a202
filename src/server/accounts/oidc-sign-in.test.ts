import { createServer } from 'node:http';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '#domain/permissions.ts';
import { credential, joinLink, person, session, verification } from '../database/schema.ts';
import { openTestDatabase, type TestDatabase } from '../test/test-database.ts';
import { send } from '../test/hostile-send.ts';
import { type Desk, keptLog, openEmbeddedDesk } from '../test/desk.ts';
import { freePort } from '../test/free-port.ts';
import { type Company, openCompany } from '../test/identity-provider.ts';
import { makeLink } from './account-links.ts';
import { type Browser, openBrowser } from '../test/browser-session.ts';

let database: TestDatabase;
let company: Company;
let desk: Desk;
let origin: string;
const kept = keptLog();
const db = () => database.connection.db;

async function openDeskWith(newAccounts: Role | null, clientSecret = company.clientSecret): Promise<void> {
  const { issuer, clientId } = company;
  desk = await openEmbeddedDesk(database.connection, {
    port: Number(new URL(origin).port),
    log: kept.log,
    people: { origin, oidc: { issuer, clientId, clientSecret, name: 'Kesarika', newAccounts } },
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

/** Presses the button, goes wherever it is sent, and comes back. The address it ends at is returned. */
async function throughCompany(
  browser: Browser,
  change = (url: string) => url,
  returnTo = '/series/1?x=1',
): Promise<string> {
  const asked = await browser.call('POST', '/api/session/oidc', { returnTo });
  expect(asked.status, JSON.stringify(asked.body)).toBe(200);
  const there = openBrowser({ url: '' });
  let at = asked.body['url'] as string;
  for (let hop = 0; hop < 12; hop += 1) {
    const url = new URL(at, company.issuer);
    if (url.origin === origin && url.pathname !== '/api/auth/callback/company') return url.pathname + url.search;
    const at_ours = url.origin === origin;
    const answer = await (at_ours ? browser : there).call(
      'GET',
      at_ours ? change(url.pathname + url.search) : url.href,
    );
    at = new URL(answer.headers.get('location') ?? '', url).href;
  }
  throw new Error(`It never came back: ${at}`);
}

const asha = { subject: 's-1', employee: { email: 'Asha@kesarika.example', email_verified: true, name: 'Asha Menon' } };
const who = async (browser: Browser) => (await browser.call('GET', '/api/session')).body['person'];

describe('the company’s sign-in', () => {
  it('takes no characters that cannot be seen into a name', async () => {
    await openDeskWith('support');
    company.signedIn = { ...asha, employee: { ...asha.employee, name: 'Asha\n\u0000 \u202eMenon' } };
    const browser = openBrowser({ url: origin });
    expect(await throughCompany(browser)).toBe('/series/1?x=1');
    expect(await who(browser)).toMatchObject({ name: 'Asha Menon' });
  });

  it('lets an invited person in with the role of the invitation, and knows them again', async () => {
    await openDeskWith(null);
    await makeLink(db(), { kind: 'invited', email: 'asha@kesarika.example', role: 'marketer' }, Date.now());
    company.signedIn = asha;
    const browser = openBrowser({ url: origin });
    expect(await throughCompany(browser)).toBe('/series/1?x=1');
    expect(await who(browser)).toMatchObject({
      name: 'Asha Menon',
      email: 'asha@kesarika.example',
      role: 'marketer',
      hasPassword: false,
    });
    expect((await browser.call('GET', '/api/settings')).status).toBe(200);
    const again = openBrowser({ url: origin });
    expect(await throughCompany(again)).toBe('/series/1?x=1');
    expect(await db().select().from(person)).toHaveLength(1);
    const tokens = JSON.stringify(await db().select().from(credential));
    expect(tokens).not.toMatch(/"accessToken":"[\w-]{43}"/);
  });

  it('refuses who was not invited, unless new accounts are allowed', async () => {
    await openDeskWith(null);
    company.signedIn = asha;
    const browser = openBrowser({ url: origin });
    expect(await throughCompany(browser)).toBe('/?signInError=not_invited');
    expect(await who(browser)).toBeNull();
    expect(await db().select().from(person)).toEqual([]);
    await desk.close();

    await openDeskWith('support');
    expect(await throughCompany(browser)).toBe('/series/1?x=1');
    expect(await who(browser)).toMatchObject({ role: 'support' });
  });

  it('does not count an invitation that a demo account made', async () => {
    await openDeskWith(null);
    await makeLink(db(), { kind: 'invited', email: 'asha@kesarika.example', role: 'administrator' }, Date.now(), true);
    company.signedIn = asha;
    expect(await throughCompany(openBrowser({ url: origin }))).toBe('/?signInError=not_invited');
    expect(await db().select().from(person)).toEqual([]);
  });

  it('opens the account that has a password already, if the provider vouches for the address', async () => {
    await openDeskWith('support');
    const { token } = await makeLink(db(), { kind: 'first' }, Date.now());
    const form = { token, email: 'asha@kesarika.example', name: 'Asha', password: 'velvet otter climbs nine maps' };
    await openBrowser({ url: origin }).call('POST', '/api/join', form);

    const browser = openBrowser({ url: origin });
    company.signedIn = { ...asha, employee: { ...asha.employee, email_verified: false } };
    expect(await throughCompany(browser)).toMatch(/^\/\?signInError=/);
    expect(await who(browser)).toBeNull();

    company.signedIn = asha;
    expect(await throughCompany(browser)).toBe('/series/1?x=1');
    expect(await who(browser)).toMatchObject({ role: 'administrator', hasPassword: true });
  });

  it('does not let in whose account is switched off, nor who says no, nor an address nobody vouches for', async () => {
    await openDeskWith('support');
    const browser = openBrowser({ url: origin });
    company.signedIn = null;
    expect(await throughCompany(browser)).toBe('/?signInError=access_denied');
    company.signedIn = { subject: 's-2', employee: { email: 'mallory@kesarika.example', email_verified: false } };
    expect(await throughCompany(browser)).toBe('/?signInError=email_not_verified');
    company.signedIn = asha;
    await throughCompany(browser);
    await db().update(person).set({ isActive: false });
    await db().delete(session);
    expect(await throughCompany(openBrowser({ url: origin }))).toBe('/?signInError=switched_off');
    expect(await db().select().from(session)).toEqual([]);
  });

  it('believes no answer that was changed, replayed or begun elsewhere', async () => {
    await openDeskWith('support');
    company.signedIn = asha;
    const browser = openBrowser({ url: origin });
    for (const change of [
      (url: string) => url.replace(/state=[^&]+/, 'state=forged'),
      (url: string) => url.replace(/code=[^&]+/, 'code=forged'),
      (url: string) => url.replace(/\?.*/, ''),
    ])
      expect(await throughCompany(browser, change)).toMatch(/^\/\?signInError=\w+$/);
    expect(await db().select().from(session)).toEqual([]);

    let answer = '';
    await throughCompany(browser, (url) => (answer = url));
    const stranger = openBrowser({ url: origin });
    for (const one of [browser, stranger]) {
      const replayed = await one.call('GET', answer);
      expect(replayed.headers.get('location')).toMatch(/^\/\?signInError=/);
    }
    expect(await who(stranger)).toBeNull();
  });

  it.each(['/.//evil.example', '/a/..//evil.example', '/%2e//evil.example'])('stays here with %s', async (returnTo) => {
    await openDeskWith('support');
    company.signedIn = asha;
    expect(await throughCompany(openBrowser({ url: origin }), undefined, returnTo)).toBe('/');
  });

  it.each(['https://evil.example', '//evil.example', '/\\evil.example', 'series', '/a b'])(
    'does not come back to %s',
    async (returnTo) => {
      await openDeskWith('support');
      expect((await openBrowser({ url: origin }).call('POST', '/api/session/oidc', { returnTo })).status).toBe(400);
    },
  );

  it('is not begun from where its answer would not find the browser again, and says where it is', async () => {
    await openDeskWith('support');
    const { port } = new URL(origin);
    for (const url of [`http://localhost:${port}`, `http://127.0.0.2:${port}`]) {
      const headers = { host: new URL(url).host, origin: url };
      const request = { method: 'POST', path: '/api/session/oidc', type: 'application/json', headers } as const;
      const answer = await send({ url: origin }, { ...request, body: Buffer.from('{"returnTo":"/"}') });
      expect([answer.status, answer.text]).toEqual([409, expect.stringContaining(`Open ${origin} and sign in there`)]);
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
    // Whatever name a request claims, it is sent to ours only.
    const headers = { host: `localhost:${port}`, origin: 'http://evil.example' };
    const evil = await send({ url: origin }, { method: 'POST', path: '/api/session/oidc', headers });
    expect(evil.status).toBe(403);
    expect(await db().select().from(verification)).toEqual([]);
  });

  it('that is silent keeps nobody else out', async () => {
    const silent = createServer(() => {}).listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const address = silent.address();
    const issuer = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    desk = await openEmbeddedDesk(database.connection, {
      port: Number(new URL(origin).port),
      log: kept.log,
      people: { origin, oidc: { ...company, issuer, name: 'Kesarika', newAccounts: null } },
    });
    const browser = openBrowser({ url: origin });
    expect((await browser.call('POST', '/api/session/demo', { role: 'support' })).status).toBe(200);
    expect((await browser.call('GET', '/api/settings')).status).toBe(200);
    expect((await browser.call('POST', '/api/session/oidc', { returnTo: '/' })).status).toBe(502);
    silent.closeAllConnections();
    silent.close();
  });

  it('does not open somebody’s account for whoever got their address later', async () => {
    await openDeskWith('support');
    company.signedIn = asha;
    await throughCompany(openBrowser({ url: origin }));
    company.signedIn = { ...asha, subject: 's-9' };
    const later = openBrowser({ url: origin });
    expect(await throughCompany(later)).toBe('/?signInError=account_not_linked');
    expect(await who(later)).toBeNull();
    expect(await db().select().from(credential)).toHaveLength(1);
  });

  it('that does not answer is a clear state, and nothing else stops working', async () => {
    const { issuer } = company;
    desk = await openEmbeddedDesk(database.connection, {
      port: Number(new URL(origin).port),
      log: kept.log,
      people: { origin, oidc: { ...company, issuer: 'http://127.0.0.1:9', name: 'Kesarika', newAccounts: null } },
    });
    expect(issuer).not.toBe('http://127.0.0.1:9');
    const browser = openBrowser({ url: origin });
    expect((await browser.call('POST', '/api/session/oidc', { returnTo: '/' })).status).toBe(502);
    expect((await browser.call('POST', '/api/session/demo', { role: 'support' })).status).toBe(200);
  });

  it('is noted with whom it let in, and with why it did not', async () => {
    await openDeskWith(null);
    const { id: link } = await makeLink(
      db(),
      { kind: 'invited', email: 'asha@kesarika.example', role: 'marketer' },
      Date.now(),
    );
    const before = kept.lines.length;
    company.signedIn = { ...asha, subject: 's-3', employee: { ...asha.employee, email: 'mallory@kesarika.example' } };
    await throughCompany(openBrowser({ url: origin }));
    company.signedIn = asha;
    await throughCompany(openBrowser({ url: origin }), (url) => url.replace(/code=[^&]+/, 'code=forged'));
    await openBrowser({ url: origin }).call('GET', '/api/auth/callback/company?error=asha_menon&state=x');
    await throughCompany(openBrowser({ url: origin }));
    const [made] = await db().select().from(person);
    const notes = kept.lines.slice(before).map((line) => JSON.parse(line) as Record<string, unknown>);
    const by = 'company';
    expect(notes.filter(({ about }) => about === 'people')).toMatchObject([
      { level: 40, msg: 'sign-in refused', by, reason: 'not_invited' },
      { level: 40, msg: 'sign-in refused', by, reason: 'other' },
      { level: 40, msg: 'sign-in refused', by, reason: 'other' },
      { level: 30, msg: 'account made', by, role: 'marketer', person: made?.id },
      { level: 30, msg: 'link used', link, kind: 'invited', person: made?.id },
      { level: 30, msg: 'signed in', by, person: made?.id },
    ]);
  });

  it('leaves no secret and no address in the log', () => {
    const log = kept.lines.join('\n');
    expect(log).not.toMatch(/a secret of the tests|kesarika\.example|asha|code=|eyJ/i);
  });
});

it('a person stays who they are when the company changes their address', async () => {
  await openDeskWith('support');
  company.signedIn = asha;
  const browser = openBrowser({ url: origin });
  await throughCompany(browser);
  company.signedIn = { ...asha, employee: { ...asha.employee, email: 'asha.menon@kesarika.example' } };
  expect(await throughCompany(openBrowser({ url: origin }))).toBe('/series/1?x=1');
  const rows = await db().select().from(person);
  expect(rows).toHaveLength(1);
  const ways = await db()
    .select()
    .from(credential)
    .where(eq(credential.personId, rows[0]?.id ?? ''));
  expect(ways).toHaveLength(1);
});
