import { constants } from 'node:fs';
import { cp, mkdir, readdir, rm, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type pg from 'pg';
import { plainProblem } from '../http/problems.ts';

const FOLDER = 'database';
/** Space that stays free for the running database, as in `disk-space.ts`. */
const SPARE_BYTES = 64 * 1024 * 1024;

/** A copy of the embedded database. */
export interface DatabaseCopy {
  /** Contains the folder `database`, and nothing else. */
  readonly folder: string;
  readonly remove: () => Promise<void>;
}

/** The databases that are being copied: they are in order, although their only connection is in use. */
const copying = new WeakSet<pg.Pool>();
export const isBeingCopied = (pool: pg.Pool): boolean => copying.has(pool);

/**
 * Copies the folder of the embedded database. It has one connection, so that no statement runs meanwhile and no file
 * changes: the copy is one consistent snapshot. Other queries wait for the connection.
 */
export async function copyDatabase(pool: pg.Pool, dataDir: string): Promise<DatabaseCopy> {
  const source = join(dataDir, FOLDER);
  const folder = join(dataDir, 'backup.unfinished');
  const remove = () => rm(folder, { recursive: true, force: true });
  // A server that was killed may have left one.
  await remove();
  await refuseWithoutSpace(source);
  copying.add(pool);
  try {
    await copyFolder(pool, source, join(folder, FOLDER));
    return { folder, remove };
  } catch (error) {
    await remove();
    throw error;
  } finally {
    copying.delete(pool);
  }
}

async function copyFolder(pool: pg.Pool, source: string, target: string): Promise<void> {
  const client = await pool.connect();
  let broken: Error | boolean = true;
  try {
    await client.query('checkpoint');
    await mkdir(dirname(target), { mode: 0o700 });
    // Some file systems copy without writing the bytes again.
    await cp(source, target, { recursive: true, mode: constants.COPYFILE_FICLONE });
    // Fails if the database was started again meanwhile, which changes files.
    await client.query('select 1');
    broken = false;
  } catch (error) {
    if (error instanceof Error) broken = error;
    throw error;
  } finally {
    client.release(broken);
  }
}

async function refuseWithoutSpace(source: string): Promise<void> {
  const needed = (await bytesIn(source)) + SPARE_BYTES;
  const { bavail, bsize } = await statfs(source);
  if (bavail * bsize < needed)
    throw plainProblem(
      507,
      `A backup needs ${Math.ceil(needed / 1_000_000)} MB of free space on the disk of the data folder.`,
    );
}

async function bytesIn(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true }))
    // A file may be gone since.
    if (entry.isFile())
      bytes += await stat(join(entry.parentPath, entry.name)).then(
        ({ size }) => size,
        () => 0,
      );
  return bytes;
}
