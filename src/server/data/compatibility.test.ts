import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { JsonObject } from '#values/json.ts';
import { apiToken, session } from '../database/schema.ts';
import { BEARER } from '../test/api-token.ts';
import { openBrowser } from '../test/browser-session.ts';
import { OLDER, unpackOlderFolder } from '../test/older-folder.ts';
import { runData } from '../test/run-data-script.ts';
import { type RunningServer, runServer } from '../test/run-server.ts';
import { openFolder } from '../test/test-database.ts';

/** Written by an older version: 4 series, 3 demo accounts, a token, and the names of some products and places. */
const FILE = join(import.meta.dirname, 'fixtures/export-schema-4.ndjson.gz');
const TIMEOUT_MS = 120_000;

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'coupon-desk-test-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function stop(server: RunningServer): Promise<void> {
  server.signal('SIGTERM');
  expect((await server.exit).code).toBe(0);
}

it('imports a file of an older version and serves its series', { timeout: TIMEOUT_MS }, async () => {
  const folder = join(root, 'imported');
  cpSync(inject('built').migrated, folder, { recursive: true });
  const imported = await runData('import', { DATA_DIR: folder }, FILE);
  expect(imported).toMatchObject({ code: 0, stderr: expect.stringContaining('Imported 380 rows') });

  const server = runServer({ DATA_DIR: folder });
  const url = await server.ready;
  const answer = await fetch(`${url}/api/series`, { headers: BEARER });
  const { items } = (await answer.json()) as { items: readonly { id: number }[] };
  expect(items.map(({ id }) => id).toSorted((a, b) => a - b)).toContain(711906);
  expect(items).toHaveLength(4);
  await stop(server);
});

describe('a data folder of an older version', () => {
  let server: RunningServer;
  let url: string;
  beforeAll(async () => {
    const folder = join(root, 'older');
    unpackOlderFolder(folder);
    // The folder must not grow too old for its sessions and tokens.
    const { db, close } = await openFolder(folder);
    const expiresAt = new Date(Date.now() + 3_600_000);
    await db.update(session).set({ expiresAt });
    await db.update(apiToken).set({ expiresAt });
    await close();
    server = runServer({ DATA_DIR: folder, SAMPLE_DATA: 'on' });
    url = await server.ready;
  }, TIMEOUT_MS);
  afterAll(() => stop(server));

  it.each(OLDER.answers)('answers $path as it did, and perhaps more', async ({ path, etag, text }) => {
    const answer = await fetch(url + path, { headers: { cookie: OLDER.cookie } });
    expect(await answer.json()).toMatchObject(JSON.parse(text) as object);
    expect(answer.headers.get('etag')).toBe(etag);
  });

  it('accepts the token and the session of its administrator, with the preferences', async () => {
    const { token, cookie, preferences } = OLDER;
    const list = await fetch(`${url}/api/series`, { headers: { authorization: `Bearer ${token}` } });
    const { items } = (await list.json()) as { items: readonly { id: number }[] };
    expect(items.map(({ id }) => id)).toEqual([711906, 698948, 702215, 688310]);
    const { body } = await openBrowser({ url }, cookie).call('GET', '/api/session');
    expect(body).toMatchObject({ preferences });
  });

  it('accepts its password', async () => {
    const { email, password, preferences } = OLDER;
    const signedIn = await openBrowser({ url }).call('POST', '/api/session', { email, password });
    expect(signedIn).toMatchObject({ status: 200, body: { preferences } });
  });

  it('has no demo account any more, because it has an administrator', async () => {
    const { demoToken, demoCookie } = OLDER;
    const headers = { authorization: `Bearer ${demoToken}` };
    expect((await fetch(`${url}/api/series`, { headers })).status).toBe(401);
    const browser = openBrowser({ url }, demoCookie);
    expect((await browser.call('GET', '/api/session')).body).toMatchObject({ person: null, ways: { demo: false } });
    expect((await browser.call('POST', '/api/session/demo', { role: 'marketer' })).status).toBe(403);
  });

  it('saves a series that a page of the older version read', async () => {
    const { path, etag, text } = OLDER.answers.find((answer) => answer.path.endsWith('?ids=702215'))!;
    const [series] = (JSON.parse(text) as { entity: readonly JsonObject[] }).entity;
    const browser = openBrowser({ url }, OLDER.cookie);
    const edited = { ...series, description: 'Saved by this version' };
    const saved = await browser.call(
      'PUT',
      path.replace('?ids=', '/'),
      { CouponSeriesV2: edited },
      { 'if-match': etag! },
    );
    expect(saved).toMatchObject({ status: 200, body: { description: 'Saved by this version' } });
  });
});
