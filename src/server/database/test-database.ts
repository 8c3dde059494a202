import { createHash, randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Fastify from 'fastify';
import pg from 'pg';
import { inject } from 'vitest';
import { type BuiltServer, buildForTests, MIGRATIONS } from './build-for-tests.ts';
import { connect, type Connection } from './connect.ts';
import { createDatabase } from './postgres-for-tests.ts';

export interface TestDatabase {
  readonly connection: Connection;
  /** Ends the database under whoever uses it. It comes back by itself. */
  readonly breakOff: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A database of the test file's own, empty and migrated: the embedded one, or one of the server that the project started. */
export function openTestDatabase(): Promise<TestDatabase> {
  const postgres = inject('postgres');
  return postgres === undefined ? openEmbedded() : openPostgres(postgres);
}

async function openPostgres(admin: string): Promise<TestDatabase> {
  const databaseUrl = await createDatabase(admin, `test_${randomUUID()}`);
  const files = { worker: '', migrations: MIGRATIONS };
  const connection = await connect({ dataDir: '', databaseUrl, files, log: Fastify().log });
  return {
    connection,
    breakOff: async () => {
      const client = new pg.Client({ connectionString: admin });
      await client.connect();
      const name = new URL(databaseUrl).pathname.slice(1);
      await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
      await client.end();
    },
    close: connection.close,
  };
}

async function openEmbedded(): Promise<TestDatabase> {
  const built = await buildForTests();
  const dataDir = mkdtempSync(join(tmpdir(), 'coupon-desk-test-'));
  cpSync(await migratedFolder(built), dataDir, { recursive: true });
  const connection = await openFolder(dataDir, built);
  if (connection.kind !== 'embedded') throw new Error('A folder is always opened by the embedded database.');
  return {
    connection,
    breakOff: connection.killWorker,
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
