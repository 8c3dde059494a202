import { describe, expect, it } from 'vitest';
import { attempts, person, session } from '../database/schema.ts';
import { errorsOf, journalOf, openEmbeddedDesk, resetSeries } from '../test/desk.ts';
import { send } from '../test/hostile-send.ts';
import { makeLink } from './account-links.ts';
import { accountsDesk, message, OTHER, PASSWORD, personIn, SERIES } from '../test/accounts-desk.ts';
import { demoBrowser, openBrowser } from '../test/browser-session.ts';

const { administrator, connection, db, desk } = accountsDesk();

describe('the first administrator', () => {
  it('is not made by an older link once an administrator exists', async () => {
    const { token } = await makeLink(db(), { kind: 'first' }, Date.now());
    const { token: invitationToken } = await makeLink(
      db(),
      { kind: 'invited', email: 'meera@kesarika.example', role: 'administrator' },
      Date.now(),
    );
    await openBrowser(desk()).call('POST', '/api/join', { token: invitationToken, name: 'Meera', password: PASSWORD });
    const secondJoin = await openBrowser(desk()).call('POST', '/api/join', {
      token,
      email: 'asha@kesarika.example',
      name: 'Asha',
      password: PASSWORD,
    });
    expect(secondJoin.status).toBe(410);
    expect((await openBrowser(desk()).call('POST', '/api/join/look', { token })).status).toBe(410);
  });

  it('is made by a link that shows its purpose, works once, and signs in', async () => {
    const { token } = await makeLink(db(), { kind: 'first' }, Date.now());
    const browser = openBrowser(desk());
    expect((await browser.call('GET', '/api/session')).body).toMatchObject({
      person: null,
      ways: { noAccounts: true },
    });
    const lookUp = await browser.call('POST', '/api/join/look', { token });
    expect(lookUp.body).toMatchObject({ kind: 'first', email: null, role: 'administrator' });

    const form = { token, email: ' Asha@Kesarika.example ', name: 'Asha Menon', password: PASSWORD };
    const joined = await browser.call('POST', '/api/join', form);
    expect(personIn(joined)).toMatchObject({
      email: 'asha@kesarika.example',
      role: 'administrator',
      hasPassword: true,
    });
    expect((await browser.call('GET', '/api/session')).body).toMatchObject({ ways: { noAccounts: false } });
    expect((await browser.call('GET', '/api/accounts')).status).toBe(200);

    const again = await openBrowser(desk()).call('POST', '/api/join', { ...form, email: 'mallory@example.com' });
    expect([again.status, message(again)]).toEqual([410, expect.stringMatching(/used or withdrawn/)]);
    expect((await openBrowser(desk()).call('POST', '/api/join/look', { token })).status).toBe(410);
  });

  it('is made once by two concurrent requests', async () => {
    const { token } = await makeLink(db(), { kind: 'first' }, Date.now());
    const join = (email: string) =>
      openBrowser(desk()).call('POST', '/api/join', { token, email, name: 'A', password: PASSWORD });
    const answers = await Promise.all([join('a@x.example'), join('b@x.example')]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 410]));
    expect(await db().select().from(person)).toHaveLength(1);
  });

  it('has a link that expires after half an hour', async () => {
    const { token } = await makeLink(db(), { kind: 'first' }, Date.now() - 30 * 60_000 - 1);
    expect((await openBrowser(desk()).call('POST', '/api/join/look', { token })).status).toBe(410);
  });

  it.each([
    ['short', 'password', /12 to 128/],
    ['password1234', 'password', /easily guessed/],
    ['kesarikakesarika', 'password', /easily guessed/],
    ['Asha Menon asha', 'password', /easily guessed/],
    ['x'.repeat(129), 'password', /12 to 128/],
  ])('cannot choose the password %s, and the link stays valid', async (password, field, reason) => {
    const { token } = await makeLink(db(), { kind: 'first' }, Date.now());
    const form = { token, email: 'asha@kesarika.example', name: 'Asha Menon' };
    const refused = await openBrowser(desk()).call('POST', '/api/join', { ...form, password });
    expect([refused.status, errorsOf(refused)]).toEqual([400, [expect.objectContaining({ field })]]);
    expect(message(refused)).toMatch(reason);
    expect((await openBrowser(desk()).call('POST', '/api/join', { ...form, password: PASSWORD })).status).toBe(200);
  });
});

describe('signing in', () => {
  it('accepts the right password, sets an HttpOnly cookie, and signs out', async () => {
    await administrator();
    const browser = openBrowser(desk());
    const signedIn = await browser.call('POST', '/api/session', { email: 'ASHA@kesarika.example', password: PASSWORD });
    expect(personIn(signedIn)).toMatchObject({ name: 'Asha Menon' });
    const [cookie] = signedIn.headers.getSetCookie();
    expect(cookie).toMatch(/^coupon-desk\.session_token=.*HttpOnly.*SameSite=Strict/i);
    expect((await browser.call('GET', `/v2/coupon/series?ids=${SERIES}`)).status).toBe(200);

    const stolen = openBrowser(desk(), browser.cookies());
    expect(personIn(await browser.call('DELETE', '/api/session'))).toBeNull();
    for (const client of [browser, stolen]) expect((await client.call('GET', '/api/settings')).status).toBe(401);
  });

  it('answers the same to a wrong password and to an unknown address', async () => {
    await administrator();
    const answers = await Promise.all(
      ['asha@kesarika.example', 'unknown@kesarika.example', 'no address'].map((email) =>
        openBrowser(desk()).call('POST', '/api/session', { email, password: OTHER }),
      ),
    );
    for (const answer of answers)
      expect([answer.status, message(answer)]).toEqual([401, 'The e-mail address or the password is wrong.']);
  });

  it('locks out after ten wrong passwords, ignores forged client addresses, and says for how long', async () => {
    await administrator();
    const signIn = (password: string, n: number) =>
      openBrowser(desk()).call(
        'POST',
        '/api/session',
        { email: 'asha@kesarika.example', password },
        { 'x-forwarded-for': `203.0.113.${n}` },
      );
    for (let n = 0; n < 10; n += 1) expect((await signIn(`wrong ${n}`, n)).status).toBe(401);
    const lockedOut = await signIn(PASSWORD, 99);
    expect(lockedOut.status).toBe(429);
    expect(message(lockedOut)).toMatch(/Too many sign-in attempts. Try again in 15 minutes/);
    expect(Number(lockedOut.headers.get('retry-after'))).toBeGreaterThan(800);
    // Other accounts are not locked out.
    const other = await openBrowser(desk()).call('POST', '/api/session', { email: 'x@y.example', password: 'wrong' });
    expect(other.status).toBe(401);
    const stored = JSON.stringify(await db().select().from(attempts));
    expect(stored).not.toContain('kesarika');
  });

  it('stays possible in a browser that signed in before, while strangers guess', async () => {
    await administrator();
    const form = (password: string) => ({ email: 'asha@kesarika.example', password });
    const browser = openBrowser(desk());
    const signedIn = await browser.call('POST', '/api/session', form(PASSWORD));
    expect(signedIn.headers.getSetCookie()[1]).toMatch(
      /^coupon-desk\.browser=.*; Path=\/api\/session; HttpOnly; SameSite=Strict$/,
    );
    await browser.call('DELETE', '/api/session');
    for (let n = 0; n < 11; n += 1) await openBrowser(desk()).call('POST', '/api/session', form(`wrong ${n}`));
    expect((await openBrowser(desk()).call('POST', '/api/session', form(PASSWORD))).status).toBe(429);

    // The mark is for one account and cannot be forged.
    const mark = browser.cookies();
    const other = { ...form(OTHER), email: 'x@y.example' };
    for (let n = 0; n < 10; n += 1) await openBrowser(desk(), mark).call('POST', '/api/session', other);
    expect((await openBrowser(desk(), mark).call('POST', '/api/session', other)).status).toBe(429);
    const forged = openBrowser(desk(), mark.replace('coupon-desk.browser=', '$&x'));
    expect((await forged.call('POST', '/api/session', form(PASSWORD))).status).toBe(429);

    expect((await browser.call('POST', '/api/session', form(PASSWORD))).status).toBe(200);
    await browser.call('DELETE', '/api/session');
    for (let n = 0; n < 10; n += 1)
      expect((await browser.call('POST', '/api/session', form(`wrong ${n}`))).status).toBe(401);
    expect((await browser.call('POST', '/api/session', form(PASSWORD))).status).toBe(429);
  });

  it('ends after twelve idle hours', async () => {
    const browser = await administrator();
    await db()
      .update(session)
      .set({ expiresAt: new Date(Date.now() - 1) });
    const answer = await browser.call('GET', '/api/series');
    expect([answer.status, message(answer)]).toEqual([401, expect.stringMatching(/session has ended/)]);
  });

  it('ends after thirty days, even if it is in use', async () => {
    const browser = await administrator();
    await db()
      .update(session)
      .set({ createdAt: new Date(Date.now() - 30 * 24 * 3_600_000 - 1000) });
    expect((await browser.call('GET', '/api/settings')).status).toBe(401);
  });

  it('sets a secure cookie and HSTS behind TLS', async () => {
    const publicUrl = 'https://coupons.example';
    const accounts = { origin: publicUrl, surroundings: { isLoopback: false, publicUrl } };
    const publicDesk = await openEmbeddedDesk(connection(), { accounts });
    try {
      await administrator();
      const answer = await send(publicDesk, {
        method: 'POST',
        path: '/api/session',
        type: 'application/json',
        headers: { host: 'coupons.example', origin: publicUrl },
        body: Buffer.from(JSON.stringify({ email: 'asha@kesarika.example', password: PASSWORD })),
      });
      expect(answer.headers['set-cookie']?.[0]).toMatch(/^__Secure-coupon-desk\.session_token=.*; Secure/);
      expect(answer.headers['strict-transport-security']).toBe('max-age=31536000');
      const cookie = answer.headers['set-cookie']?.[0]?.split(';', 1)[0] ?? '';
      const ask = (host: string) =>
        send(publicDesk, { method: 'GET', path: '/api/settings', headers: { host, cookie } });
      expect((await ask('coupons.example')).status).toBe(200);
      expect((await ask('evil.example')).status).toBe(421);
    } finally {
      await publicDesk.close();
    }
  });

  it('is renewed while it is in use', async () => {
    const browser = await administrator();
    const oldExpiry = new Date(Date.now() + 3_600_000);
    await db().update(session).set({ expiresAt: oldExpiry });
    expect((await browser.call('GET', '/api/settings')).headers.getSetCookie()).toHaveLength(1);
    const [row] = await db().select().from(session);
    expect(row?.expiresAt.getTime()).toBeGreaterThan(Date.now() + 11 * 3_600_000);
  });

  it('refuses a forged or truncated cookie', async () => {
    const browser = await administrator();
    const [name, value = ''] = browser.cookies().split('; ')[0]?.split('=', 2) ?? [];
    for (const forged of [value.slice(0, -6), 'x.y', '', `${'a'.repeat(32)}.${value.split('.')[1]}`, '%00', '%zz'])
      expect((await openBrowser(desk(), `${name}=${forged}`).call('GET', '/api/settings')).status, forged).toBe(401);
  });
});

describe('a write with a session cookie', () => {
  it.each([
    ['from another site', { origin: 'https://evil.example' }],
    ['from a page without an origin', { origin: 'null' }],
    ['from another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['that the browser calls cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['that the browser calls same-site', { 'sec-fetch-site': 'same-site' }],
  ])('%s is refused and changes nothing', async (_, headers) => {
    const browser = await demoBrowser(desk(), 'administrator');
    const before = JSON.stringify((await desk().read(SERIES)).series);
    const body = { CouponSeriesV2: { ...(await desk().read(SERIES)).series, description: 'Forged' } };
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
    expect(JSON.stringify((await desk().read(SERIES)).series)).toBe(before);
    expect((await browser.call('GET', '/api/session')).body['person']).toMatchObject({ role: 'administrator' });
  });

  it('is recorded in the journal with the person', async () => {
    const browser = await demoBrowser(desk(), 'marketer');
    const { series } = await desk().read(SERIES);
    const body = { CouponSeriesV2: { ...series, description: 'Noted' } };
    expect((await browser.call('PUT', `/v2/coupon/series/${SERIES}`, body)).status).toBe(200);
    const [entry] = await journalOf(db(), SERIES);
    expect(entry).toMatchObject({ actor: 'demo-marketer', origin: 'app' });
    await resetSeries(db());
  });
});

it('refuses writes above the limit per minute, but not reads', async () => {
  const limitedDesk = await openEmbeddedDesk(connection(), { accounts: { writesAMinute: 3 } });
  try {
    const browser = await demoBrowser(limitedDesk, 'marketer');
    const { series } = await limitedDesk.read(SERIES);
    const put = () => browser.call('PUT', `/v2/coupon/series/${SERIES}`, { CouponSeriesV2: series });
    for (let n = 0; n < 3; n += 1) expect((await put()).status).toBe(200);
    const refused = await put();
    expect([refused.status, message(refused)]).toEqual([429, expect.stringMatching(/Too many changes in one minute/)]);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await browser.call('GET', '/api/settings')).status).toBe(200);
    const lookup = { types: ['SKU'], by: 'id', keys: ['1'] };
    expect((await browser.call('POST', '/api/directory/lookup', lookup)).status).toBe(200);
    expect((await limitedDesk.put(SERIES, series)).status).toBe(200);
  } finally {
    await limitedDesk.close();
    await resetSeries(db());
  }
});

it('refuses reads above the limit per minute, but neither writes nor health checks', async () => {
  const limitedDesk = await openEmbeddedDesk(connection(), { accounts: { readsAMinute: 3 } });
  try {
    const browser = await demoBrowser(limitedDesk, 'marketer');
    const lookup = { types: ['SKU'], by: 'id', keys: ['1'] };
    expect((await browser.call('GET', '/api/settings')).status).toBe(200);
    expect((await browser.call('GET', '/api/series')).status).toBe(200);
    expect((await browser.call('POST', '/api/directory/lookup', lookup)).status).toBe(200);
    const refused = await browser.call('GET', '/api/series');
    expect([refused.status, message(refused)]).toEqual([429, expect.stringMatching(/Too many requests in one minute/)]);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await browser.call('POST', '/api/directory/lookup', lookup)).status).toBe(429);
    // Other callers have an allowance of their own.
    const { series } = await limitedDesk.read(SERIES);
    expect((await browser.call('PUT', `/v2/coupon/series/${SERIES}`, { CouponSeriesV2: series })).status).toBe(200);
    for (let n = 0; n < 5; n += 1) expect((await fetch(`${limitedDesk.url}/api/health`)).status).toBe(200);
  } finally {
    await limitedDesk.close();
    await resetSeries(db());
  }
});
