import type { JsonObject } from '#values/json.ts';
import type { Role } from '#domain/permissions.ts';
import type { Answer, Desk } from './desk.ts';

/** A browser: it keeps cookies and says which page it is on. */
export interface Browser {
  readonly call: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;
  /** As a Cookie header has them. */
  readonly cookies: () => string;
}

export function openBrowser({ url }: Pick<Desk, 'url'>, kept = ''): Browser {
  const jar = new Map(kept.split('; ').flatMap((pair) => (pair === '' ? [] : [splitAt(pair)])));
  const cookies = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  return {
    cookies,
    async call(method, path, body, headers = {}) {
      const response = await fetch(url + path, {
        method,
        headers: {
          cookie: cookies(),
          origin: url,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        redirect: 'manual',
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      for (const line of response.headers.getSetCookie()) {
        const [name, value] = splitAt(line.split(';', 1)[0] ?? '');
        if (/Max-Age=0/i.test(line)) jar.delete(name);
        else jar.set(name, value);
      }
      const text = await response.text();
      const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
      return {
        status: response.status,
        body: (isJson ? JSON.parse(text) : {}) as JsonObject,
        headers: response.headers,
      };
    },
  };
}

function splitAt(pair: string): [string, string] {
  const at = pair.indexOf('=');
  return [pair.slice(0, at), pair.slice(at + 1)];
}

/** Somebody signed in with one of the demo accounts. */
export async function demoBrowser(desk: Pick<Desk, 'url'>, role: Role): Promise<Browser> {
  const browser = openBrowser(desk);
  const { status } = await browser.call('POST', '/api/session/demo', { role });
  if (status !== 200) throw new Error(`The demo account was not opened: ${status}`);
  return browser;
}
