import { createHash, randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { runMigrations } from '../database/migrate.ts';
import { MIGRATIONS } from '../test/build-server.ts';
import { createDatabase } from '../test/postgres-server.ts';
import { checkFile, endLine, fingerprinting, headerLine, rowLine } from './data-file.ts';
import { importData } from './import-data.ts';
import { dataTables } from './tables.ts';

/** Number of migrations before the journal got a sequence. */
const OLDER_SCHEMA = 8;
/** The hours at which the entries of an older version were made, in the order of the rows. */
const HOURS = [3, 1, 4, 2];

let root: string;
let pool: pg.Pool;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'coupon-desk-test-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const open = async () => {
  pool = new pg.Pool({ connectionString: await createDatabase(inject('postgres') ?? '', `test_${randomUUID()}`) });
  return { connectionString: pool.options.connectionString ?? '' };
};
const ids = HOURS.map((_, n) => `00000000-0000-4000-8000-00000000000${n}`);
const addEntry = (id: string, hour: number) =>
  pool.query(
    `insert into journal (id, series_id, at, actor, origin, state, before, asked)
     values ($1, 1, $2, 'a', 'api', 'saved', '{}', '{}')`,
    [id, `2026-01-01T0${hour}:00:00Z`],
  );

/** Expects the order of the hours, and that the next entry is the last in spite of its hour. */
async function expectOrder(): Promise<void> {
  await addEntry(randomUUID(), 0);
  const { rows } = await pool.query<{ hour: number }>(
    `select extract(hour from at at time zone 'UTC')::int as hour from journal order by sequence`,
  );
  await pool.end();
  expect(rows.map(({ hour }) => hour)).toEqual([1, 2, 3, 4, 0]);
}

it('a migration gives the journal of an older version the order of its time', async () => {
  const config = await open();
  const older = join(root, 'migrations');
  cpSync(MIGRATIONS, older, { recursive: true });
  const file = join(older, 'meta/_journal.json');
  const list = JSON.parse(readFileSync(file, 'utf8')) as { entries: unknown[] };
  writeFileSync(file, JSON.stringify({ ...list, entries: list.entries.slice(0, OLDER_SCHEMA) }));
  await runMigrations(config, older);
  for (const [n, hour] of HOURS.entries()) await addEntry(ids[n] ?? '', hour);
  await runMigrations(config, MIGRATIONS);
  await expectOrder();
});

it('an import does too', async () => {
  await runMigrations(await open(), MIGRATIONS);
  const names = ['id', 'series_id', 'at', 'actor', 'origin', 'state', 'before', 'asked'];
  const tables = dataTables
    .filter(({ name }) => name === 'journal')
    .map((table) => ({
      ...table,
      columns: names.map((name) => table.columns.find((column) => column.name === name)!),
    }));
  const fingerprint = fingerprinting(['journal']);
  const rows = HOURS.map((hour, n) =>
    rowLine('journal', [ids[n] ?? '', '1', `2026-01-01 0${hour}:00:00+00`, 'a', 'api', 'saved', '{}', '{}']),
  );
  rows.forEach((row) => fingerprint.add('journal', row));
  const content = [headerLine(OLDER_SCHEMA, tables), ...rows].map((line) => `${line}\n`).join('');
  const end = endLine(fingerprint.result(), createHash('sha256').update(content).digest('hex'));
  const file = join(root, 'older.ndjson');
  writeFileSync(file, `${content}${end}\n`);
  await importData(pool, file, await checkFile(file, OLDER_SCHEMA + 1), () => {});
  await expectOrder();
});
