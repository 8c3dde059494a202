import type { FastifyBaseLogger } from 'fastify';
import type pg from 'pg';
import { TimeLimit, within } from '../environment/time-limit.ts';

const CLOSE_WITHIN_MS = 1_000;

/** Closes the pool after its running queries, but waits CLOSE_WITHIN_MS at most. */
export async function closePool(pool: pg.Pool, log: FastifyBaseLogger): Promise<void> {
  const inUse = () => pool.totalCount - pool.idleCount;
  await within(CLOSE_WITHIN_MS, pool.end(), '').catch((error: unknown) => {
    if (!(error instanceof TimeLimit)) throw error;
    log.warn(`The database did not answer on ${inUse()} connections, which are given up.`);
  });
}
