import type { FastifyBaseLogger } from 'fastify';
import type pg from 'pg';
import { TimeLimit, within } from '../time-limit.ts';

const CLOSE_WITHIN_MS = 1_000;

/** Waits for the queries under way, but not for those that get no answer. */
export async function closePool(pool: pg.Pool, log: FastifyBaseLogger): Promise<void> {
  const inUse = () => pool.totalCount - pool.idleCount;
  await within(CLOSE_WITHIN_MS, pool.end(), '').catch((error: unknown) => {
    if (!(error instanceof TimeLimit)) throw error;
    log.warn(`The database did not answer on ${inUse()} connections, which are given up.`);
  });
}
