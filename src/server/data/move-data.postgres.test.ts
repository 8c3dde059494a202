import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, inject, it } from 'vitest';
import { createDatabase } from '../test/postgres-server.ts';
import { openFolder } from '../test/test-database.ts';
import { runServer } from '../test/run-server.ts';
import { runData } from '../test/run-data-script.ts';

const BODIES = `select string_agg(id || body::text || last_modified, '' order by id) as all from series`;

it('moves the data from the embedded database to a PostgreSQL server and back', async () => {
  const root = mkdtempSync(join(tmpdir(), 'coupon-desk-test-'));
  const [from, to] = [join(root, 'from'), join(root, 'to')];
  const [exportFile, returnFile] = [join(root, 'out.ndjson.gz'), join(root, 'back.ndjson.gz')];
  try {
    for (const folder of [from, to]) cpSync(inject('built').migrated, folder, { recursive: true });
    const server = runServer({ DATA_DIR: from, TMPDIR: root, SAMPLE_DATA: 'on' });
    await server.ready;
    server.signal('SIGTERM');
    await server.exit;
    const databaseUrl = await createDatabase(inject('postgres') ?? '', `move_${process.pid}`);

    expect(await runData('export', { DATA_DIR: from }, exportFile)).toMatchObject({ code: 0 });
    expect(await runData('import', { DATABASE_URL: databaseUrl }, exportFile)).toMatchObject({ code: 0 });
    const secondImport = await runData('import', { DATABASE_URL: databaseUrl }, exportFile);
    expect(secondImport).toMatchObject({ code: 1, stderr: expect.stringContaining('The database is not empty') });
    expect(await runData('export', { DATABASE_URL: databaseUrl }, returnFile)).toMatchObject({ code: 0 });
    expect(await runData('import', { DATA_DIR: to }, returnFile)).toMatchObject({ code: 0 });

    const bodiesIn = async (folder: string) => {
      const connection = await openFolder(folder);
      const { rows } = await connection.pool.query<{ all: string }>(BODIES);
      await connection.close();
      return rows[0]?.all;
    };
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    const postgresBodies = (await client.query<{ all: string }>(BODIES)).rows[0]?.all;
    await client.end();
    const before = await bodiesIn(from);
    expect(before?.length).toBeGreaterThan(10_000);
    expect(await bodiesIn(to)).toBe(before);
    // The text of `last_modified` depends on the session's time zone, so only the lengths are compared.
    expect(postgresBodies?.length).toBe(before?.length);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}, 180_000);
