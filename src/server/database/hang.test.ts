import pg from 'pg';
import { inject, it } from 'vitest';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '../test/desk.ts';
import { MIGRATIONS } from '../test/build-server.ts';
import { connect } from './connect.ts';
import { breakInRounds } from '../test/hang-rounds.ts';
import { longCount } from '../test/long-run.ts';

const STUCK_AFTER_MS = 2_000;
const ROUNDS = longCount(3);

it(
  `frees every connection after the embedded database hangs or crashes, ${ROUNDS} rounds`,
  async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'coupon-desk-test-'));
    cpSync(inject('built').migrated, dataDir, { recursive: true });
    const connection = await connect({
      dataDir,
      databaseUrl: null,
      files: { worker: inject('built').worker, migrations: MIGRATIONS },
      log: silentLog(),
      stuckAfterMs: STUCK_AFTER_MS,
    });
    if (connection.kind !== 'embedded') throw new Error('A folder is always opened by the embedded database.');
    const { pool, killWorker } = connection;

    const crash = { break: killWorker };
    const endlessQuery = {
      break: () => pool.query('select count(*) from generate_series(1, 1000000000000)').catch(() => {}),
    };
    // Another client shares the only session: the worker answers pings, but no queries until that transaction ends.
    const openTransaction = {
      break: async () => {
        const { host, port, user, database } = pool.options;
        const other = new pg.Client({ host, port, user, database });
        other.on('error', () => {});
        await other.connect();
        await other.query('begin');
      },
    };
    const result = await breakInRounds(connection, [crash, openTransaction, crash, endlessQuery], ROUNDS);
    process.stdout.write(`Embedded: ${JSON.stringify(result)}\n`);
    await connection.close();
    rmSync(dataDir, { recursive: true, force: true });
  },
  ROUNDS * 60_000,
);
