import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeWritable } from '../database/data-folder.ts';
import { StartError } from '../environment/start-error.ts';

/** 256 bits as letters; folders made before `newSecret` wrote hex hold base64, which needs fewest. */
const SECRET_LENGTH = 43;

/** 256 random bits, to be handed to somebody once: in hex, so that a double click selects the whole of it. */
export const newSecret = (prefix = '') => prefix + randomBytes(32).toString('hex');

/** What is kept of a secret of `newSecret`. */
export const hashOf = (secret: string) => createHash('sha256').update(secret).digest('base64url');

/** Takes the same time wherever the two differ. */
export function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(given)), Buffer.from(hashOf(expected)));
}

/** The secret that signs cookies: made at the first start and kept beside the data, for its owner alone to read. */
export function storedSecret(dataDir: string): { readonly secret: string; readonly isNew: boolean } {
  const file = join(makeWritable(dataDir), 'auth-secret');
  const isNew = !existsSync(file);
  if (isNew) {
    const unfinished = `${file}.${process.pid}`;
    writeFileSync(unfinished, newSecret(), { mode: 0o600, flush: true });
    // Of two servers that start at once the second takes the secret of the first.
    if (!existsSync(file)) renameSync(unfinished, file);
    rmSync(unfinished, { force: true });
  }
  chmodSync(file, 0o600);
  const secret = readFileSync(file, 'utf8').trim();
  if (secret.length < SECRET_LENGTH)
    throw new StartError(`${file} is empty or cut short. Remove it: a new one is made, and everybody signs in again.`);
  return { secret, isNew };
}
