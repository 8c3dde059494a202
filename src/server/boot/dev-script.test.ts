import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, inject, it, vi } from 'vitest';
import { freePort } from '../test/free-port.ts';

/** A build and a start take seconds, more on a busy machine. */
const TIMEOUT_MS = 90_000;
vi.setConfig({ testTimeout: TIMEOUT_MS });
const dataDir = mkdtempSync(join(tmpdir(), 'dev-script-'));
const started: { readonly child: ChildProcess; readonly outDir: string }[] = [];

beforeEach(() => cpSync(inject('built').migrated, dataDir, { recursive: true }));
afterEach(() => {
  for (const { child, outDir } of started.splice(0)) {
    child.kill('SIGKILL');
    rmSync(outDir, { recursive: true, force: true });
  }
  rmSync(dataDir, { recursive: true, force: true });
});

/** Runs `npm run dev` on free ports. */
async function startDev() {
  const [port, appPort] = [await freePort(), await freePort()];
  const child = spawn(process.execPath, [resolve('.ci/dev.mjs'), `--port=${appPort}`], {
    env: { PATH: process.env['PATH'], PORT: String(port), DATA_DIR: dataDir, SAMPLE_DATA: '1' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  started.push({ child, outDir: `.cache/dev-server-${port}` });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => void (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => void (output += chunk.toString()));
  const exit = once(child, 'exit');
  /** Resolves when it has printed the text. */
  const printed = async (text: string) => {
    while (!output.includes(text)) {
      const [code] = await Promise.race([once(child.stdout, 'data').then(() => [null]), exit]);
      if (code !== null) throw new Error(`It ended with ${code}: ${output}`);
    }
  };
  return { child, exit, printed, output: () => output, url: `http://127.0.0.1:${appPort}`, port };
}

/** Ids of the processes below a process. */
function descendants(pid: number | undefined): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const parent = parentOf(Number(name));
      return parent === null ? [] : [{ pid: Number(name), parent }];
    });
  const below = (of: number | undefined): number[] =>
    parents.filter(({ parent }) => parent === of).flatMap((child) => [child.pid, ...below(child.pid)]);
  return below(pid);
}

function parentOf(pid: number): number | null {
  try {
    return Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    // It has ended.
    return null;
  }
}

it.runIf(process.platform === 'linux')('serves app and server at one address, and Ctrl-C ends both', async () => {
  const dev = await startDev();
  await dev.printed('Coupon Desk is ready at ');
  expect(dev.output().match(/ready at .*/g)).toEqual([`ready at ${dev.url}/`]);
  // The server's own address leads to no app.
  expect(dev.output()).not.toContain(`:${dev.port}`);

  expect(await (await fetch(dev.url)).text()).toContain('/@vite/client');
  expect((await fetch(`${dev.url}/api/health/ready`)).status).toBe(200);
  const demo = await fetch(`${dev.url}/api/session/demo`, {
    method: 'POST',
    headers: { origin: dev.url, 'content-type': 'application/json' },
    body: JSON.stringify({ role: 'marketer' }),
  });
  expect(demo.status).toBe(200);

  const children = descendants(dev.child.pid);
  expect(children).not.toEqual([]);
  dev.child.kill('SIGINT');
  expect(await dev.exit).toEqual([0, null]);
  expect(children.filter((pid) => parentOf(pid) !== null)).toEqual([]);
  await expect(fetch(`http://127.0.0.1:${dev.port}/api/health`)).rejects.toThrow('fetch failed');
});

it.each(['SIGINT', 'SIGTERM'] as const)('ends on %s during the first build', async (signal) => {
  const dev = await startDev();
  await dev.printed('Building the server');
  dev.child.kill(signal);
  expect(await dev.exit).toEqual([0, null]);
  await expect(fetch(`http://127.0.0.1:${dev.port}/api/health`)).rejects.toThrow('fetch failed');
});

it.runIf(process.platform === 'linux')('leaves no server if it is killed', async () => {
  const dev = await startDev();
  await dev.printed('Coupon Desk is ready at ');
  const children = descendants(dev.child.pid);
  dev.child.kill('SIGKILL');
  await dev.exit;
  await expect.poll(() => children.filter((pid) => parentOf(pid) !== null), { timeout: 15_000 }).toEqual([]);
});
