import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { openFolder } from '../test/test-database.ts';
import { StartError } from '../environment/errors.ts';
import { runData } from '../test/run-data-script.ts';
import { checkFile } from './data-file.ts';
import { dataTables } from './tables.ts';

// Each test starts whole processes, up to three of them.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let root: string;
/** A folder with rows, which no test changes, and its content. */
let filled: string;
let filledRows: string;
/** An export of `filled`. */
let exported: { readonly file: string; readonly text: string; readonly peakMb: number };
let pathCount = 0;
const newPath = (name: string) => join(root, `${(pathCount += 1)}-${name}`);

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'coupon-desk-test-'));
  filled = await filledFolder();
  filledRows = await withPool(filled, allRows);
  const file = newPath('export.ndjson');
  const { code, stderr, peakMb } = await runData('export', { DATA_DIR: filled }, file);
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining(`Wrote 60 rows to ${file}.`) });
  exported = { file, text: readFileSync(file, 'utf8'), peakMb };
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

async function withPool<T>(folder: string, work: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const connection = await openFolder(folder);
  try {
    return await work(connection.pool);
  } finally {
    await connection.close();
  }
}

function emptyFolder(): string {
  const folder = newPath('data');
  cpSync(inject('built').migrated, folder, { recursive: true });
  return folder;
}

/** JSON whose spelling changes when it is parsed and written again. */
const UNUSUAL_BODY = `{ "z":1.0,  "id" : 7, "a":12345678901234567890,\n"quote":"\\"\\\\ \\u0041 NULL","z":{"é":"🎉{,}"} }`;

async function filledFolder(rows = 50, bytes = 1500): Promise<string> {
  const folder = emptyFolder();
  await withPool(folder, async (pool) => {
    await pool.query(
      `insert into series (id, body, revision, source, name, search_text, valid_till, num_issued, discount_code)
       select n, case when n = 7 then $2 else json_build_object('id', n, 'text', repeat('x', $3::int))::text end::json, 'r', 'embedded', 'Série ' || n,
         'série ' || n || E'\\nNULL', '2026-11-23 06:00:00.123+05:30', case when n % 2 = 0 then n end, case when n % 3 = 0 then '' end
       from generate_series(1, $1::int) n`,
      [rows, UNUSUAL_BODY, bytes],
    );
    await pool.query(
      `insert into journal (id, series_id, at, actor, origin, state, before, asked, after)
       select gen_random_uuid(), n, now(), 'local', 'app', 'saved', $2, $2, case when n > 1 then $2::json end from generate_series(1, $1::int) n`,
      [Math.ceil(rows / 10), UNUSUAL_BODY],
    );
    await pool.query(
      `insert into journal_archive select gen_random_uuid(), 100 + sequence, series_id, at, state, row_to_json(journal) from journal where series_id = 1`,
    );
    await pool.query(`insert into settings values ('timeZone', '"Asia/Kolkata"')`);
    await pool.query(
      `insert into person (id, name, email, created_at, updated_at, role, preferences)
       values ('p1', 'Ásha "A" Menon', 'asha@kesarika.example', now(), now(), 'administrator', '{ "theme": "dark" }')`,
    );
    await pool.query(
      `insert into credential (id, account_id, provider_id, person_id, password, created_at, updated_at)
       values ('c1', 'p1', 'credential', 'p1', 'salt:hash', now(), now())`,
    );
    await pool.query(
      `insert into api_token (id, person_id, name, scope, hash, start, created_at, expires_at)
       values (gen_random_uuid(), 'p1', 'report', 'read', 'hash', 'cdt_abcd', now(), now())`,
    );
  });
  return folder;
}

async function allRows(pool: pg.Pool): Promise<string> {
  const tables = await Promise.all(
    dataTables.map(async ({ name }) => (await pool.query(`select t::text from ${name} t order by 1`)).rows as unknown),
  );
  return JSON.stringify(tables);
}

async function exportCompressed(): Promise<string> {
  const file = newPath('coupons.ndjson.gz');
  expect(await runData('export', { DATA_DIR: filled }, file)).toMatchObject({ code: 0 });
  return file;
}

it('exports all tables except short-lived and derived ones', async () => {
  const names = await withPool(filled, async (pool) => {
    const { rows } = await pool.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public'`,
    );
    return rows.map(({ name }) => name);
  });
  const leftBehind = ['series_facts', 'session', 'verification', 'join_link', 'attempts', 'draft'];
  expect([...dataTables.map(({ name }) => name), ...leftBehind].toSorted()).toEqual(names.toSorted());
});

describe('an export', () => {
  it.each([
    ['coupons.ndjson', 'a new folder', () => newPath('new/data'), async () => exported.file],
    // It takes less time than a new one.
    ['coupons.ndjson.gz', 'an empty database', emptyFolder, exportCompressed],
  ])('as %s restores everything in %s, byte for byte', async (_, __, target, exportTo) => {
    const file = await exportTo();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const bytes = readFileSync(file);
    expect(file.endsWith('.gz') ? gunzipSync(bytes).toString() : bytes.toString()).toMatch(
      /^\{"format":"coupon-desk-data"/,
    );
    const to = target();
    const imported = await runData('import', { DATA_DIR: to }, file);
    expect(imported).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('Imported 60 rows and verified them by reading them back.'),
    });
    await withPool(to, async (pool) => {
      expect(await allRows(pool)).toBe(filledRows);
      const body = await pool.query('select body::text from series where id = 7');
      expect(body.rows).toEqual([{ body: UNUSUAL_BODY }]);
      const origin = await pool.query(`select obj_description('series'::regclass) as origin`);
      expect(origin.rows).toEqual([{ origin: 'Imported data' }]);
      const next = await pool.query<{ next: number }>(`select nextval('journal_sequence_seq')::int as next`);
      expect(next.rows[0]?.next).toBe(102);
    });
  });

  it('is neither imported into a database with rows, nor written over a file', async () => {
    const { file, text } = exported;
    const secondImport = await runData('import', { DATA_DIR: filled }, file);
    expect(secondImport).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/The database is not empty: \w+ contains rows\. Import into a new/),
    });
    const secondExport = await runData('export', { DATA_DIR: filled }, file);
    expect(secondExport).toMatchObject({ code: 1, stderr: expect.stringContaining(`${file} already exists.`) });
    expect(readFileSync(file, 'utf8')).toBe(text);
    expect(await withPool(filled, allRows)).toBe(filledRows);
  });

  it('fails with a message while another process uses the folder', async () => {
    const folder = emptyFolder();
    const result = await withPool(folder, () => runData('export', { DATA_DIR: folder }, newPath('x')));
    expect(result).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^The data folder \S+ is in use by another/),
    });
  });

  it('does not create a missing data folder', async () => {
    const missing = newPath('missing');
    const result = await runData('export', { DATA_DIR: missing }, newPath('x'));
    expect(result).toMatchObject({ code: 1, stderr: `There is no database in ${missing}. Check DATA_DIR.\n` });
    expect(existsSync(missing)).toBe(false);
  });

  it('reports a path that cannot be written', async () => {
    const result = await runData('export', { DATA_DIR: filled }, join(root, 'no', 'such', 'folder'));
    expect(result).toMatchObject({ code: 1, stderr: expect.stringContaining('could not be written (ENOENT') });
  });

  it.each(['export', 'import'] as const)('or import without a file prints its usage (%s)', async (command) => {
    const result = await runData(command, {});
    expect(result).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`npm run data:${command} -- coupons.ndjson.gz`),
    });
  });
});

describe('an import refuses before anything is written', () => {
  let lines: readonly string[];
  beforeAll(() => {
    lines = exported.text.split('\n');
  });
  const fileText = () => lines.join('\n');
  const editLine = (at: number, from: string | RegExp, to: string) =>
    lines
      .map((line, index) => (index === (at + lines.length) % lines.length ? line.replace(from, to) : line))
      .join('\n');
  const withHeader = (change: Readonly<Record<string, unknown>>) =>
    [JSON.stringify({ ...(JSON.parse(lines[0] ?? '') as object), ...change }), ...lines.slice(1)].join('\n');

  it.each<[string, string, () => string | Buffer, RegExp]>([
    ['an empty file', 'a', () => '', /is empty\.$/],
    [
      'a truncated file',
      'a',
      () => fileText().slice(0, -1000),
      /is damaged or incomplete: it ends after \d+ lines, without the last line/,
    ],
    ['a file cut at the end of a line', 'a', () => `${lines.slice(0, 20).join('\n')}\n`, /it ends after 20 lines/],
    ['a file without its last line break', 'a', () => fileText().slice(0, -1), /it ends after/],
    ['the header alone', 'a', () => `${lines[0]}\n`, /it ends after 1 lines/],
    ['something after the end', 'a', () => `${fileText()}{}\n`, /there is data after its last line/],
    [
      'a row left out',
      'a',
      () => [...lines.slice(0, 9), ...lines.slice(10)].join('\n'),
      /contains \d+ rows of \w+, but \d+ were written/,
    ],
    ['a row changed', 'a', () => editLine(12, /x/, 'y'), /rows of \w+ were changed after it was written/],
    ['a row that is no row', 'a', () => editLine(12, /^\{/, '['), /line 13 is not a row/],
    ['a row too short', 'a', () => editLine(12, /null/, ''), /line 13 is not a row/],
    [
      'rows in another order',
      'a',
      () => [...lines.slice(0, 12), lines[13], lines[12], ...lines.slice(14)].join('\n'),
      /were changed/,
    ],
    [
      'a header changed',
      'a',
      () => withHeader({ writtenAt: '2020-01-01T00:00:00.000Z' }),
      /it was changed after it was written/,
    ],
    [
      'another version of the format',
      'a',
      () => withHeader({ version: 2 }),
      /has format version 2, but .* reads version 1 only/,
    ],
    [
      'a newer schema',
      'a',
      () => withHeader({ schema: 999 }),
      /was written by a newer version of Coupon Desk \(schema 999/,
    ],
    ['an unknown table', 'a', () => withHeader({ tables: { coupons: [] } }), /there is no table coupons/],
    [
      'an unknown column',
      'a',
      () => withHeader({ tables: { settings: ['key', 'value', 'more'] } }),
      /settings has no column more/,
    ],
    ['a missing column', 'a', () => withHeader({ tables: { settings: ['key'] } }), /settings lacks the column value/],
    ['a foreign file', 'a.json', () => '{"hello":"world"}\n', /is not an export of Coupon Desk/],
    ['a foreign file of one long line', 'a', () => 'x'.repeat(1_000_000), /is not an export of Coupon Desk/],
    [
      'garbage',
      'a',
      () => Buffer.from(Array.from({ length: 300_000 }, (_, n) => (n * 7919) % 251)),
      /is not an export of Coupon Desk/,
    ],
    ['text named .gz', 'a.gz', () => fileText(), /is not an export of Coupon Desk/],
    [
      'a truncated .gz',
      'a.gz',
      () => gzipSync(fileText()).subarray(0, -20),
      /is damaged or incomplete: it (cannot be decompressed|ends)/,
    ],
  ])('%s', async (_, name, content, message) => {
    const file = newPath(name);
    writeFileSync(file, content());
    const { schema } = JSON.parse(lines[0] ?? '') as { schema: number };
    const refusal = await checkFile(file, schema).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(StartError);
    expect(refusal).toHaveProperty('message', expect.stringMatching(message));
  });

  it.each([
    ['a damaged file', 'a', () => fileText().slice(0, -1000), /^\S+ is damaged or incomplete: [^\n]+$/m],
    ['a foreign file', 'a.gz', fileText, /^\S+ is not an export of Coupon Desk\.$/m],
  ])('%s, as the command', async (_, name, content, message) => {
    const file = newPath(name);
    writeFileSync(file, content());
    const folder = newPath('untouched');
    const result = await runData('import', { DATA_DIR: folder }, file);
    expect(result).toMatchObject({ code: 1, stderr: expect.stringMatching(message) });
    expect(result.stderr).not.toContain('Unexpected');
    expect(existsSync(folder)).toBe(false);
  });

  it('a missing file', async () => {
    const result = await runData('import', { DATA_DIR: newPath('untouched') }, join(root, 'none'));
    expect(result).toMatchObject({ code: 1, stderr: expect.stringContaining('cannot be read (ENOENT') });
  });

  it('and writes nothing if the database refuses a row', async () => {
    // A file with valid fingerprints can still contain invalid values.
    const { createHash } = await import('node:crypto');
    const hash = (text: string) => createHash('sha256').update(text).digest('hex');
    const headerLine = `${JSON.stringify({ format: 'coupon-desk-data', version: 1, schema: 1, writtenAt: '2026-01-01T00:00:00Z', tables: { settings: ['key', 'value'] } })}\n`;
    const rows = [
      ['a', '1'],
      ['b', 'no json'],
    ]
      .map((row) => `${JSON.stringify({ table: 'settings', row })}\n`)
      .join('');
    const end = {
      end: 'coupon-desk-data',
      tables: { settings: { rows: 2, sha256: hash(rows) } },
      sha256: hash(headerLine + rows),
    };
    const file = newPath('bad');
    writeFileSync(file, `${headerLine}${rows}${JSON.stringify(end)}\n`);
    const folder = emptyFolder();
    const result = await runData('import', { DATA_DIR: folder }, file);
    expect(result).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/could not be imported \(22P02.*The database is empty as before/),
    });
    expect(await withPool(folder, allRows)).toBe(JSON.stringify(dataTables.map(() => [])));
  });
});

it('exports and imports 30 MB of rows in bounded memory', async () => {
  const large = await filledFolder(10_001, 3000);
  const file = newPath('large.ndjson');
  const largeExport = await runData('export', { DATA_DIR: large }, file);
  expect(largeExport).toMatchObject({ code: 0, stderr: expect.stringContaining('series: 10,000 rows …') });
  expect(statSync(file).size).toBeGreaterThan(30_000_000);
  const imported = await runData('import', { DATA_DIR: emptyFolder() }, file);
  expect(imported).toMatchObject({ code: 0, stderr: expect.stringContaining('verified them by reading them back') });
  expect(readdirSync(root).filter((name) => name.includes('unfinished'))).toEqual([]);
  // The embedded database fills its buffers of 128 MB. All rows as objects would need several times that.
  expect(largeExport.peakMb - exported.peakMb).toBeLessThan(200);
}, 240_000);
