import type { FastifyBaseLogger } from 'fastify';
import type pg from 'pg';
import { oneLine } from '../environment/errors.ts';

/** Logs broken connections. Without an error listener each of them would crash the server. */
export function reportConnectionErrors(pool: pg.Pool, log: FastifyBaseLogger): void {
  pool.on('error', (error) => log.warn(`A database connection was lost: ${oneLine(error)}`));
  // The pool listens only while a connection is idle. In use, a broken connection also fails its query.
  pool.on('connect', (client) => client.on('error', () => {}));
}
