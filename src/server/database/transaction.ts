// oxlint-disable no-restricted-imports -- The one place where drizzle meets a pool.
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import { isOutage } from './outage.ts';
import * as schema from './schema.ts';

type Drizzle = NodePgDatabase<typeof schema>;

/** The tables, over any connection or inside of a transaction. Every transaction is "read committed": there are no options. */
interface Database extends Omit<Drizzle, 'transaction'> {
  transaction<T>(work: (tx: Database) => Promise<T>): Promise<T>;
}

/**
 * drizzle over a pool, with transactions of our own: drizzle's awaits `begin` outside of the `try` that releases the client, so that a
 * `begin` that fails takes a connection out of the pool for good.
 */
export function databaseOver(pool: pg.Pool): Database {
  return Object.assign(drizzle(pool, { schema }), {
    transaction: <T>(work: (tx: Database) => Promise<T>) => transaction(pool, work),
  });
}

async function transaction<T>(pool: pg.Pool, work: (tx: Database) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  // Unless the transaction is known to have ended, the connection ends as well, and the server rolls back.
  let broken: Error | boolean = true;
  try {
    await client.query('begin');
    const result = await work(inside(client));
    await client.query('commit');
    broken = false;
    return result;
  } catch (error) {
    if (error instanceof Error) broken = error;
    // A query without an answer would hold up the rollback for as long again.
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

function inside(client: pg.PoolClient): Database {
  return Object.assign(drizzle(client, { schema }), {
    transaction: async <T>(work: (tx: Database) => Promise<T>) => {
      // Of several with one name the last one counts.
      await client.query('savepoint inner_transaction');
      try {
        const result = await work(inside(client));
        await client.query('release savepoint inner_transaction');
        return result;
      } catch (error) {
        if (!isOutage(error)) await client.query('rollback to savepoint inner_transaction');
        throw error;
      }
    },
  });
}
