import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { PageData } from '#contract/page-data.ts';
import { accountsDesk, SERIES } from '../test/accounts-desk.ts';
import type { Browser } from '../test/browser-session.ts';
import { pageDataReader } from './read-page-data.ts';

const appFolder = mkdtempSync(join(tmpdir(), 'coupon-desk-test-'));
mkdirSync(join(appFolder, '.vite'));
writeFileSync(join(appFolder, 'index.html'), '<head><title>Desk</title></head>');
writeFileSync(join(appFolder, '.vite/pages.json'), '[]');
afterAll(() => rmSync(appFolder, { recursive: true, force: true }));

const PAGES_A_MINUTE = 40;
const { desk, administrator, invited } = accountsDesk({
  appFolder,
  pagesAMinute: PAGES_A_MINUTE,
  accounts: { readsAMinute: 30 },
});

async function open(path: string, browser?: Browser, more: Readonly<Record<string, string>> = {}) {
  const headers = { accept: 'text/html', ...(browser && { cookie: browser.cookies() }), ...more };
  const response = await fetch(desk().url + path, { headers });
  const html = await response.text();
  const [, json] = /<script type="application\/json" id="page-data">(.*?)<\/script>/s.exec(html) ?? [];
  return { response, html, data: json === undefined ? null : (JSON.parse(json) as PageData) };
}

describe('a page', () => {
  it('carries its person, the settings and its series, exactly as the API answers them', async () => {
    const browser = await administrator();
    const { series, etag } = await desk().read(SERIES);
    for (const path of [`/series/${SERIES}`, `/series/${SERIES}/edit?x=1`, `/series/${SERIES}/check`]) {
      const { response, data } = await open(path, browser);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('content-security-policy')).toContain("script-src 'self';");
      expect(data?.session).toEqual((await browser.call('GET', '/api/session')).body);
      expect(data?.session.person?.email).toBe('asha@kesarika.example');
      expect(data?.settings).toEqual((await browser.call('GET', '/api/settings')).body);
      expect(data?.series).toEqual({ id: SERIES, wire: series, revision: etag.replaceAll('"', '') });
    }
  });

  it.each([
    '/',
    '/series',
    '/series/999',
    '/series/0',
    '/series/9999999999',
    '/series/999999999999999999',
    '/series/x',
  ])('%s carries no series', async (path) => {
    const { response, data } = await open(path, await administrator());
    expect(response.status).toBe(200);
    expect(data).toMatchObject({ session: { person: { name: 'Asha Menon' } }, series: null });
  });

  it('carries nothing without a session, with an ended one or with a token', async () => {
    const browser = await administrator();
    const path = `/series/${SERIES}`;
    const pages = [
      await open(path),
      await open(path, browser, { authorization: 'Bearer a-token' }),
      await open(path, undefined, { cookie: 'coupon-desk.session_token=forged' }),
    ];
    await browser.call('DELETE', '/api/session');
    pages.push(await open(path, browser));
    for (const { html } of pages) expect(html).toBe('<head><title>Desk</title></head>');
  });

  it('carries the series as it is now, so that an edit of it passes If-Match', async () => {
    const browser = await administrator();
    const first = await open(`/series/${SERIES}`, browser);
    const { series, etag } = await desk().read(SERIES);
    await desk().put(SERIES, { ...series, description: 'Changed meanwhile' }, { 'if-match': etag });
    const second = await open(`/series/${SERIES}`, browser);
    const save = (page: typeof first) =>
      desk().put(
        SERIES,
        { ...page.data?.series?.wire, description: 'Changed again' },
        { 'if-match': `"${page.data?.series?.revision}"` },
      );
    expect(second.data?.series?.wire['description']).toBe('Changed meanwhile');
    expect((await save(first)).status).toBe(409);
    expect((await save(second)).status).toBe(200);
  });

  it('carries data until the person opened too many, which are no reads of the API', async () => {
    const browser = await administrator();
    for (let page = 0; page < PAGES_A_MINUTE; page += 1) expect((await open('/', browser)).data).not.toBeNull();
    const { response, data } = await open('/', browser);
    expect([response.status, response.headers.get('cache-control'), data]).toEqual([200, 'no-store', null]);
    expect((await browser.call('GET', '/api/settings')).status).toBe(200);
    expect((await open('/', await invited(browser, 'support', 'ravi@kesarika.example'))).data).not.toBeNull();
  });

  it('is readable with each accept-encoding', async () => {
    const browser = await administrator();
    for (const accept of ['br', 'gzip', 'identity', 'br;q=0, gzip', '', '*']) {
      const { response, data } = await open('/', browser, { 'accept-encoding': accept });
      expect([response.status, response.headers.get('vary')]).toEqual([200, 'accept-encoding']);
      expect(data?.session.person?.name, accept).toBe('Asha Menon');
    }
  });

  it('cannot be broken out of by a name', async () => {
    const name = '</script><script>alert(1)</script><!--<script>\u2028\u2029 & "';
    const { series, etag } = await desk().read(SERIES);
    await desk().put(SERIES, { ...series, description: name }, { 'if-match': etag });
    const { html, data } = await open(`/series/${SERIES}`, await administrator());
    expect(data?.series?.wire['description']).toBe(name);
    expect(html.match(/<\/?script|<!--/g)).toEqual(['<script', '</script']);
  });
});

it('a page does not wait for the real API', async () => {
  const read = pageDataReader({
    session: async () => ({ personId: 'x', answer: { person: null, preferences: {}, ways: {} } as never, cookies: [] }),
    settings: { current: () => ({}) as never },
    source: {
      kind: 'upstream',
      get: async () => {
        throw new Error('It was asked.');
      },
    },
    now: () => 0,
  });
  expect((await read({} as never, `/series/${SERIES}`))?.data?.series).toBeNull();
});
