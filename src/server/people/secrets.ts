import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeWritable } from '../database/data-folder.ts';

/** 256 random bits, to be handed to somebody once. */
export const newSecret = (prefix = '') => prefix + randomBytes(32).toString('base64url');

/** What is kept of a secret of `newSecret`. */
export const hashOf = (secret: string) => createHash('sha256').update(secret).digest('base64url');

/** Takes the same time wherever the two differ. */
export function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(given)), Buffer.from(hashOf(expected)));
}

/** The secret that signs cookies: made at the first start and kept beside the data, for its owner alone to read. */
export function keptSecret(dataDir: string): { readonly secret: string; readonly isNew: boolean } {
  const file = join(makeWritable(dataDir), 'auth-secret');
  const isNew = !existsSync(file);
  if (isNew) writeFileSync(file, newSecret(), { mode: 0o600, flag: 'wx' });
  chmodSync(file, 0o600);
  return { secret: readFileSync(file, 'utf8'), isNew };
}
