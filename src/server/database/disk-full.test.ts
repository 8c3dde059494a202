import { execFileSync } from 'node:child_process';
import { closeSync, fstatSync, ftruncateSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { JsonObject } from '#values/json.ts';
import { BEARER } from '../test/api-token.ts';
import { runServer } from '../test/run-server.ts';

const ID = 698948;
let disk: string;
/** False without the permission to mount a small disk. */
const mounted = mountDisk();

function mountDisk(): boolean {
  disk = mkdtempSync(join(tmpdir(), 'coupon-desk-test-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=240m', 'tmpfs', disk], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

afterAll(() => {
  if (mounted) execFileSync('umount', [disk]);
  rmSync(disk, { recursive: true, force: true });
});

/** Fills the disk until `left` bytes are free. */
function fill(left: number): void {
  const file = openSync(join(disk, 'filler'), 'w');
  const block = Buffer.alloc(1024 * 1024);
  try {
    for (;;) writeSync(file, block);
  } catch (error) {
    expect(error).toMatchObject({ code: 'ENOSPC' });
  }
  ftruncateSync(file, fstatSync(file).size - left);
  closeSync(file);
}

async function read(url: string): Promise<JsonObject> {
  const answer = await fetch(`${url}/v2/coupon/series?ids=${ID}`, { headers: BEARER });
  expect(answer.status).toBe(200);
  const { entity } = (await answer.json()) as { readonly entity: readonly [JsonObject] };
  return entity[0];
}

async function save(url: string, description: string): Promise<{ readonly status: number; readonly text: string }> {
  const series = { ...(await read(url)), description };
  const answer = await fetch(`${url}/v2/coupon/series/${ID}`, {
    method: 'PUT',
    headers: { ...BEARER, 'content-type': 'application/json' },
    body: JSON.stringify({ CouponSeriesV2: series }),
  });
  return { status: answer.status, text: await answer.text() };
}

/** Looks up a name: a POST that changes nothing. Returns the status. */
async function namesOf(url: string): Promise<number> {
  const answer = await fetch(`${url}/api/directory/lookup`, {
    method: 'POST',
    headers: { ...BEARER, 'content-type': 'application/json' },
    body: JSON.stringify({ types: ['SKU'], by: 'id', keys: ['500101'] }),
  });
  return answer.status;
}

it.skipIf(!mounted)(
  'on a full disk series can be read, a save reports the reason, and saving recovers by itself',
  async () => {
    const folder = join(disk, 'data');
    mkdirSync(folder);
    const server = runServer({ DATA_DIR: folder, SAMPLE_DATA: 'on' });
    const url = await server.ready;
    expect(await save(url, 'before')).toMatchObject({ status: 200 });

    for (const left of [0, 5_000_000, 50_000_000]) {
      fill(left);
      await expect
        .poll(async () => (await save(url, 'full')).text, { timeout: 5_000 })
        .toMatch(/The disk of the data folder is full \(\d+ MB left\), so nothing was saved\./);
      expect(await read(url)).toMatchObject({ description: 'before' });
      expect((await fetch(`${url}/api/health/ready`)).status).toBe(200);
      expect(await namesOf(url)).toBe(200);
    }

    rmSync(join(disk, 'filler'));
    await expect.poll(async () => (await save(url, 'after')).status, { timeout: 5_000 }).toBe(200);
    expect(await read(url)).toMatchObject({ description: 'after' });

    // Between two checks of the disk a write can still hit a full disk.
    fill(0);
    const statuses = await Promise.all(Array.from({ length: 4 }, () => save(url, 'at once')));
    for (const { status, text } of statuses) if (status !== 200) expect(text).toMatch(/disk .*is full/);
    rmSync(join(disk, 'filler'));
    await expect.poll(async () => (await save(url, 'in the end')).status, { timeout: 5_000 }).toBe(200);

    server.signal('SIGTERM');
    expect(await server.exit).toMatchObject({ code: 0 });
  },
  90_000,
);
