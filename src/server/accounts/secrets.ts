import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeWritable } from '../database/data-folder.ts';
import { StartError } from '../environment/errors.ts';

/** Length of 256 bits in base64, which older data folders hold. `newSecret` writes hex, which is longer. */
const MIN_SECRET_LENGTH = 43;

/** 256 random bits in hex, so that a double click selects the whole text. */
export const newSecret = (prefix = '') => prefix + randomBytes(32).toString('hex');

/** The hash stored in place of a secret. The secret has 256 random bits, so it needs no salt and no slow hash. */
export const hashOf = (secret: string) => createHash('sha256').update(secret).digest('base64url');

/** Compares two secrets in constant time, which prevents timing attacks. */
export function isEqualInConstantTime(given: string, expected: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(given)), Buffer.from(hashOf(expected)));
}

/**
 * The secret that signs cookies: generated at the first start, stored in the data folder, readable by its owner only.
 */
export function storedSecret(dataDir: string): { readonly secret: string; readonly isNew: boolean } {
  const file = join(makeWritable(dataDir), 'auth-secret');
  const isNew = !existsSync(file);
  if (isNew) {
    const temporary = `${file}.${process.pid}`;
    writeFileSync(temporary, newSecret(), { mode: 0o600, flush: true });
    // If two servers start at once, the second one uses the secret of the first.
    if (!existsSync(file)) renameSync(temporary, file);
    rmSync(temporary, { force: true });
  }
  chmodSync(file, 0o600);
  const secret = readFileSync(file, 'utf8').trim();
  if (secret.length < MIN_SECRET_LENGTH)
    throw new StartError(
      `${file} is empty or cut short. Remove it: the next start makes a new one, and everyone has to sign in again.`,
    );
  return { secret, isNew };
}
