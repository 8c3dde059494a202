import pg from 'pg';
import { oneLine, StartError } from '../environment/errors.ts';
import type { ConnectOptions, PostgresConnection } from './connect.ts';
import { reportConnectionErrors } from './connection-errors.ts';
import { closePool } from './close-pool.ts';
import { acrossServers } from './exclusively.ts';
import { runMigrations } from './migrate.ts';
import { noticesAcrossServers } from './notices.ts';

const CONNECT_MS = 10_000;
const QUERY_MS = 30_000;
/** Our timeout is this much longer than the server's, because the server's error has more detail. */
const GRACE_MS = 1_000;
/** The share of the statement timeout that a lock may be waited for. */
const LOCK_SHARE = 2 / 3;

/** Connects to a PostgreSQL server. The URL may contain a password, so messages never include all of it. */
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
  const options = {
    ...config,
    max: 10,
    statement_timeout: stuckAfterMs,
    query_timeout: stuckAfterMs + GRACE_MS,
    // If a connection breaks without the server noticing, only this releases its locks.
    idle_in_transaction_session_timeout: stuckAfterMs + GRACE_MS,
  };
  const pool = new pg.Pool(options);
  // A lock occupies its connection, so locks have a pool of their own: the task that holds one needs the other pool.
  const locks = new pg.Pool({ ...options, lock_timeout: Math.round(stuckAfterMs * LOCK_SHARE) });
  // When clients leave, every connection of the other pools may run one of their statements.
  const cancels = new pg.Pool({ ...options, max: 1 });
  const pools = [pool, locks, cancels];
  for (const each of pools) reportConnectionErrors(each, log);
  const notices = noticesAcrossServers({ ...config, query_timeout: stuckAfterMs }, log);
  return {
    kind: 'postgres',
    pool,
    exclusively: acrossServers(locks, stuckAfterMs / 3),
    notices,
    cancel: (pid) => cancels.query('select pg_cancel_backend($1)', [pid]),
    notWritable: alwaysWritable,
    close: async () => {
      notices.close();
      await Promise.all(pools.map((each) => closePool(each, log)));
    },
  };
}

/** The disk of the PostgreSQL server is unknown here. A write fails if it is full. */
const alwaysWritable = async () => null;

function reason(error: unknown): string {
  // A host name with several addresses fails with one error per address and an empty message.
  if (error instanceof AggregateError) return error.errors.map(oneLine).join(', ');
  // drizzle's message contains the whole statement, so use its cause.
  return oneLine(error instanceof Error && error.cause !== undefined ? error.cause : error);
}
