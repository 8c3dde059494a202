import type { FastifyBaseLogger } from 'fastify';
import type pg from 'pg';
import { openEmbedded } from './embedded.ts';
import { openPostgres } from './postgres.ts';
import type { Exclusively } from './exclusively.ts';
import type { Notices } from './notices.ts';
import { type CancelStatement, databaseOver } from './transaction.ts';

export type Database = ReturnType<typeof databaseOver>;

/** Files next to the built server. */
export interface DatabaseFiles {
  readonly worker: string;
  readonly migrations: string;
}

export interface ConnectOptions {
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly files: DatabaseFiles;
  readonly log: FastifyBaseLogger;
  /** Query timeout, ms. After it, the worker of the embedded database is restarted. */
  readonly stuckAfterMs?: number;
}

interface Opened {
  readonly pool: pg.Pool;
  readonly exclusively: Exclusively;
  readonly notices: Notices;
  /** Null if the database cannot cancel a statement. */
  readonly cancel: CancelStatement | null;
  /** Returns why the database is not writable now, as a message for the user, or null if it is. */
  readonly notWritable: () => Promise<string | null>;
  readonly close: () => Promise<void>;
}

export interface EmbeddedConnection extends Opened {
  readonly kind: 'embedded';
  readonly countSyncs: () => Promise<number>;
  readonly killWorker: () => Promise<void>;
}

export interface PostgresConnection extends Opened {
  readonly kind: 'postgres';
}

export type Connection = { readonly db: Database } & (EmbeddedConnection | PostgresConnection);

/**
 * Opens the embedded database or a PostgreSQL server, and migrates its schema. Throws a StartError with one sentence
 * for the operator. The embedded database has one connection: a transaction that awaits a query outside of it
 * deadlocks.
 */
export async function connect(options: ConnectOptions): Promise<Connection> {
  const opened =
    options.databaseUrl === null ? await openEmbedded(options) : await openPostgres(options.databaseUrl, options);
  return { ...opened, db: databaseOver(opened.pool, opened.cancel) };
}
