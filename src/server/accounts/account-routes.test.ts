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
  it('are changed with the current one, which ends every other session', async () => {
    const here = await administrator();
    const elsewhere = openBrowser(desk());
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
    const fresh = openBrowser(desk());
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
        const browser = openBrowser(desk());
        old.push(browser);
        await browser.call('POST', '/api/session', { email: 'rohan@kesarika.example', password: OTHER });
      }
    };
    const trying = [keepTrying(), keepTrying(), keepTrying()];
    const form = { token: tokenOf(link.body['link']), password: PASSWORD };
    const fresh = openBrowser(desk());
    expect((await fresh.call('POST', '/api/join', form)).status).toBe(200);
    stop.asked = true;
    await Promise.all(trying);
    const open = await Promise.all(old.map(async (browser) => (await browser.call('GET', '/api/settings')).status));
    expect(new Set(open)).toEqual(new Set([401]));
    expect((await fresh.call('GET', '/api/settings')).status).toBe(200);
    const authorization = `Bearer ${textOf(made.body['token'])}`;
    expect((await desk().call('/api/settings', { headers: { authorization } })).status).toBe(401);
  });

  it('are not set for an account that was switched off since', async () => {
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

  it('that are long do not hold up everybody else', async () => {
    const browser = await administrator();
    const started = performance.now();
    const change = browser.call('PUT', '/api/me/password', { current: 'x', next: 'p4$$w0rd'.repeat(16) });
    await fetch(`${desk().url}/api/health`);
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

  it('always leave an administrator, and nobody shuts themselves out', async () => {
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

  it('have invitations that are listed, replaced and taken back', async () => {
    const admin = await administrator();
    const invite = async (role: string) =>
      tokenOf(
        (await admin.call('POST', '/api/accounts/invitations', { email: 'Rohan@Kesarika.example', role })).body['link'],
      );
    const first = await invite('support');
    const second = await invite('marketer');
    const look = async (token: string) => (await openBrowser(desk()).call('POST', '/api/join/look', { token })).status;
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
    const there = openBrowser(desk());
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
    const again = openBrowser(desk());
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
    const { series } = await desk().read(SERIES);
    const put = await desk().put(SERIES, series, { authorization: `Bearer ${textOf(made.body['token'])}` });
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
