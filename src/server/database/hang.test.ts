import pg from 'pg';
import { inject, it } from 'vitest';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { quiet } from '../desk-for-tests.ts';
import { MIGRATIONS } from './build-for-tests.ts';
import { connect } from './connect.ts';
import { breakInRounds, hangRounds } from './hang-rounds-for-tests.ts';

const STUCK_AFTER_MS = 2_000;
const ROUNDS = hangRounds(3);

it(
  `gets every connection back after the embedded database hung or crashed, ${ROUNDS} times`,
  async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'coupon-desk-test-'));
    cpSync(inject('built').migrated, dataDir, { recursive: true });
    const connection = await connect({
      dataDir,
      databaseUrl: null,
      files: { worker: inject('built').worker, migrations: MIGRATIONS },
      log: quiet(),
      stuckAfterMs: STUCK_AFTER_MS,
    });
    if (connection.kind !== 'embedded') throw new Error('A folder is always opened by the embedded database.');
    const { pool, killWorker } = connection;

    const crash = { break: killWorker };
    const runaway = {
      break: () => pool.query('select count(*) from generate_series(1, 1000000000000)').catch(() => {}),
    };
    // Another client of the one session: the worker answers pings, and no query until that client's transaction ends.
    const wedge = {
      break: async () => {
        const { host, port, user, database } = pool.options;
        const other = new pg.Client({ host, port, user, database });
        other.on('error', () => {});
        await other.connect();
        await other.query('begin');
      },
    };
    const result = await breakInRounds(connection, [crash, wedge, crash, runaway], ROUNDS);
    process.stdout.write(`Embedded: ${JSON.stringify(result)}\n`);
    await connection.close();
    rmSync(dataDir, { recursive: true, force: true });
  },
  ROUNDS * 60_000,
);
