import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Fastify from 'fastify';
import { type BuiltServer, buildForTests, MIGRATIONS } from './build-for-tests.ts';
import { connect, type Connection } from './connect.ts';

export interface TestDatabase {
  readonly connection: Connection;
  readonly close: () => Promise<void>;
}

/** A database of the test file's own, empty and migrated. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const built = await buildForTests();
  const dataDir = mkdtempSync(join(tmpdir(), 'coupon-desk-test-'));
  cpSync(await migratedFolder(built), dataDir, { recursive: true });
  const connection = await openFolder(dataDir, built);
  return {
    connection,
    close: async () => {
      await connection.close();
      rmSync(dataDir, { recursive: true, force: true });
      built.remove();
    },
  };
}

export function openFolder(dataDir: string, { worker }: BuiltServer): Promise<Connection> {
  return connect({ dataDir, databaseUrl: null, files: { worker, migrations: MIGRATIONS }, log: Fastify().log });
}

/** A data folder to copy. Making one costs seconds, so it is made once and kept until what decides its content changes. */
export async function migratedFolder(built: BuiltServer): Promise<string> {
  const hash = createHash('sha256');
  for (const name of readdirSync(MIGRATIONS).toSorted()) {
    if (name.endsWith('.sql')) hash.update(readFileSync(join(MIGRATIONS, name)));
  }
  hash.update(readFileSync('node_modules/@electric-sql/pglite/package.json'));
  mkdirSync('.cache', { recursive: true });
  const folder = resolve('.cache', `test-database-${hash.digest('hex').slice(0, 16)}`);
  if (existsSync(folder)) return folder;

  const unfinished = mkdtempSync(`${folder}-`);
  await (await openFolder(unfinished, built)).close();
  try {
    renameSync(unfinished, folder);
  } catch {
    // Another test file was faster, and its copy is as good.
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}
