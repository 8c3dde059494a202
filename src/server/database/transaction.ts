// oxlint-disable no-restricted-imports -- The one place where drizzle meets a pool.
import { sql } from 'drizzle-orm';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import { inSpan } from '../environment/spans.ts';
import { isCancelled, isOutage } from './outage.ts';
import * as schema from './schema.ts';

type Drizzle = NodePgDatabase<typeof schema>;

/** drizzle over a pool or a transaction. Transactions take no options: each is "read committed". */
interface Database extends Omit<Drizzle, 'transaction'> {
  transaction<T>(work: (tx: Database) => Promise<T>): Promise<T>;
  /**
   * Runs a search in a transaction. `gone` aborts when the client leaves: a search that waits for a connection then does
   * not start, and PostgreSQL cancels its statement.
   */
  search<T>(work: (tx: Database) => Promise<T>, gone: AbortSignal): Promise<T>;
}

/** Cancels the running statement of the connection with this process id. */
export type CancelStatement = (pid: number) => Promise<unknown>;

/** The longest time of one statement of a search. */
const SEARCH_MS = 3_000;

/**
 * Wraps a pool in drizzle, but with our own transactions: drizzle awaits `begin` outside the `try` that releases the
 * client, so a failed `begin` leaks the connection. Without `cancel` the database can neither cancel a statement nor limit
 * its time.
 */
export function databaseOver(pool: pg.Pool, cancel: CancelStatement | null = null): Database {
  return Object.assign(drizzle(pool, { schema }), {
    transaction: <T>(work: (tx: Database) => Promise<T>) => traced(() => transaction(pool, work)),
    search: <T>(work: (tx: Database) => Promise<T>, gone: AbortSignal) =>
      traced(() =>
        transaction(pool, async (tx) => {
          gone.throwIfAborted();
          return cancel === null ? work(tx) : cancellable(tx, work, { gone, cancel });
        }),
      ),
  });
}

const traced = <T>(work: () => Promise<T>) => inSpan({ name: 'database transaction' }, work);

async function cancellable<T>(
  tx: Database,
  work: (tx: Database) => Promise<T>,
  { gone, cancel }: { readonly gone: AbortSignal; readonly cancel: CancelStatement },
): Promise<T> {
  const { rows } = await tx.execute<{ pid: number }>(
    sql`select pg_backend_pid() as pid, set_config('statement_timeout', ${String(SEARCH_MS)}, true)`,
  );
  gone.throwIfAborted();
  let cancelled: Promise<unknown> | undefined;
  const stop = () => {
    // If this fails, the time limit ends the statement.
    cancelled = cancel(Number(rows[0]?.pid)).catch(() => {});
  };
  gone.addEventListener('abort', stop, { once: true });
  try {
    return await work(tx);
  } finally {
    gone.removeEventListener('abort', stop);
    // A late cancel must not reach the next query of the connection.
    await cancelled;
  }
}

async function transaction<T>(pool: pg.Pool, work: (tx: Database) => Promise<T>): Promise<T> {
  const client = await inSpan({ name: 'wait for a connection' }, () => pool.connect());
  // If the end of the transaction is not confirmed, close the connection, so that the server rolls back.
  let broken: Error | boolean = true;
  try {
    await client.query('begin');
    const result = await work(overClient(client));
    await client.query('commit');
    broken = false;
    return result;
  } catch (error) {
    if (error instanceof Error) broken = error;
    // After a timeout, a rollback would wait for the same time again.
    if (!isOutage(error) || isCancelled(error))
      await client.query('rollback').then(
        () => (broken = false),
        () => {},
      );
    throw error;
  } finally {
    client.release(broken);
  }
}

function overClient(client: pg.PoolClient): Database {
  return Object.assign(drizzle(client, { schema }), {
    search: <T>(work: (tx: Database) => Promise<T>) => work(overClient(client)),
    transaction: async <T>(work: (tx: Database) => Promise<T>) => {
      // Nested savepoints may share a name: the latest one applies.
      await client.query('savepoint inner_transaction');
      try {
        const result = await work(overClient(client));
        await client.query('release savepoint inner_transaction');
        return result;
      } catch (error) {
        if (!isOutage(error)) await client.query('rollback to savepoint inner_transaction');
        throw error;
      }
    },
  });
}
