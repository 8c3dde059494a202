import { describe, expect, it } from 'vitest';
import type { JsonObject } from '#values/json.ts';
import { credential } from '../database/schema.ts';
import { openEmbeddedDesk } from '../test/desk.ts';
import { accountsDesk, OTHER, PASSWORD, personIn, textOf, tokenOf } from '../test/accounts-desk.ts';
import { demoBrowser, openBrowser } from '../test/browser-session.ts';

const { db, desk, connection, administrator, invited, idOf } = accountsDesk();

describe('demo accounts', () => {
  it('change and make demo accounts only, which are worth nothing where the server is for real', async () => {
    const admin = await administrator();
    const me = await idOf('asha@kesarika.example');
    const demo = await demoBrowser(desk(), 'administrator');
    expect((await demo.call('PATCH', `/api/accounts/${me}`, { role: 'support' })).status).toBe(409);
    expect((await demo.call('POST', `/api/accounts/${me}/password-link`)).status).toBe(409);
    expect((await demo.call('PATCH', '/api/accounts/demo-marketer', { role: 'support' })).status).toBe(200);

    const born = await invited(demo, 'administrator', 'mallory@kesarika.example');
    expect(personIn(await born.call('GET', '/api/session'))).toMatchObject({ isDemo: true, role: 'administrator' });
    expect((await born.call('PATCH', `/api/accounts/${me}`, { isActive: false })).status).toBe(409);
    const open = await demo.call('POST', '/api/accounts/invitations', { email: 'm2@x.example', role: 'administrator' });
    const real = await openEmbeddedDesk(connection(), { people: { hasSamples: false } });
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

  it('neither take back nor replace the invitations of others', async () => {
    const admin = await administrator();
    const asked = { email: 'rohan@kesarika.example', role: 'marketer' };
    const real = await admin.call('POST', '/api/accounts/invitations', asked);
    const demo = await demoBrowser(desk(), 'administrator');
    const [listed] = (await admin.call('GET', '/api/accounts')).body['invitations'] as readonly JsonObject[];
    expect((await demo.call('DELETE', `/api/accounts/invitations/${textOf(listed?.['id'])}`)).status).toBe(409);
    await demo.call('POST', '/api/accounts/invitations', { ...asked, role: 'administrator' });
    const looked = await openBrowser(desk()).call('POST', '/api/join/look', { token: tokenOf(real.body['link']) });
    expect([looked.status, looked.body['role']]).toEqual([200, 'marketer']);
  });

  it('are one call each, with their role and without a password', async () => {
    for (const role of ['administrator', 'marketer', 'support'] as const) {
      const browser = await demoBrowser(desk(), role);
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
    const browser = await demoBrowser(desk(), 'administrator');
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
    const browser = await demoBrowser(desk(), 'marketer');
    const made = await browser.call('POST', '/api/me/tokens', { name: 'x', scope: 'read', days: 1 });
    const real = await openEmbeddedDesk(connection(), { people });
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
