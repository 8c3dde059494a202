import type { JsonObject } from '#values/json.ts';
import type { Role } from '#domain/permissions.ts';
import type { Answer, Desk } from './desk.ts';

/** Acts like a browser: stores cookies and sends an `Origin` header. */
export interface Browser {
  readonly call: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>;
  /** The stored cookies in the format of a `Cookie` header. */
  readonly cookies: () => string;
}

export function openBrowser({ url }: Pick<Desk, 'url'>, initialCookies = ''): Browser {
  const jar = new Map(initialCookies.split('; ').flatMap((pair) => (pair === '' ? [] : [splitAt(pair)])));
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
  const index = pair.indexOf('=');
  return [pair.slice(0, index), pair.slice(index + 1)];
}

/** Opens a browser that is signed in with the demo account of this role. */
export async function demoBrowser(desk: Pick<Desk, 'url'>, role: Role): Promise<Browser> {
  const browser = openBrowser(desk);
  const { status } = await browser.call('POST', '/api/session/demo', { role });
  if (status !== 200) throw new Error(`The demo account was not opened: ${status}`);
  return browser;
}
