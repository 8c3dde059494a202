import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockFolder } from './folder-lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'coupon-desk-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe.each(['linux', 'darwin'] as const)('on %s a folder', (platform) => {
  it('is locked once, also under another path, until it is released', async () => {
    const lock = await lockFolder(folder, platform);
    const other = `${folder}-other-name`;
    symlinkSync(folder, other);
    await expect(lockFolder(other, platform)).rejects.toThrow(`The data folder ${other} is in use by another process.`);
    rmSync(other);
    await lock.release();
    await (await lockFolder(folder, platform)).release();
  });
});
