import type { FastifyBaseLogger } from 'fastify';
import pg from 'pg';
import { oneLine, StartError } from '../environment/start-error.ts';
import type { DatabaseFiles, PostgresConnection } from './connect.ts';
import { reportConnectionErrors } from './connection-errors.ts';
import { runMigrations } from './migrate.ts';

const CONNECT_MS = 10_000;
const QUERY_MS = 30_000;

/** Opens a PostgreSQL server. The address may hold a password, so no message repeats it whole. */
export async function openPostgres(
  databaseUrl: string,
  { files, log }: { readonly files: DatabaseFiles; readonly log: FastifyBaseLogger },
): Promise<PostgresConnection> {
  const config = { connectionString: databaseUrl, connectionTimeoutMillis: CONNECT_MS };
  try {
    await runMigrations(config, files.migrations);
  } catch (error) {
    const { host, port, database } = new pg.Client(config);
    throw new StartError(
      `Cannot use the PostgreSQL database ${database ?? ''} at ${host}:${port} (${reason(error)}). Check DATABASE_URL.`,
    );
  }
  const pool = new pg.Pool({ ...config, max: 10, statement_timeout: QUERY_MS, query_timeout: QUERY_MS + 1_000 });
  reportConnectionErrors(pool, log);
  return { kind: 'postgres', pool, notWritable: unknownRoom, close: () => pool.end() };
}

/** Only the PostgreSQL server knows its disk, and says so when a write fails. */
const unknownRoom = async () => null;

function reason(error: unknown): string {
  // A name with several addresses fails with one error for each, and an empty message around them.
  if (error instanceof AggregateError) return error.errors.map(oneLine).join(', ');
  // drizzle wraps what the server said into the text of the whole statement.
  return oneLine(error instanceof Error && error.cause !== undefined ? error.cause : error);
}
