import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject, it } from 'vitest';
import { createDatabase } from '../test/postgres-server.ts';
import { faultProxy } from '../test/fault-proxy.ts';
import { runServer } from '../test/run-server.ts';
import { expectToStopInTime } from '../test/stop-server.ts';

it('reports that it is not ready, and stops in time, while PostgreSQL hangs', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'coupon-desk-test-'));
  const proxy = await faultProxy(await createDatabase(inject('postgres') ?? '', `test_${randomUUID()}`));
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
