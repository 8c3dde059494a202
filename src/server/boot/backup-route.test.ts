import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, inject, it } from 'vitest';
import * as z from 'zod';
import { BEARER } from '../test/api-token.ts';
import { type RunningServer, runServer } from '../test/run-server.ts';

const ID = 698948;
const answer = z.object({ entity: z.array(z.record(z.string(), z.json())) });
const page = z.object({ items: z.array(z.record(z.string(), z.json())) });

const servers: RunningServer[] = [];
const folder = mkdtempSync(join(tmpdir(), 'coupon-desk-test-'));
const dataDir = join(folder, 'data');
const restoredDir = join(folder, 'restored');
cpSync(inject('built').migrated, dataDir, { recursive: true });
afterEach(async () => {
  for (const server of servers) server.signal('SIGTERM');
  await Promise.all(servers.map(({ exit }) => exit));
  rmSync(folder, { recursive: true, force: true });
});

async function start(dir: string) {
  const server = runServer({ DATA_DIR: dir, SAMPLE_DATA: 'on' });
  servers.push(server);
  const url = await server.ready;
  const json = async (path: string) => (await fetch(url + path, { headers: BEARER })).json();
  const read = async () => answer.parse(await json(`/v2/coupon/series?ids=${ID}`)).entity[0] ?? {};
  const all = async () => {
    const { items } = page.parse(await json('/api/series?limit=200&sort=name'));
    const others = items.filter(({ id }) => id !== ID).map(({ id }) => `ids=${Number(id)}`);
    return answer.parse(await json(`/v2/coupon/series?${others.join('&')}`)).entity;
  };
  const rename = async (description: string) => {
    const { status } = await fetch(`${url}/v2/coupon/series/${ID}`, {
      method: 'PUT',
      headers: { ...BEARER, 'content-type': 'application/json' },
      body: JSON.stringify({ CouponSeriesV2: { ...(await read()), description } }),
    });
    expect(status).toBe(200);
  };
  return { url, json, read, all, rename };
}

const backupOf = (url: string) => fetch(`${url}/api/backup`, { headers: BEARER });

it('is a snapshot of a server that saves, and starts as another server', async () => {
  const desk = await start(dataDir);
  await desk.rename('Save 0');
  let saved = 0;
  const ending = new AbortController();
  const saving = (async () => {
    while (!ending.signal.aborted) await desk.rename(`Save ${++saved}`);
  })();
  const savedBefore = saved;
  const response = await backupOf(desk.url);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/x-tar']);
  expect(response.headers.get('content-encoding')).toBeNull();
  mkdirSync(restoredDir);
  const tar = spawn('tar', ['-x', '-f', '-', '-C', restoredDir], { stdio: ['pipe', 'ignore', 'inherit'] });
  const extracted = once(tar, 'close');
  tar.stdin.end(Buffer.from(await response.arrayBuffer()));
  expect(await extracted).toEqual([0, null]);
  ending.abort();
  await saving;

  const restored = await start(restoredDir);
  const description = z.string().parse((await restored.read())['description']);
  const number = Number(/^Save (\d+)$/.exec(description)?.[1]);
  // Saves that run at that moment may or may not be in it.
  expect(number).toBeGreaterThanOrEqual(savedBefore - 1);
  expect(number).toBeLessThanOrEqual(saved);
  expect(await restored.json(`/api/series/${ID}/sent`)).toMatchObject({ body: { description } });
  expect(await restored.all()).toEqual(await desk.all());
  await restored.rename('After the restore');
  expect(await restored.read()).toMatchObject({ description: 'After the restore' });
  await expect.poll(() => existsSync(join(dataDir, 'backup.unfinished')), { timeout: 20_000 }).toBe(false);

  // A client that goes away ends its backup.
  const left = new AbortController();
  await fetch(`${desk.url}/api/backup`, { headers: BEARER, signal: left.signal });
  expect((await backupOf(desk.url)).status).toBe(409);
  left.abort();
  await expect.poll(async () => (await backupOf(desk.url)).status, { timeout: 20_000 }).toBe(200);
});
