import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keptSecret } from './secrets.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'coupon-desk-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('the secret of the cookies is made once, for its owner alone', () => {
  const { secret, isNew } = keptSecret(folder);
  expect([secret, isNew]).toEqual([expect.stringMatching(/^[\w-]{43}$/), true]);
  expect(keptSecret(folder)).toEqual({ secret, isNew: false });
  expect(statSync(join(folder, 'auth-secret')).mode & 0o777).toBe(0o600);
});

it.each(['', 'short'])('a secret that is “%s” stops the start', (text) => {
  writeFileSync(join(folder, 'auth-secret'), text);
  expect(() => keptSecret(folder)).toThrow(/auth-secret is empty or cut short\. Remove it/);
});
