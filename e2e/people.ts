import { type APIResponse, type BrowserContext, expect } from 'playwright/test';
import type { Role } from '../src/domain/permissions.ts';

export const PASSWORD = 'copper lantern under seven bridges';

/** What a page of the desk at that address would send, cookies and all. */
function asPage(context: BrowserContext, url: string) {
  const headers = { origin: url };
  const ok = async (sent: Promise<APIResponse>) => {
    const response = await sent;
    await expect(response, await response.text()).toBeOK();
    return response;
  };
  return {
    post: (path: string, data: object) => ok(context.request.post(url + path, { data, headers })),
    delete: (path: string) => ok(context.request.delete(url + path, { headers })),
    get: (path: string) => ok(context.request.get(url + path)),
  };
}

/** Signs the browser in with a demo account. */
export async function signInAs(context: BrowserContext, url: string, role: Role): Promise<void> {
  await asPage(context, url).post('/api/session/demo', { role });
}

/** Makes the first administrator of a desk, who is then signed in. */
export async function joinAs(
  context: BrowserContext,
  { url, firstLink }: { readonly url: string; readonly firstLink: string | null },
  who: { readonly email: string; readonly name: string },
): Promise<void> {
  const token = firstLink?.split('#')[1];
  await asPage(context, url).post('/api/join', { token, ...who, password: PASSWORD });
}

/** Ends every session of whoever the browser is signed in as, as another computer of theirs would. */
export async function endSessions(context: BrowserContext, url: string): Promise<void> {
  await asPage(context, url).delete('/api/me/sessions');
}
