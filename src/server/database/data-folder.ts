import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { oneLine, StartError } from '../environment/start-error.ts';

/** The major version of PostgreSQL inside the pinned PGlite: a folder of another one cannot be opened. */
const POSTGRES_MAJOR = '18';

export interface DataFolder {
  /** PostgreSQL's own folder. */
  readonly database: string;
  /** True when the database has yet to be made. */
  readonly fresh: boolean;
  /** To be called once the new database is on the disk. */
  readonly markMade: () => void;
}

/** Makes the folder if need be, and returns its absolute path. Throws a StartError when it cannot be written to. */
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

/** Looks at a folder that is already locked. Throws a StartError when another version of PostgreSQL made it. */
export function inspect(folder: string): DataFolder {
  const database = join(folder, 'database');
  const unfinished = join(folder, 'database.unfinished');
  // The first start was cut short. Nothing was ever acknowledged from a database that was not finished.
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
