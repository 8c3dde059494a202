import { sql } from 'drizzle-orm';
import type pg from 'pg';
import { keyedQueue } from './keyed-queue.ts';
import { SERIES_LOCK } from './locks.ts';
import { databaseOver } from './transaction.ts';

/**
 * Runs tasks with the same key in sequence, among all processes on the database. `checkLock` rejects if the task no longer
 * has its lock: call it before a step that must not overlap with another task.
 */
export type Exclusively = <T>(key: number, task: (checkLock: () => Promise<void>) => Promise<T>) => Promise<T>;

/** For the embedded database, which only one process uses. */
export function inThisProcess(): Exclusively {
  const enqueue = keyedQueue();
  return (key, task) => enqueue(key, () => task(async () => {}));
}

/**
 * For PostgreSQL. The lock belongs to a transaction of its own, which is queried every `everyMs`: the server ends the
 * transaction of a process that hangs or of a machine that is gone (idle_in_transaction_session_timeout).
 */
export function acrossServers(pool: pg.Pool, everyMs: number): Exclusively {
  const db = databaseOver(pool);
  // Waiting tasks of this process need no connection.
  const enqueue = keyedQueue();
  return (key, task) =>
    enqueue(
      key,
      () =>
        new Promise((resolve, reject) => {
          const locked = db.transaction(async (tx) => {
            await tx.execute(sql`select pg_advisory_xact_lock(${SERIES_LOCK}, ${key})`);
            const checkLock = async () => void (await tx.execute(sql`select 1`));
            const timer = setInterval(() => void checkLock().catch(() => {}), everyMs);
            try {
              resolve(await task(checkLock));
            } finally {
              clearInterval(timer);
            }
          });
          // After the task has resolved, its result counts, even if the end of the lock is not confirmed.
          locked.catch(reject);
        }),
    );
}
