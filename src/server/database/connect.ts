import type { FastifyBaseLogger } from 'fastify';
import type pg from 'pg';
import { openEmbedded } from './embedded.ts';
import { openPostgres } from './postgres.ts';
import { databaseOver } from './transaction.ts';

export type Database = ReturnType<typeof databaseOver>;

/** Files that travel beside the built server. */
export interface DatabaseFiles {
  readonly worker: string;
  readonly migrations: string;
}

export interface ConnectOptions {
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly files: DatabaseFiles;
  readonly log: FastifyBaseLogger;
  /** How long a query may go without an answer. The embedded database is then ended and started again. */
  readonly stuckAfterMs?: number;
}

interface Opened {
  readonly pool: pg.Pool;
  /** Why nothing can be written just now, for whoever wanted to; null when it can. */
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
 * Opens the database with its schema up to date: a folder of our own, or a PostgreSQL server. Throws a StartError with
 * one sentence for whoever runs the server. On the embedded database there is one connection: a transaction that waits
 * for a query outside of itself waits for ever.
 */
export async function connect(options: ConnectOptions): Promise<Connection> {
  const opened =
    options.databaseUrl === null ? await openEmbedded(options) : await openPostgres(options.databaseUrl, options);
  return { ...opened, db: databaseOver(opened.pool) };
}
