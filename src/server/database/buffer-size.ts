import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const MIN_MB = 16;
/** PostgreSQL's default. */
const MAX_MB = 128;
const MB = 2 ** 20;

/**
 * The size of the buffers of PGlite for its folder: half of its tables. PGlite fills them with zeros at the start, so
 * that memory is taken even if the database is small. It applies from the next start on if the database grows.
 */
export function bufferMb(folder: string): number {
  return bufferMbFor(bytesIn(join(folder, 'base')));
}

export const bufferMbFor = (bytes: number): number => Math.min(Math.max(Math.ceil(bytes / 2 / MB), MIN_MB), MAX_MB);

function bytesIn(folder: string): number {
  // A new database has no folder yet.
  if (!existsSync(folder)) return 0;
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}
