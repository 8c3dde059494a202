import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, inject, it } from 'vitest';
import { freePort } from './test/free-port.ts';
import { type RunningServer, runServer } from './test/run-server.ts';
import { BEARER } from './test/api-token.ts';

let folder: string;
const running: RunningServer[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'coupon-desk-test-'));
  cpSync(inject('built').migrated, join(folder, 'data'), { recursive: true });
});
afterEach(async () => {
  for (const server of running.splice(0)) {
    server.signal('SIGKILL');
    await server.exit;
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(variables: Readonly<Record<string, string>> = {}): RunningServer {
  const server = runServer({ DATA_DIR: join(folder, 'data'), TMPDIR: folder, ...variables });
  running.push(server);
  return server;
}

/** A request whose body is sent in two parts, so that the test decides how long it is in flight. */
function slowRequest(url: string) {
  const outgoing = request(`${url}/api/nothing`, { method: 'POST', headers: { 'content-type': 'application/json' } });
  const status = new Promise<number | undefined>((resolve, reject) => {
    outgoing.on('response', (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    outgoing.on('error', reject);
  });
  outgoing.write('{"half":');
  return { status, finish: () => outgoing.end('true}') };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

it('answers 503 while it starts, prints its address when ready, and exits cleanly on SIGTERM', async () => {
  const port = await freePort();
  const temporary = join(folder, 'tmp');
  mkdirSync(temporary);
  const server = run({ PORT: String(port), DATA_DIR: join(folder, 'fresh'), TMPDIR: temporary });
  const url = `http://127.0.0.1:${port}`;
  const seen = new Set<number>();
  let starting: unknown;
  const state = { ready: false };
  void server.ready.then(() => {
    state.ready = true;
  });
  while (!state.ready) {
    await pause(20);
    const response = await fetch(`${url}/v2/coupon/series?ids=1`).catch(() => null);
    if (response === null) continue;
    seen.add(response.status);
    if (response.status === 503) starting = await response.json();
  }
  expect(await server.ready).toBe(url);
  expect(seen).toContain(503);
  const error = { status: false, code: 503, message: 'Coupon Desk is starting. Try again in a moment.', field: null };
  expect(starting).toEqual({ errors: [error] });
  const ready = await fetch(`${url}/api/health/ready`);
  expect(await ready.json()).toEqual({ status: 'ready' });
  // Proxies close an idle connection after 60 s. A shorter time here would reset requests.
  expect(ready.headers.get('keep-alive')).toBe('timeout=75');

  server.signal('SIGTERM');
  const link = `No administrator has an account yet. This link makes the first, once, within 30 minutes: ${url}/join#`;
  const { stdout, ...ended } = await server.exit;
  expect(ended).toEqual({ code: 0, stderr: '' });
  expect(stdout.replace(/#[0-9a-f]{64}\n/, '#\n')).toBe(`${link}\nCoupon Desk is ready at ${url}\n`);
  expect(readdirSync(temporary)).toEqual([]);
});

it('finishes a request in flight before it stops', async () => {
  const server = run();
  const slow = slowRequest(await server.ready);
  await pause(200);
  server.signal('SIGTERM');
  await pause(300);
  await expect(fetch(`${await server.ready}/api/health`)).rejects.toThrow();
  slow.finish();
  expect(await slow.status).toBe(404);
  expect(await server.exit).toMatchObject({ code: 0, stderr: '' });
});

it('exits at once on a second signal', async () => {
  const server = run();
  const slow = slowRequest(await server.ready);
  slow.status.catch(() => {});
  await pause(200);
  server.signal('SIGINT');
  await pause(100);
  server.signal('SIGINT');
  expect(await server.exit).toMatchObject({ code: 1 });
});

it('stops when the signal arrives during the start', async () => {
  const port = await freePort();
  const data = join(folder, 'stopped');
  cpSync(inject('built').migrated, data, { recursive: true });
  const server = run({ PORT: String(port), DATA_DIR: data });
  while (!(await fetch(`http://127.0.0.1:${port}/api/health`).catch(() => null))) await pause(20);
  server.signal('SIGTERM');
  const ended = await server.exit;
  // On a busy machine a start takes longer than stopping may.
  const late = { code: 1, stdout: '', stderr: expect.stringContaining('The shutdown took too long') as string };
  expect(ended).toEqual(ended.code === 0 ? { code: 0, stdout: '', stderr: '' } : late);
});

it('names the port when it is in use', async () => {
  const port = await freePort();
  const other = createServer().listen(port, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  expect(await run({ PORT: String(port) }).exit).toEqual({
    code: 1,
    stdout: '',
    stderr: `Port ${port} on 127.0.0.1 is in use by another program. Stop that program, or set PORT to another number.\n`,
  });
  other.close();
});

it('names every invalid variable', async () => {
  const { code, stderr } = await run({ PORT: 'http', HOST: 'everywhere' }).exit;
  expect(code).toBe(1);
  expect(stderr.trimEnd().split('\n')).toEqual([
    expect.stringMatching(/^HOST is "everywhere", but it must be/),
    expect.stringMatching(/^PORT is "http", but it must be/),
  ]);
});

it('refuses a data folder that another process uses', async () => {
  const first = run();
  await first.ready;
  const { code, stderr } = await run().exit;
  expect(code).toBe(1);
  expect(stderr).toMatch(/^The data folder \S+ is in use by another process\. [^\n]+\n$/);
  await fetch(`${await first.ready}/api/health`);
});

it('starts while the API is down, reports it in answers and log, and never prints the password', async () => {
  const closed = `http://127.0.0.1:${await freePort()}`;
  const server = run({ UPSTREAM_URL: closed, UPSTREAM_USERNAME: 'till', UPSTREAM_PASSWORD: 'hunter2' });
  const url = await server.ready;
  const settings: unknown = await (await fetch(`${url}/api/settings`, { headers: BEARER })).json();
  expect(settings).toMatchObject({ source: 'upstream', clusterTimeZone: 'UTC' });
  for (const path of ['/api/series', '/v2/coupon/series?ids=1']) {
    const response = await fetch(url + path, { headers: BEARER });
    expect([response.status, await response.text()]).toEqual([502, expect.stringContaining('cannot be reached')]);
  }
  server.signal('SIGTERM');
  const { code, stderr } = await server.exit;
  expect(code).toBe(0);
  expect(stderr).toContain('The mirror was not refreshed: The loyalty API cannot be reached.');
  expect(stderr).not.toMatch(/hunter2|2ab96390c7dbe3439de74d0c9b0b1767/);
});

it('names an unreachable database server without its password', async () => {
  const { code, stderr } = await run({ DATABASE_URL: 'postgres://desk:hunter2@127.0.0.1:9/coupons' }).exit;
  expect(code).toBe(1);
  expect(stderr).toBe(
    'Cannot use the PostgreSQL database coupons at 127.0.0.1:9 (connect ECONNREFUSED 127.0.0.1:9). Check DATABASE_URL.\n',
  );
});
