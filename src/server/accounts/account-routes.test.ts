import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '#values/json.ts';
import { apiToken, credential, person, session } from '../database/schema.ts';
import { errorsOf, journalOf, refusedFields, resetSeries } from '../test/desk.ts';
import { TOKEN } from '../test/api-token.ts';
import { accountsDesk, message, OTHER, PASSWORD, personIn, SERIES, textOf, tokenOf } from '../test/accounts-desk.ts';
import { type Browser, openBrowser } from '../test/browser-session.ts';

const { administrator, db, desk, idOf, invited } = accountsDesk();

describe('passwords', () => {
  it('change with the current password and end every other session', async () => {
    const browser = await administrator();
    const other = openBrowser(desk());
    await other.call('POST', '/api/session', { email: 'asha@kesarika.example', password: PASSWORD });
    const wrong = await browser.call('PUT', '/api/me/password', { current: 'something else', next: OTHER });
    expect([wrong.status, errorsOf(wrong)[0]?.field]).toEqual([403, 'current']);
    const weak = await browser.call('PUT', '/api/me/password', { current: PASSWORD, next: 'asha@kesarika.example' });
    expect([weak.status, errorsOf(weak)[0]?.field]).toEqual([400, 'next']);

    expect((await browser.call('PUT', '/api/me/password', { current: PASSWORD, next: OTHER })).status).toBe(200);
    expect((await browser.call('GET', '/api/settings')).status).toBe(200);
    expect((await other.call('GET', '/api/settings')).status).toBe(401);
    const old = await other.call('POST', '/api/session', { email: 'asha@kesarika.example', password: PASSWORD });
    expect(old.status).toBe(401);
    const now = await other.call('POST', '/api/session', { email: 'asha@kesarika.example', password: OTHER });
    expect(now.status).toBe(200);
  });

  it('are reset by a link from an administrator, which ends every session', async () => {
    const admin = await administrator();
    const rohan = await invited(admin, 'marketer', 'rohan@kesarika.example');
    const id = await idOf('rohan@kesarika.example');
    const created = await admin.call('POST', `/api/accounts/${id}/password-link`);
    const token = tokenOf(created.body['link']);
    const newBrowser = openBrowser(desk());
    expect((await newBrowser.call('POST', '/api/join/look', { token })).body).toMatchObject({
      kind: 'password',
      email: 'rohan@kesarika.example',
    });
    const set = await newBrowser.call('POST', '/api/join', { token, password: PASSWORD });
    expect(personIn(set)).toMatchObject({ name: 'Rohan Iyer', role: 'marketer' });
    expect((await rohan.call('GET', '/api/settings')).status).toBe(401);
    expect((await newBrowser.call('POST', '/api/join', { token, password: OTHER })).status).toBe(410);
  });

  it('end all sessions, concurrent sign-ins and tokens of the old password when reset', async () => {
    const admin = await administrator();
    const rohan = await invited(admin, 'marketer', 'rohan@kesarika.example');
    const created = await rohan.call('POST', '/api/me/tokens', { name: 'x', scope: 'edit', days: 365 });
    const link = await admin.call('POST', `/api/accounts/${await idOf('rohan@kesarika.example')}/password-link`);
    const old: Browser[] = [];
    const state = { isDone: false };
    const signInRepeatedly = async () => {
      while (!state.isDone) {
        const browser = openBrowser(desk());
        old.push(browser);
        await browser.call('POST', '/api/session', { email: 'rohan@kesarika.example', password: OTHER });
      }
    };
    const attempts = [signInRepeatedly(), signInRepeatedly(), signInRepeatedly()];
    const form = { token: tokenOf(link.body['link']), password: PASSWORD };
    const newBrowser = openBrowser(desk());
    expect((await newBrowser.call('POST', '/api/join', form)).status).toBe(200);
    state.isDone = true;
    await Promise.all(attempts);
    const open = await Promise.all(old.map(async (browser) => (await browser.call('GET', '/api/settings')).status));
    expect(new Set(open)).toEqual(new Set([401]));
    expect((await newBrowser.call('GET', '/api/settings')).status).toBe(200);
    const authorization = `Bearer ${textOf(created.body['token'])}`;
    expect((await desk().call('/api/settings', { headers: { authorization } })).status).toBe(401);
  });

  it('cannot be reset by a link after the account was switched off', async () => {
    const admin = await administrator();
    await invited(admin, 'marketer', 'rohan@kesarika.example');
    const id = await idOf('rohan@kesarika.example');
    const link = await admin.call('POST', `/api/accounts/${id}/password-link`);
    await admin.call('PATCH', `/api/accounts/${id}`, { isActive: false });
    const token = tokenOf(link.body['link']);
    expect((await openBrowser(desk()).call('POST', '/api/join', { token, password: PASSWORD })).status).toBe(410);
    await admin.call('PATCH', `/api/accounts/${id}`, { isActive: true });
    const form = { email: 'rohan@kesarika.example', password: PASSWORD };
    expect((await openBrowser(desk()).call('POST', '/api/session', form)).status).toBe(401);
  });

  it('that are long do not block other requests', async () => {
    const browser = await administrator();
    // Processor time of the server, because other work on the machine stretches the elapsed time.
    const before = process.cpuUsage();
    const change = browser.call('PUT', '/api/me/password', { current: 'x', next: 'p4$$w0rd'.repeat(16) });
    await fetch(`${desk().url}/api/health`);
    await change;
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(1500);
  });

  it('are stored as a slow hash only', async () => {
    await administrator();
    const rows = JSON.stringify([await db().select().from(credential), await db().select().from(person)]);
    expect(rows).not.toContain(PASSWORD);
  });
});

describe('accounts', () => {
  it('are invited, changed, switched off and switched on again', async () => {
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
    expect((await desk().call('/api/settings', { headers: { authorization } })).status).toBe(401);
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

  it('always leave one administrator, and no person can lock themselves out', async () => {
    const admin = await administrator();
    const me = await idOf('asha@kesarika.example');
    expect((await admin.call('PATCH', `/api/accounts/${me}`, { role: 'support' })).status).toBe(409);
    const byScript = await desk().call(`/api/accounts/${me}`, {
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

  it('have invitations that are listed, replaced and withdrawn', async () => {
    const admin = await administrator();
    const invite = async (role: string) =>
      tokenOf(
        (await admin.call('POST', '/api/accounts/invitations', { email: 'Rohan@Kesarika.example', role })).body['link'],
      );
    const first = await invite('support');
    const second = await invite('marketer');
    const lookUpStatus = async (token: string) =>
      (await openBrowser(desk()).call('POST', '/api/join/look', { token })).status;
    expect([await lookUpStatus(first), await lookUpStatus(second)]).toEqual([410, 200]);

    const { invitations } = (await admin.call('GET', '/api/accounts')).body as unknown as { invitations: JsonObject[] };
    expect(invitations).toMatchObject([{ email: 'rohan@kesarika.example', role: 'marketer' }]);
    const path = `/api/accounts/invitations/${textOf(invitations[0]?.['id'])}`;
    expect((await admin.call('DELETE', path)).status).toBe(200);
    expect((await admin.call('DELETE', path)).status).toBe(404);
    expect(await lookUpStatus(second)).toBe(410);

    for (const email of ['asha@kesarika.example', 'not an address']) {
      const refused = await admin.call('POST', '/api/accounts/invitations', { email, role: 'support' });
      expect([refused.status, errorsOf(refused)[0]?.field]).toEqual([expect.any(Number), 'email']);
      expect(refused.status).toBeGreaterThanOrEqual(400);
    }
  });
});

describe('own data', () => {
  it('lists sessions and ends one or all of them', async () => {
    const browser = await administrator();
    const otherBrowser = openBrowser(desk());
    await otherBrowser.call(
      'POST',
      '/api/session',
      { email: 'asha@kesarika.example', password: PASSWORD },
      { 'user-agent': 'Phone' },
    );
    const listed = async () =>
      (await browser.call('GET', '/api/me/sessions')).body['sessions'] as readonly JsonObject[];
    const [other] = (await listed()).filter(({ isCurrent }) => isCurrent === false);
    expect(await listed()).toHaveLength(2);
    expect(other).toMatchObject({ agent: 'Phone', address: '127.0.0.1' });
    expect(JSON.stringify(await listed())).not.toContain(otherBrowser.cookies().split('=')[1]?.split('.')[0]);
    expect((await browser.call('DELETE', `/api/me/sessions/${textOf(other?.['id'])}`)).status).toBe(200);
    expect((await otherBrowser.call('GET', '/api/settings')).status).toBe(401);
    expect((await browser.call('DELETE', '/api/me/sessions')).status).toBe(200);
    expect((await browser.call('GET', '/api/settings')).status).toBe(401);
  });

  it('does not end the sessions of another person', async () => {
    const admin = await administrator();
    const rohan = await invited(admin, 'marketer', 'rohan@kesarika.example');
    const [mine] = await db()
      .select()
      .from(session)
      .where(eq(session.personId, await idOf('asha@kesarika.example')));
    expect((await rohan.call('DELETE', `/api/me/sessions/${mine?.id}`)).status).toBe(404);
    expect((await admin.call('GET', '/api/settings')).status).toBe(200);
  });

  it('stores preferences', async () => {
    const browser = await administrator();
    const preferences = {
      theme: 'dark',
      density: 'compact',
      timeZone: 'Europe/London',
      hiddenColumns: ['limit'],
      hidesUnset: true,
    };
    expect((await browser.call('PUT', '/api/me/preferences', preferences)).body).toEqual(preferences);
    const again = openBrowser(desk());
    const signedIn = await again.call('POST', '/api/session', { email: 'asha@kesarika.example', password: PASSWORD });
    expect(signedIn.body['preferences']).toEqual(preferences);
    const invalid = await browser.call('PUT', '/api/me/preferences', { ...preferences, timeZone: 'Mars/Base', x: 1 });
    expect([invalid.status, refusedFields(invalid)]).toEqual([400, ['timeZone', 'x']]);
  });

  it('shows a token once, limits it to its scope, and lets it expire', async () => {
    const browser = await administrator();
    const make = (scope: string, days = 30) =>
      browser.call('POST', '/api/me/tokens', { name: 'Till report', scope, days });
    const readToken = await make('read');
    expect(readToken.status).toBe(201);
    const token = textOf(readToken.body['token']);
    expect(JSON.stringify((await browser.call('GET', '/api/me/tokens')).body)).not.toContain(token);
    expect(JSON.stringify(await db().select().from(apiToken))).not.toContain(token);

    const use = (method: string, path: string, bearer: string, body?: unknown) =>
      desk().call(path, {
        method,
        headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    const { series } = await desk().read(SERIES);
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

    for (const invalid of [token.slice(0, -1), `${token}x`, token.toUpperCase(), 'x', TOKEN.slice(1)]) {
      const answer = await use('GET', '/api/settings', invalid);
      expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="Coupon Desk"']);
    }
    await db()
      .update(apiToken)
      .set({ expiresAt: new Date('2026-01-31T00:00:00Z') });
    expect(message(await use('GET', '/api/settings', token))).toMatch(/expired on 2026-01-31/);
    const { tokens } = (await browser.call('GET', '/api/me/tokens')).body as unknown as { tokens: JsonObject[] };
    for (const { id } of tokens)
      expect((await browser.call('DELETE', `/api/me/tokens/${textOf(id)}`)).status).toBe(200);
    expect(message(await use('GET', '/api/settings', token))).toMatch(/unknown/);
  });

  it('allows fifty tokens at most, also with concurrent requests', async () => {
    const browser = await administrator();
    const requests = Array.from({ length: 60 }, () =>
      browser.call('POST', '/api/me/tokens', { name: 'x', scope: 'read', days: 1 }),
    );
    await Promise.all(requests);
    expect(await db().select().from(apiToken)).toHaveLength(50);
  });

  it('refuses large requests', async () => {
    const browser = await administrator();
    const preferences = { theme: 'x'.repeat(20_000) };
    expect((await browser.call('PUT', '/api/me/preferences', preferences)).status).toBe(413);
  });

  it('limits tokens to the permissions of their owner, also after these shrink', async () => {
    const admin = await administrator();
    const rohan = await invited(admin, 'marketer', 'rohan@kesarika.example');
    const created = await rohan.call('POST', '/api/me/tokens', { name: 'x', scope: 'edit', days: 1 });
    await admin.call('PATCH', `/api/accounts/${await idOf('rohan@kesarika.example')}`, { role: 'support' });
    const { series } = await desk().read(SERIES);
    const put = await desk().put(SERIES, series, { authorization: `Bearer ${textOf(created.body['token'])}` });
    expect([put.status, message(put)]).toEqual([403, expect.stringMatching(/role support cannot edit/)]);
    const more = await rohan.call('POST', '/api/me/tokens', { name: 'x', scope: 'edit', days: 1 });
    expect([more.status, errorsOf(more)[0]?.field]).toEqual([403, 'scope']);
  });
});

describe('settings', () => {
  it('are validated, changed by an administrator, and apply at once', async () => {
    const admin = await administrator();
    const before = (await admin.call('GET', '/api/settings')).body;
    const { source: _, ...settings } = before;
    const invalid = await admin.call('PUT', '/api/settings', {
      ...settings,
      timeZone: '+05:30',
      currency: 'rupees',
      organisation: ' ',
    });
    expect(refusedFields(invalid)).toEqual(['currency', 'organisation', 'timeZone']);
    expect((await admin.call('GET', '/api/settings')).body).toEqual(before);
    const changed = { ...settings, organisation: 'Kesarika', currency: 'EUR', clusterTimeZone: 'UTC' };
    expect((await admin.call('PUT', '/api/settings', changed)).body).toEqual({ ...before, ...changed });
    await admin.call('PUT', '/api/settings', settings);
  });
});
