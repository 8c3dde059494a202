import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, inject, it } from 'vitest';
import { type RunningServer, runServer } from './run-for-tests.ts';
import { expectToStopInTime } from './stopping-for-tests.ts';

let folder: string;
let server: RunningServer | undefined;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'coupon-desk-test-'));
});
afterAll(() => {
  server?.signal('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

it('says that it is not ready, and stops in time, while the embedded database hangs', async () => {
  cpSync(inject('built').migrated, join(folder, 'data'), { recursive: true });
  server = runServer({ DATA_DIR: join(folder, 'data'), TMPDIR: folder });
  await server.ready;
  // Another client of the one session, whose transaction keeps all queries of ours waiting.
  const socket = readdirSync(folder).find((name) => name.startsWith('coupon-desk-')) ?? '';
  const other = new pg.Client({ host: join(folder, socket), user: 'postgres', database: 'postgres' });
  other.on('error', () => {});
  await other.connect();
  await other.query('begin');
  await expectToStopInTime(server);
}, 120_000);
