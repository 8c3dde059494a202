import type pg from 'pg';
import { isBeingCopied } from '../data/copy-database.ts';
import { within } from '../environment/time-limit.ts';

const READY_TIMEOUT_MS = 1_000;

/**
 * Returns why the database cannot be used, within READY_TIMEOUT_MS. Sends one probe at a time, so that queries do not
 * pile up in a database that does not answer.
 */
export function databaseProbe(pool: pg.Pool): () => Promise<string | null> {
  let probe: Promise<unknown> | null = null;
  return async () => {
    probe ??= pool.query('select 1').finally(() => (probe = null));
    return within(READY_TIMEOUT_MS, probe, 'No answer.').then(
      () => null,
      () => (isBeingCopied(pool) ? null : 'The database does not answer. Try again in a moment.'),
    );
  };
}
