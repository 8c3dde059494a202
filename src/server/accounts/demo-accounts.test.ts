import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '#values/json.ts';
import { credential } from '../database/schema.ts';
import { openEmbeddedDesk } from '../test/desk.ts';
import { BEARER } from '../test/api-token.ts';
import { accountsDesk, message, OTHER, PASSWORD, personIn, textOf, tokenOf } from '../test/accounts-desk.ts';
import { type Browser, demoBrowser, openBrowser } from '../test/browser-session.ts';

/** Starts a process that forwards connections, like a proxy that changes nothing. */
async function startRelay(host: string, to: string) {
  const script = `const { connect, createServer } = require('node:net');
    const server = createServer((from) => {
      const to = connect(${new URL(to).port}, '127.0.0.1');
      from.pipe(to).pipe(from);
      from.on('error', () => to.destroy());
      to.on('error', () => from.destroy());
    });
    server.listen(0, '${host}', () => console.log(server.address().port));`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { url: `http://127.0.0.1:${Number(line.toString())}`, stop: () => child.kill('SIGKILL') };
}

const { db, desk, connection, administrator, invited, idOf } = accountsDesk();

/** Calls with the token of the environment: an administrator without an account. */
function tokenBrowser(): Browser {
  const browser = openBrowser(desk());
  return { ...browser, call: (method, path, body) => browser.call(method, path, body, BEARER) };
}

describe('demo accounts', () => {
  it('change and make demo accounts only, which do not exist on a server with real data', async () => {
    const rohan = await invited(tokenBrowser(), 'marketer', 'rohan@kesarika.example');
    const me = await idOf('rohan@kesarika.example');
    const demo = await demoBrowser(desk(), 'administrator');
    expect((await demo.call('PATCH', `/api/accounts/${me}`, { role: 'support' })).status).toBe(409);
    expect((await demo.call('POST', `/api/accounts/${me}/password-link`)).status).toBe(409);
    expect((await demo.call('PATCH', '/api/accounts/demo-marketer', { role: 'support' })).status).toBe(200);

    const newAccount = await invited(demo, 'administrator', 'mallory@kesarika.example');
    expect(personIn(await newAccount.call('GET', '/api/session'))).toMatchObject({
      isDemo: true,
      role: 'administrator',
    });
    expect((await newAccount.call('PATCH', `/api/accounts/${me}`, { isActive: false })).status).toBe(409);
    const open = await demo.call('POST', '/api/accounts/invitations', { email: 'm2@x.example', role: 'administrator' });
    const realDesk = await openEmbeddedDesk(connection(), { accounts: { hasSamples: false } });
    try {
      const realBrowser = openBrowser(realDesk);
      const form = { email: 'mallory@kesarika.example', password: OTHER };
      expect((await realBrowser.call('POST', '/api/session', form)).status).toBe(401);
      expect((await openBrowser(realDesk, newAccount.cookies()).call('GET', '/api/settings')).status).toBe(401);
      const token = tokenOf(open.body['link']);
      const joined = await realBrowser.call('POST', '/api/join', { token, name: 'M', password: PASSWORD });
      expect(joined.status).toBe(410);
      expect((await openBrowser(realDesk, rohan.cookies()).call('GET', '/api/settings')).status).toBe(200);
    } finally {
      await realDesk.close();
    }
  });

  it('end when an administrator has an account, with their sessions, tokens and accounts they made', async () => {
    const demo = await demoBrowser(desk(), 'administrator');
    const { body } = await demo.call('POST', '/api/me/tokens', { name: 'x', scope: 'read', days: 1 });
    const made = await invited(demo, 'marketer', 'mallory@kesarika.example');
    const marketer = await invited(tokenBrowser(), 'marketer', 'rohan@kesarika.example');
    expect((await tokenBrowser().call('GET', '/api/settings')).status).toBe(200);
    expect((await demo.call('GET', '/api/settings')).status).toBe(200);

    await administrator();
    for (const browser of [demo, made]) {
      expect((await browser.call('GET', '/api/settings')).status).toBe(401);
      expect((await browser.call('GET', '/api/session')).body).toMatchObject({ person: null, ways: { demo: false } });
    }
    const authorization = `Bearer ${textOf(body['token'])}`;
    expect((await desk().call('/api/settings', { headers: { authorization } })).status).toBe(401);
    const refused = await openBrowser(desk()).call('POST', '/api/session/demo', { role: 'support' });
    expect([refused.status, message(refused)]).toEqual([
      403,
      'This server has an administrator, so there are no demo accounts any more. Sign in with your own account, or ask an administrator for an invitation.',
    ]);
    expect((await marketer.call('GET', '/api/settings')).status).toBe(200);
  });

  it('neither withdraw nor replace invitations to real accounts', async () => {
    const admin = tokenBrowser();
    const invitation = { email: 'rohan@kesarika.example', role: 'marketer' };
    const realInvitation = await admin.call('POST', '/api/accounts/invitations', invitation);
    const demo = await demoBrowser(desk(), 'administrator');
    const [listed] = (await admin.call('GET', '/api/accounts')).body['invitations'] as readonly JsonObject[];
    expect((await demo.call('DELETE', `/api/accounts/invitations/${textOf(listed?.['id'])}`)).status).toBe(409);
    await demo.call('POST', '/api/accounts/invitations', { ...invitation, role: 'administrator' });
    const lookUp = await openBrowser(desk()).call('POST', '/api/join/look', {
      token: tokenOf(realInvitation.body['link']),
    });
    expect([lookUp.status, lookUp.body['role']]).toEqual([200, 'marketer']);
  });

  it('open with one call each, with their role and without a password', async () => {
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
  ])('do not exist for requests through a proxy that adds %s', async (header, value) => {
    const browser = await demoBrowser(desk(), 'administrator');
    const proxyHeaders = { [header]: value };
    expect((await browser.call('POST', '/api/session/demo', { role: 'support' }, proxyHeaders)).status).toBe(403);
    expect((await browser.call('GET', '/api/session', undefined, proxyHeaders)).body).toMatchObject({
      person: null,
      ways: { demo: false },
    });
    expect((await browser.call('GET', '/api/settings', undefined, proxyHeaders)).status).toBe(401);
    expect((await browser.call('GET', '/api/settings')).status).toBe(200);
  });

  it.runIf(process.platform === 'linux').each([
    ['a proxy that others can reach and that adds no header', '0.0.0.0', 403],
    ['a program that only this machine can reach', '127.0.0.1', 200],
  ])('are answered through %s', async (_, host, status) => {
    const relay = await startRelay(host, desk().url);
    try {
      const { status: answered } = await openBrowser(relay).call('POST', '/api/session/demo', { role: 'support' });
      expect(answered).toBe(status);
      const { body } = await openBrowser(relay).call('GET', '/api/session');
      expect(body).toMatchObject({ ways: { demo: status === 200 } });
    } finally {
      relay.stop();
    }
  });

  it.each([
    ['the data is not made of samples', { hasSamples: false }],
    ['others can connect', { surroundings: { isLoopback: false, publicUrl: 'https://coupons.example' } }],
    ['the server has a public name', { surroundings: { isLoopback: true, publicUrl: 'https://coupons.example' } }],
  ])('do not exist if %s, and their sessions and tokens end', async (_, accounts) => {
    const browser = await demoBrowser(desk(), 'marketer');
    const created = await browser.call('POST', '/api/me/tokens', { name: 'x', scope: 'read', days: 1 });
    const realDesk = await openEmbeddedDesk(connection(), { accounts });
    try {
      const movedBrowser = openBrowser(realDesk, browser.cookies());
      expect((await movedBrowser.call('GET', '/api/settings')).status).toBe(401);
      expect((await movedBrowser.call('GET', '/api/session')).body).toMatchObject({
        person: null,
        ways: { demo: false },
      });
      const authorization = `Bearer ${textOf(created.body['token'])}`;
      expect((await realDesk.call('/api/settings', { headers: { authorization } })).status).toBe(401);
    } finally {
      await realDesk.close();
    }
  });
});
