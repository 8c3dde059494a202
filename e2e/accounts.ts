import { randomUUID } from 'node:crypto';
import { type APIResponse, type BrowserContext, expect } from 'playwright/test';
import { DEFAULT_PREFERENCES } from '../src/contract/endpoint-constants.ts';
import type { MadeLink } from '../src/contract/account-endpoints.ts';
import type { Draft, DraftInfo } from '../src/contract/draft-endpoints.ts';
import type { Role } from '../src/domain/permissions.ts';
import { API_TOKEN } from './servers.ts';

export const PASSWORD = 'copper lantern under seven bridges';

/** Sends requests like a page of the app at `url`: with its origin and cookies. */
function asPage(context: BrowserContext, url: string) {
  const headers = { origin: url };
  const ok = async (sent: Promise<APIResponse>) => {
    const response = await sent;
    await expect(response, await response.text()).toBeOK();
    return response;
  };
  return {
    post: (path: string, data: object) => ok(context.request.post(url + path, { data, headers })),
    put: (path: string, data: object) => ok(context.request.put(url + path, { data, headers })),
    delete: (path: string) => ok(context.request.delete(url + path, { headers })),
    get: (path: string) => ok(context.request.get(url + path)),
  };
}

/** Signs the browser in with a demo account. */
export async function signInAs(context: BrowserContext, url: string, role: Role): Promise<void> {
  await asPage(context, url).post('/api/session/demo', { role });
}

/** Gives the account of the browser its first preferences. The demo accounts are the same for all tests of a worker. */
export async function resetPreferences(context: BrowserContext, url: string): Promise<void> {
  await asPage(context, url).put('/api/me/preferences', DEFAULT_PREFERENCES);
}

/**
 * Deletes the drafts of the browser's account. Ends its other sessions first, so that a page that a test has closed stores
 * no draft afterwards.
 */
export async function resetDrafts(context: BrowserContext, url: string, role: Role): Promise<void> {
  const page = asPage(context, url);
  await page.delete('/api/me/sessions');
  await signInAs(context, url, role);
  const { drafts } = (await (await page.get('/api/me/drafts')).json()) as { readonly drafts: readonly DraftInfo[] };
  for (const { seriesId } of drafts) {
    const draft = (await (await page.get(`/api/me/drafts/${seriesId}`)).json()) as Draft;
    await page.delete(`/api/me/drafts/${seriesId}?revision=${draft.revision}`);
  }
}

/** Signs the browser in with a password. */
export async function signInWith(context: BrowserContext, url: string, email: string, password: string): Promise<void> {
  await asPage(context, url).post('/api/session', { email, password });
}

/** Creates an invitation for a unique e-mail address. Returns the address and the link. */
export async function invite(
  context: BrowserContext,
  url: string,
  role: Role = 'administrator',
): Promise<{ readonly email: string; readonly link: string }> {
  const email = `${randomUUID()}@example.com`;
  const headers = { authorization: `Bearer ${API_TOKEN}` };
  const response = await context.request.post(url + '/api/accounts/invitations', { data: { email, role }, headers });
  await expect(response, await response.text()).toBeOK();
  const { link } = (await response.json()) as MadeLink;
  return { email, link };
}

/** Creates an account, by default an administrator, and signs the browser in. Returns its e-mail address. */
export async function joinAs(context: BrowserContext, url: string, name: string, role?: Role): Promise<string> {
  const { email, link } = await invite(context, url, role);
  await asPage(context, url).post('/api/join', { token: link.split('#')[1], name, password: PASSWORD });
  return email;
}

/** Ends every session of the browser's account, as if from another computer. */
export async function endSessions(context: BrowserContext, url: string): Promise<void> {
  await asPage(context, url).delete('/api/me/sessions');
}
