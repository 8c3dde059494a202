import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { expect, inject, it, vi } from 'vitest';
import { quiet } from '../desk-for-tests.ts';
import { MIGRATIONS } from './build-for-tests.ts';
import { connect } from './connect.ts';
import { breakInRounds, hangRounds } from './hang-rounds-for-tests.ts';
import { createDatabase } from './postgres-for-tests.ts';
import { stallingProxy } from './stalling-proxy-for-tests.ts';

const STUCK_AFTER_MS = 400;
/** Longer than a query waits for its answer. */
const HANGS_FOR_MS = 2_000;
const ROUNDS = hangRounds(4);

it(
  `gets every connection back after PostgreSQL hung or ended connections, ${ROUNDS} times`,
  async () => {
    const admin = new pg.Client({ connectionString: inject('postgres') });
    await admin.connect();
    const name = `test_${randomUUID()}`;
    const proxy = await stallingProxy(await createDatabase(inject('postgres') ?? '', name));
    const connection = await connect({
      dataDir: '',
      databaseUrl: proxy.url,
      files: { worker: '', migrations: MIGRATIONS },
      log: quiet(),
      stuckAfterMs: STUCK_AFTER_MS,
    });
    const terminate = () =>
      admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);

    const hang = {
      break: async () => {
        proxy.stall();
        await new Promise((resolve) => setTimeout(resolve, HANGS_FOR_MS));
      },
      restore: proxy.goOn,
    };
    const end = { break: terminate };
    const result = await breakInRounds(connection, [hang, end], ROUNDS);
    process.stdout.write(`PostgreSQL: ${JSON.stringify(result)}\n`);
    expect(connection.pool.totalCount).toBeGreaterThan(0);
    // What was open when a connection was given up is rolled back on the other side as well.
    await vi.waitUntil(async () => {
      const { rowCount } = await admin.query(
        `select from pg_stat_activity where datname = $1 and state like 'idle in transaction%'`,
        [name],
      );
      return rowCount === 0;
    }, 10_000);
    await connection.close();
    await proxy.close();
    await admin.end();
  },
  ROUNDS * 60_000,
);
