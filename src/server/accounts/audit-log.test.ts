import { eq } from 'drizzle-orm';
import { afterEach, expect, it } from 'vitest';
import type { JsonObject } from '#values/json.ts';
import { apiToken, joinLink, person } from '../database/schema.ts';
import { captureLog } from '../test/desk.ts';
import { openBrowser } from '../test/browser-session.ts';
import { OTHER, PASSWORD, accountsDesk, textOf, tokenOf } from '../test/accounts-desk.ts';

const WRONG = 'a guess that is not right';
const captured = captureLog();
const { db, desk, administrator, invited, idOf } = accountsDesk({ log: captured.log });

/** The audit events logged since the last call. Fails if a line is not JSON. */
let readCount = 0;
function newEvents(): readonly JsonObject[] {
  const lines = captured.lines.slice(readCount).map((line) => JSON.parse(line) as JsonObject);
  readCount = captured.lines.length;
  return lines
    .filter(({ about }) => about === 'people')
    .map(({ level, time: _time, pid: _pid, hostname: _hostname, about: _about, reqId, address, ...rest }) => {
      // Refusals, and only they, name the request.
      expect([/^[\da-f-]{36}$/.test(textOf(reqId)), address === '127.0.0.1']).toEqual([level === 40, level === 40]);
      return { ...rest, level: level === 40 ? 'warn' : level === 30 ? 'info' : (level ?? null) };
    });
}
const info = (msg: string, rest: object) => ({ level: 'info', msg, ...rest });
const warn = (msg: string, rest: object) => ({ level: 'warn', msg, ...rest });

afterEach(() => {
  const log = captured.lines.join('').replaceAll('"address":"127.0.0.1"', '');
  expect(log).not.toMatch(/kesarika|asha|rohan|menon|127\.0\.0\.1|cdt_[0-9a-f]|session_token/i);
  for (const secret of [PASSWORD, OTHER, WRONG, 'forged', 'Till report']) expect(log).not.toContain(secret);
  expect(log).not.toMatch(/[0-9a-f]{64}/);
  expect(captured.lines.every((line) => line.indexOf('\n') === line.length - 1)).toBe(true);
});

const signIn = (email: string, password: string) =>
  openBrowser(desk()).call('POST', '/api/session', { email, password });

it('logs who signed in and out, and who was refused and why', async () => {
  await administrator();
  const asha = await idOf('asha@kesarika.example');
  const [first] = await db().select().from(joinLink);
  expect(newEvents()).toEqual([
    info('link used', { link: first?.id, kind: 'first', role: 'administrator', person: asha }),
    info('account made', { person: asha, role: 'administrator', by: 'link' }),
    info('signed in', { person: asha, by: 'link' }),
  ]);

  const browser = openBrowser(desk());
  await browser.call('POST', '/api/session', { email: 'asha@kesarika.example', password: PASSWORD });
  await browser.call('DELETE', '/api/session');
  await browser.call('DELETE', '/api/session');
  expect(newEvents()).toEqual([
    info('signed in', { person: asha, by: 'password' }),
    info('signed out', { person: asha }),
  ]);

  await signIn('asha@kesarika.example', WRONG);
  await signIn('unknown@kesarika.example\n{"level":30,"msg":"forged"}', PASSWORD);
  await openBrowser(desk()).call('POST', '/api/join/look', { token: 'forged\n{}' });
  await db().update(person).set({ isActive: false });
  await signIn('asha@kesarika.example', PASSWORD);
  const by = 'password';
  expect(newEvents()).toEqual([
    warn('sign-in refused', { by, person: asha, reason: 'wrong password' }),
    warn('sign-in refused', { by, person: null, reason: 'no such account' }),
    warn('sign-in refused', { by: 'link' }),
    warn('sign-in refused', { by, person: asha, reason: 'switched off' }),
  ]);
});

it('logs a lockout once', async () => {
  for (let n = 0; n < 13; n += 1) await signIn('unknown@kesarika.example', WRONG);
  expect(newEvents().filter(({ msg }) => msg === 'rate limited')).toEqual([
    warn('rate limited', { limit: 'account from network' }),
  ]);
});

it('logs invitations and changes of accounts', async () => {
  const admin = await administrator();
  const actor = await idOf('asha@kesarika.example');
  newEvents();
  const rohan = await invited(admin, 'marketer', 'rohan@kesarika.example');
  const id = await idOf('rohan@kesarika.example');
  const [invitation] = await db().select().from(joinLink).where(eq(joinLink.kind, 'invited'));
  const link = invitation?.id;
  expect(newEvents()).toEqual([
    info('link made', { link, kind: 'invited', role: 'marketer', person: null, actor }),
    info('link used', { link, kind: 'invited', role: 'marketer', person: id }),
    info('account made', { person: id, role: 'marketer', by: 'link' }),
    info('signed in', { person: id, by: 'link' }),
  ]);

  await rohan.call('GET', '/api/accounts');
  await admin.call('PATCH', `/api/accounts/${id}`, { role: 'support' });
  await admin.call('PATCH', `/api/accounts/${id}`, { role: 'support' });
  await admin.call('PATCH', `/api/accounts/${id}`, { isActive: false });
  await admin.call('PATCH', `/api/accounts/${id}`, { isActive: true });
  await admin.call('PATCH', `/api/accounts/${actor}`, { role: 'support' });
  expect(newEvents()).toEqual([
    warn('refused', { actor: id, right: 'administer' }),
    info('role changed', { person: id, from: 'marketer', to: 'support', actor }),
    info('account switched off', { person: id, actor }),
    info('account switched on', { person: id, actor }),
  ]);

  const passwordLink = await admin.call('POST', `/api/accounts/${id}/password-link`);
  const form = { token: tokenOf(passwordLink.body['link']), password: PASSWORD };
  await openBrowser(desk()).call('POST', '/api/join', form);
  await admin.call('POST', '/api/accounts/invitations', { email: 'm@kesarika.example', role: 'support' });
  const [open] = await db().select().from(joinLink).where(eq(joinLink.email, 'm@kesarika.example'));
  await admin.call('DELETE', `/api/accounts/invitations/${open?.id}`);
  expect(newEvents().map(({ msg }) => msg)).toEqual([
    'link made',
    'link used',
    'password changed',
    'signed in',
    'link made',
    'link taken back',
  ]);
});

it('logs changes of own passwords, sessions and tokens', async () => {
  const browser = await administrator();
  const me = await idOf('asha@kesarika.example');
  newEvents();
  await browser.call('PUT', '/api/me/password', { current: WRONG, next: OTHER });
  await browser.call('PUT', '/api/me/password', { current: PASSWORD, next: OTHER });
  const created = await browser.call('POST', '/api/me/tokens', { name: 'Till report', scope: 'read', days: 1 });
  const token = textOf(created.body['id']);
  const use = (authorization: string) => desk().call('/api/settings', { headers: { authorization } });
  await use(`Bearer ${textOf(created.body['token'])}`);
  await db()
    .update(apiToken)
    .set({ expiresAt: new Date(0) });
  await use(`Bearer ${textOf(created.body['token'])}`);
  await browser.call('DELETE', `/api/me/tokens/${token}`);
  await use(`Bearer ${textOf(created.body['token'])}`);
  await use('Basic forged');
  await browser.call('DELETE', '/api/me/sessions');
  expect(newEvents()).toEqual([
    warn('password change refused', { person: me }),
    info('password changed', { person: me, by: 'password' }),
    info('token made', { person: me, token, scope: 'read' }),
    warn('token refused', { person: me, reason: 'ended' }),
    info('token revoked', { person: me, token }),
    warn('token refused', { person: null, reason: 'unknown' }),
    info('session ended', { person: me, which: 'all' }),
  ]);
});

it('logs who changed which settings, without the values', async () => {
  const admin = await administrator();
  const actor = await idOf('asha@kesarika.example');
  const { body } = await admin.call('GET', '/api/settings');
  const { source: _source, ...settings } = body;
  newEvents();
  await admin.call('PUT', '/api/settings', { ...settings, organisation: 'Kesarika', timeZone: 'UTC' });
  await admin.call('PUT', '/api/settings', settings);
  expect(newEvents()).toEqual(
    [1, 2].map(() => info('settings changed', { settings: ['organisation', 'timeZone'], actor })),
  );
});
