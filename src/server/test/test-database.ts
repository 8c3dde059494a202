import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import pg from 'pg';
import { inject } from 'vitest';
import { MIGRATIONS } from './build-server.ts';
import { connect, type Connection } from '../database/connect.ts';
import { createDatabase } from './postgres-server.ts';

export interface TestDatabase {
  readonly connection: Connection;
  /** Breaks the database connection. It recovers by itself. */
  readonly breakOff: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Opens an empty, migrated database for one test file: embedded, or on the PostgreSQL server of the vitest project. */
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
  const dataDir = mkdtempSync(join(tmpdir(), 'coupon-desk-test-'));
  cpSync(inject('built').migrated, dataDir, { recursive: true });
  const connection = await openFolder(dataDir);
  if (connection.kind !== 'embedded') throw new Error('A folder is always opened by the embedded database.');
  return {
    connection,
    breakOff: connection.killWorker,
    close: async () => {
      await connection.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export function openFolder(dataDir: string): Promise<Connection> {
  const files = { worker: inject('built').worker, migrations: MIGRATIONS };
  return connect({ dataDir, databaseUrl: null, files, log: Fastify().log });
}
