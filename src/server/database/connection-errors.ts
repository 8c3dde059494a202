import type { FastifyBaseLogger } from 'fastify';
import type pg from 'pg';
import { oneLine } from '../environment/start-error.ts';

/** Notes connections that break. Without a listener each of them would end the whole server. */
export function reportConnectionErrors(pool: pg.Pool, log: FastifyBaseLogger): void {
  pool.on('error', (error) => log.warn(`A database connection was lost: ${oneLine(error)}`));
  // The pool listens only while a connection is idle; one that breaks in use also fails the query it was used for.
  pool.on('connect', (client) => client.on('error', () => {}));
}
