// oxlint-disable no-restricted-imports -- Migrations run over a connection of their own, not over the pool.
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';

/** Any number will do, as long as every server that starts on one PostgreSQL takes the same. */
const MIGRATION_LOCK = 418_001;

/** Brings the schema up to date over a connection of its own, which no time limit cuts short. Throws what pg throws. */
export async function runMigrations(config: pg.ClientConfig, folder: string): Promise<void> {
  const client = new pg.Client(config);
  // A connection that breaks between two queries is reported by the next query as well.
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
