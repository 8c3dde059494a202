// oxlint-disable no-restricted-imports -- The one place where drizzle meets a pool.
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import { isOutage } from './outage.ts';
import * as schema from './schema.ts';

type Drizzle = NodePgDatabase<typeof schema>;

/** drizzle over a pool or a transaction. Transactions take no options: each is "read committed". */
interface Database extends Omit<Drizzle, 'transaction'> {
  transaction<T>(work: (tx: Database) => Promise<T>): Promise<T>;
}

/**
 * Wraps a pool in drizzle, but with our own transactions: drizzle awaits `begin` outside the `try` that releases the
 * client, so a failed `begin` leaks the connection.
 */
export function databaseOver(pool: pg.Pool): Database {
  return Object.assign(drizzle(pool, { schema }), {
    transaction: <T>(work: (tx: Database) => Promise<T>) => transaction(pool, work),
  });
}

async function transaction<T>(pool: pg.Pool, work: (tx: Database) => Promise<T>): Promise<T> {
  const client = await pool.connect();
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
    if (!isOutage(error))
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
