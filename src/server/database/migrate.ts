// oxlint-disable no-restricted-imports -- Migrations run over a connection of their own, not over the pool.
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { MIGRATION_LOCK } from './locks.ts';

/** Migrates the schema over a separate connection without a query timeout. Throws pg's errors. */
export async function runMigrations(config: pg.ClientConfig, folder: string): Promise<void> {
  const client = new pg.Client(config);
  // The next query also reports a broken connection.
  client.on('error', () => {});
  try {
    await client.connect();
    // drizzle takes no lock: two servers that start together would both create the tables. Ends with the session.
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    try {
      await migrate(drizzle(client), { migrationsFolder: folder });
    } finally {
      await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    }
  } finally {
    await client.end();
  }
}
