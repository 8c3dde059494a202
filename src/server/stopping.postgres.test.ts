import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject, it } from 'vitest';
import { createDatabase } from './database/postgres-for-tests.ts';
import { stallingProxy } from './database/stalling-proxy-for-tests.ts';
import { runServer } from './run-for-tests.ts';
import { expectToStopInTime } from './stopping-for-tests.ts';

it('says that it is not ready, and stops in time, while PostgreSQL hangs', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'coupon-desk-test-'));
  const proxy = await stallingProxy(await createDatabase(inject('postgres') ?? '', `test_${randomUUID()}`));
  const server = runServer({ DATA_DIR: folder, DATABASE_URL: proxy.url });
  try {
    await server.ready;
    proxy.stall();
    await expectToStopInTime(server);
  } finally {
    server.signal('SIGKILL');
    await proxy.close();
    rmSync(folder, { recursive: true, force: true });
  }
}, 120_000);
