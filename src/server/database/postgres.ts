import pg from 'pg';
import { oneLine, StartError } from '../start-error.ts';
import type { ConnectOptions, PostgresConnection } from './connect.ts';
import { reportLosses } from './losses.ts';
import { closePool } from './close-pool.ts';
import { runMigrations } from './migrate.ts';

const CONNECT_MS = 10_000;
const QUERY_MS = 30_000;
/** How much later than the server we give up on a query: its answer says more. */
const GRACE_MS = 1_000;

/** Opens a PostgreSQL server. The address may hold a password, so no message repeats it whole. */
export async function openPostgres(
  databaseUrl: string,
  { files, log, stuckAfterMs = QUERY_MS }: Omit<ConnectOptions, 'dataDir' | 'databaseUrl'>,
): Promise<PostgresConnection> {
  const config = { connectionString: databaseUrl, connectionTimeoutMillis: Math.min(CONNECT_MS, stuckAfterMs) };
  try {
    await runMigrations(config, files.migrations);
  } catch (error) {
    const { host, port, database } = new pg.Client(config);
    throw new StartError(
      `Cannot use the PostgreSQL database ${database ?? ''} at ${host}:${port} (${reason(error)}). Check DATABASE_URL.`,
    );
  }
  const pool = new pg.Pool({
    ...config,
    max: 10,
    statement_timeout: stuckAfterMs,
    query_timeout: stuckAfterMs + GRACE_MS,
    // Where a connection broke without the server having noticed, nothing else ends what it holds.
    idle_in_transaction_session_timeout: stuckAfterMs + GRACE_MS,
  });
  reportLosses(pool, log);
  return { kind: 'postgres', pool, notWritable: unknownRoom, close: () => closePool(pool, log) };
}

/** Only the PostgreSQL server knows its disk, and says so when a write fails. */
const unknownRoom = async () => null;

function reason(error: unknown): string {
  // A name with several addresses fails with one error for each, and an empty message around them.
  if (error instanceof AggregateError) return error.errors.map(oneLine).join(', ');
  // drizzle wraps what the server said into the text of the whole statement.
  return oneLine(error instanceof Error && error.cause !== undefined ? error.cause : error);
}
