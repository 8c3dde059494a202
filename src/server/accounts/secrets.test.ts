import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { storedSecret, newSecret } from './secrets.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'coupon-desk-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('makes unique secrets of word characters only, which a double click selects', () => {
  const secrets = Array.from({ length: 200 }, () => newSecret('cdt_'));
  expect(secrets.filter((secret) => !/^\w+$/.test(secret))).toEqual([]);
  expect(new Set(secrets).size).toBe(200);
});

it('accepts the base64 secret of an older data folder', () => {
  const secret = 'A-_a'.repeat(11).slice(0, 43);
  writeFileSync(join(folder, 'auth-secret'), `${secret}\n`);
  expect(storedSecret(folder)).toEqual({ secret, isNew: false });
});

it('makes the cookie secret once, readable by its owner only', () => {
  const { secret, isNew } = storedSecret(folder);
  expect([secret, isNew]).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), true]);
  expect(storedSecret(folder)).toEqual({ secret, isNew: false });
  expect(statSync(join(folder, 'auth-secret')).mode & 0o777).toBe(0o600);
});

it.each(['', 'short'])('refuses to start with the secret “%s”', (text) => {
  writeFileSync(join(folder, 'auth-secret'), text);
  expect(() => storedSecret(folder)).toThrow(/auth-secret is empty or cut short\. Remove it/);
});
