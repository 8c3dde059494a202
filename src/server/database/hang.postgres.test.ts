import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { expect, inject, it, vi } from 'vitest';
import { silentLog } from '../test/desk.ts';
import { MIGRATIONS } from '../test/build-server.ts';
import { connect } from './connect.ts';
import { breakInRounds } from '../test/hang-rounds.ts';
import { longCount } from '../test/long-run.ts';
import { createDatabase } from '../test/postgres-server.ts';
import { faultProxy } from '../test/fault-proxy.ts';

const STUCK_AFTER_MS = 400;
/** Longer than the query timeout. */
const HANGS_FOR_MS = 2_000;
const ROUNDS = longCount(4);

it(
  `frees every connection after PostgreSQL hangs or closes connections, ${ROUNDS} rounds`,
  async () => {
    const admin = new pg.Client({ connectionString: inject('postgres') });
    await admin.connect();
    const name = `test_${randomUUID()}`;
    const proxy = await faultProxy(await createDatabase(inject('postgres') ?? '', name));
    const connection = await connect({
      dataDir: '',
      databaseUrl: proxy.url,
      files: { worker: '', migrations: MIGRATIONS },
      log: silentLog(),
      stuckAfterMs: STUCK_AFTER_MS,
    });
    const terminate = () =>
      admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);

    const hang = {
      break: async () => {
        proxy.stall();
        await new Promise((resolve) => setTimeout(resolve, HANGS_FOR_MS));
      },
      restore: proxy.resume,
    };
    const disconnect = { break: terminate };
    const result = await breakInRounds(connection, [hang, disconnect], ROUNDS);
    process.stdout.write(`PostgreSQL: ${JSON.stringify(result)}\n`);
    expect(connection.pool.totalCount).toBeGreaterThan(0);
    // PostgreSQL also rolls back the transactions of abandoned connections.
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
