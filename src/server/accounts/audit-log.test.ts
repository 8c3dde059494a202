import { eq } from 'drizzle-orm';
import { afterEach, expect, it } from 'vitest';
import type { JsonObject } from '#values/json.ts';
import { apiToken, joinLink, person } from '../database/schema.ts';
import { keptLog } from '../test/desk.ts';
import { openBrowser } from '../test/browser-session.ts';
import { OTHER, PASSWORD, accountsDesk, textOf, tokenOf } from '../test/accounts-desk.ts';

const WRONG = 'a guess that is not right';
const kept = keptLog();
const { db, desk, administrator, invited, idOf } = accountsDesk({ log: kept.log });

/** What the log says of people since the last call: every line of it has to be a line of JSON. */
let seen = 0;
function told(): readonly JsonObject[] {
  const lines = kept.lines.slice(seen).map((line) => JSON.parse(line) as JsonObject);
  seen = kept.lines.length;
  return lines
    .filter(({ about }) => about === 'people')
    .map(({ level, time: _time, pid: _pid, hostname: _hostname, about: _about, ...rest }) => ({
      ...rest,
      level: level === 40 ? 'warn' : level === 30 ? 'info' : (level ?? null),
    }));
}
const info = (msg: string, rest: object) => ({ level: 'info', msg, ...rest });
const warn = (msg: string, rest: object) => ({ level: 'warn', msg, ...rest });

afterEach(() => {
  const log = kept.lines.join('');
  expect(log).not.toMatch(/kesarika|asha|rohan|menon|127\.0\.0\.1|cdt_[0-9a-f]|session_token/i);
  for (const secret of [PASSWORD, OTHER, WRONG, 'forged', 'Till report']) expect(log).not.toContain(secret);
  expect(log).not.toMatch(/[0-9a-f]{64}/);
  expect(kept.lines.every((line) => line.indexOf('\n') === line.length - 1)).toBe(true);
});

const signIn = (email: string, password: string) =>
  openBrowser(desk()).call('POST', '/api/session', { email, password });

it('says who signed in and out, and who was refused and why', async () => {
  await administrator();
  const asha = await idOf('asha@kesarika.example');
  const [first] = await db().select().from(joinLink);
  expect(told()).toEqual([
    info('link used', { link: first?.id, kind: 'first', role: 'administrator', person: asha }),
    info('account made', { person: asha, role: 'administrator', by: 'link' }),
    info('signed in', { person: asha, by: 'link' }),
  ]);

  const browser = openBrowser(desk());
  await browser.call('POST', '/api/session', { email: 'asha@kesarika.example', password: PASSWORD });
  await browser.call('DELETE', '/api/session');
  await browser.call('DELETE', '/api/session');
  expect(told()).toEqual([info('signed in', { person: asha, by: 'password' }), info('signed out', { person: asha })]);

  await signIn('asha@kesarika.example', WRONG);
  await signIn('nobody@kesarika.example\n{"level":30,"msg":"forged"}', PASSWORD);
  await openBrowser(desk()).call('POST', '/api/join/look', { token: 'forged\n{}' });
  await db().update(person).set({ isActive: false });
  await signIn('asha@kesarika.example', PASSWORD);
  const by = 'password';
  expect(told()).toEqual([
    warn('sign-in refused', { by, person: asha, reason: 'wrong password' }),
    warn('sign-in refused', { by, person: null, reason: 'no such account' }),
    warn('sign-in refused', { by: 'link' }),
    warn('sign-in refused', { by, person: asha, reason: 'switched off' }),
  ]);
});

it('says once that somebody is held back', async () => {
  for (let n = 0; n < 13; n += 1) await signIn('nobody@kesarika.example', WRONG);
  expect(told().filter(({ msg }) => msg === 'held back')).toEqual([
    warn('held back', { limit: 'account from network' }),
  ]);
});

it('says who invited whom, and what became of accounts', async () => {
  const admin = await administrator();
  const actor = await idOf('asha@kesarika.example');
  told();
  const rohan = await invited(admin, 'marketer', 'rohan@kesarika.example');
  const id = await idOf('rohan@kesarika.example');
  const [invitation] = await db().select().from(joinLink).where(eq(joinLink.kind, 'invited'));
  const link = invitation?.id;
  expect(told()).toEqual([
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
  expect(told()).toEqual([
    warn('refused', { actor: id, right: 'administer' }),
    info('role changed', { person: id, from: 'marketer', to: 'support', actor }),
    info('account switched off', { person: id, actor }),
    info('account switched on', { person: id, actor }),
  ]);

  const forgotten = await admin.call('POST', `/api/accounts/${id}/password-link`);
  const form = { token: tokenOf(forgotten.body['link']), password: PASSWORD };
  await openBrowser(desk()).call('POST', '/api/join', form);
  await admin.call('POST', '/api/accounts/invitations', { email: 'm@kesarika.example', role: 'support' });
  const [open] = await db().select().from(joinLink).where(eq(joinLink.email, 'm@kesarika.example'));
  await admin.call('DELETE', `/api/accounts/invitations/${open?.id}`);
  expect(told().map(({ msg }) => msg)).toEqual([
    'link made',
    'link used',
    'password changed',
    'signed in',
    'link made',
    'link taken back',
  ]);
});

it('says what people do with their own: passwords, sessions and tokens', async () => {
  const browser = await administrator();
  const me = await idOf('asha@kesarika.example');
  told();
  await browser.call('PUT', '/api/me/password', { current: WRONG, next: OTHER });
  await browser.call('PUT', '/api/me/password', { current: PASSWORD, next: OTHER });
  const made = await browser.call('POST', '/api/me/tokens', { name: 'Till report', scope: 'read', days: 1 });
  const token = textOf(made.body['id']);
  const use = (authorization: string) => desk().call('/api/settings', { headers: { authorization } });
  await use(`Bearer ${textOf(made.body['token'])}`);
  await db()
    .update(apiToken)
    .set({ expiresAt: new Date(0) });
  await use(`Bearer ${textOf(made.body['token'])}`);
  await browser.call('DELETE', `/api/me/tokens/${token}`);
  await use(`Bearer ${textOf(made.body['token'])}`);
  await use('Basic forged');
  await browser.call('DELETE', '/api/me/sessions');
  expect(told()).toEqual([
    warn('password change refused', { person: me }),
    info('password changed', { person: me, by: 'password' }),
    info('token made', { person: me, token, scope: 'read' }),
    warn('token refused', { person: me, reason: 'ended' }),
    info('token revoked', { person: me, token }),
    warn('token refused', { person: null, reason: 'unknown' }),
    warn('token refused', { person: null, reason: 'unreadable' }),
    info('session ended', { person: me, which: 'all' }),
  ]);
});

it('says who changed which settings, and not to what', async () => {
  const admin = await administrator();
  const actor = await idOf('asha@kesarika.example');
  const { body } = await admin.call('GET', '/api/settings');
  const { source: _source, ...settings } = body;
  told();
  await admin.call('PUT', '/api/settings', { ...settings, organisation: 'Kesarika', timeZone: 'UTC' });
  await admin.call('PUT', '/api/settings', settings);
  expect(told()).toEqual([1, 2].map(() => info('settings changed', { settings: ['organisation', 'timeZone'], actor })));
});
