import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getTableName } from 'drizzle-orm';
import Fastify from 'fastify';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { runServer } from '../test/run-server.ts';
import { MIGRATIONS } from '../test/build-server.ts';
import { bufferMbFor } from './buffer-size.ts';
import { connect, type Connection } from './connect.ts';
import * as schema from './schema.ts';

const folders: string[] = [];
const open: Connection[] = [];

afterEach(async () => {
  for (const connection of open.splice(0)) await connection.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'coupon-desk-test-'));
  folders.push(folder);
  return folder;
}

function copyOfMigrated(): string {
  const folder = emptyFolder();
  cpSync(inject('built').migrated, folder, { recursive: true });
  return folder;
}

async function connectTo(dataDir: string, stuckAfterMs?: number) {
  const connection = await connect({
    dataDir,
    databaseUrl: null,
    files: { worker: inject('built').worker, migrations: MIGRATIONS },
    log: Fastify().log,
    ...(stuckAfterMs === undefined ? {} : { stuckAfterMs }),
  });
  open.push(connection);
  if (connection.kind !== 'embedded') throw new Error('expected the embedded database');
  return connection;
}

it('takes buffers by the size of the database, because PGlite fills them at the start', async () => {
  const { pool } = await connectTo(copyOfMigrated());
  const { rows } = await pool.query<{ shared_buffers: string }>('show shared_buffers');
  expect(rows).toEqual([{ shared_buffers: '16MB' }]);
  expect([0, 31, 64, 330, 5_000].map((mb) => bufferMbFor(mb * 2 ** 20))).toEqual([16, 16, 32, 128, 128]);
});

describe('a new folder', () => {
  it('is created with access for its owner only, also nested, and gets every table', async () => {
    const folder = join(emptyFolder(), 'a'.repeat(100), 'b'.repeat(100));
    const { pool } = await connectTo(folder);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    const { rows } = await pool.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public' order by 1`,
    );
    expect(rows.map(({ name }) => name)).toEqual(Object.values(schema).map(getTableName).toSorted());
  });

  it('is created again if the first start was interrupted', async () => {
    const folder = emptyFolder();
    mkdirSync(join(folder, 'database'));
    writeFileSync(join(folder, 'database', 'PG_VERSION'), '18\n');
    writeFileSync(join(folder, 'database.unfinished'), '');
    const { pool } = await connectTo(folder);
    await pool.query('select 1 from series');
    expect(existsSync(join(folder, 'database.unfinished'))).toBe(false);
  });
});

describe('a folder that cannot be used is refused in one sentence', () => {
  it('in use by the same process', async () => {
    const folder = copyOfMigrated();
    await connectTo(folder);
    await expect(connectTo(folder)).rejects.toThrow(
      `The data folder ${folder} is in use by another process. Stop that one first, or set DATA_DIR to another folder.`,
    );
  });

  it('in use by another process, until that process dies', async () => {
    const folder = copyOfMigrated();
    const child = runServer({ DATA_DIR: folder, TMPDIR: folder });
    await child.ready;
    await expect(connectTo(folder)).rejects.toThrow('is in use by another process');
    child.signal('SIGKILL');
    await child.exit;
    await connectTo(folder);
  });

  it('not writable', async () => {
    const folder = join(emptyFolder(), 'file');
    writeFileSync(folder, '');
    // A file instead of the folder, because a test that runs as root can write everywhere.
    await expect(connectTo(folder)).rejects.toThrow(
      /^The data folder \S+ cannot be written to \(EEXIST.*Check DATA_DIR/,
    );
    await expect(connectTo(join(folder, 'below'))).rejects.toThrow(/^The data folder .* \(ENOTDIR/);
  });

  it('made by another version of PostgreSQL', async () => {
    const folder = copyOfMigrated();
    writeFileSync(join(folder, 'database', 'PG_VERSION'), '17\n');
    await expect(connectTo(folder)).rejects.toThrow(
      `The data folder ${folder} was made by PostgreSQL 17, but this version of Coupon Desk opens PostgreSQL 18 only.`,
    );
    // The failed start released the lock.
    writeFileSync(join(folder, 'database', 'PG_VERSION'), '18\n');
    await connectTo(folder);
  });

  it('damaged', async () => {
    const folder = copyOfMigrated();
    rmSync(join(folder, 'database', 'global'), { recursive: true });
    await expect(connectTo(folder)).rejects.toThrow(`The database in ${folder} cannot be opened`);
  });
});

describe('an acknowledged commit', () => {
  it('is synced to disk', async () => {
    const { pool, countSyncs } = await connectTo(copyOfMigrated());
    const before = await countSyncs();
    for (let i = 0; i < 20; i += 1) await pool.query('insert into settings values ($1, $2)', [`key ${i}`, '1']);
    expect((await countSyncs()) - before).toBeGreaterThanOrEqual(20);
  });

  it('keeps the text of a value of several megabytes', async () => {
    const { pool } = await connectTo(copyOfMigrated());
    const value = `{"z": 1.0, "a": "${'x'.repeat(4_000_000)}"}`;
    await pool.query('insert into settings values ($1, $2)', ['large', value]);
    const { rows } = await pool.query<{ text: string }>(`select value::text as text from settings where key = 'large'`);
    expect(rows[0]?.text === value).toBe(true);
  });
});

describe('the worker', () => {
  it('restarts after a crash, and queries wait for it', async () => {
    const { pool, killWorker } = await connectTo(copyOfMigrated());
    await pool.query(`insert into settings values ('kept', '1')`);
    await killWorker();
    const { rows } = await pool.query<{ key: string }>('select key from settings');
    expect(rows).toEqual([{ key: 'kept' }]);
    await killWorker();
    await pool.query('select 1');
  });

  it('is terminated during an endless query, and the next query succeeds', async () => {
    const { pool } = await connectTo(copyOfMigrated(), 2_000);
    await expect(pool.query('select count(*) from generate_series(1, 1000000000000)')).rejects.toThrow();
    await expect.poll(() => pool.query('select 1').catch(() => null), { timeout: 100_000 }).not.toBeNull();
  });

  it('rolls back a failed transaction', async () => {
    const { db, pool } = await connectTo(copyOfMigrated());
    await expect(
      db.transaction(async (tx) => {
        await tx.execute(`insert into settings values ('lost', '1')`);
        throw new Error('stop');
      }),
    ).rejects.toThrow('stop');
    expect((await pool.query('select 1 from settings')).rowCount).toBe(0);
  });

  it('rolls back only the nested transaction that failed', async () => {
    const { db, pool } = await connectTo(copyOfMigrated());
    await db.transaction(async (tx) => {
      await tx.execute(`insert into settings values ('outer', '1')`);
      const inner = tx.transaction(async (one) => {
        await one.transaction((two) => two.execute(`insert into settings values ('inner', '1')`));
        await one.execute('select 1 / 0');
      });
      await expect(inner).rejects.toThrow();
      await tx.transaction((one) => one.execute(`insert into settings values ('second', '1')`));
    });
    const { rows } = await pool.query('select key from settings order by key');
    expect(rows).toEqual([{ key: 'outer' }, { key: 'second' }]);
  });
});
