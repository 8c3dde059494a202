import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { oneLine, StartError } from '../environment/errors.ts';

/** Major version of PostgreSQL in the pinned PGlite. It cannot open a folder of another version. */
const POSTGRES_MAJOR = '18';

export interface DataFolder {
  /** Path of PostgreSQL's data directory. */
  readonly database: string;
  /** True if the database does not exist yet. */
  readonly fresh: boolean;
  /** Call it once the new database is on disk. */
  readonly markMade: () => void;
}

/** Creates the folder if needed, and returns its absolute path. Throws a StartError if it is not writable. */
export function makeWritable(dataDir: string): string {
  const folder = resolve(dataDir);
  const probe = join(folder, `.write-probe-${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    throw new StartError(`The data folder ${folder} cannot be written to (${oneLine(error)}). Check DATA_DIR.`);
  }
  return folder;
}

/** Inspects a locked folder. Throws a StartError if another version of PostgreSQL created it. */
export function inspect(folder: string): DataFolder {
  const database = join(folder, 'database');
  const unfinished = join(folder, 'database.unfinished');
  // The first start was interrupted. An unfinished database never acknowledged a write, so it can be deleted.
  if (existsSync(unfinished)) rmSync(database, { recursive: true, force: true });

  const version = existsSync(join(database, 'PG_VERSION'))
    ? readFileSync(join(database, 'PG_VERSION'), 'utf8').trim()
    : null;
  if (version !== null && version !== POSTGRES_MAJOR) {
    throw new StartError(
      `The data folder ${folder} was made by PostgreSQL ${version}, but this version of Coupon Desk opens ` +
        `PostgreSQL ${POSTGRES_MAJOR} only. Export it with the version that made it (npm run data:export) and import that into another DATA_DIR.`,
    );
  }
  if (version === null) writeFileSync(unfinished, '');
  return { database, fresh: version === null, markMade: () => rmSync(unfinished, { force: true }) };
}
