import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { openFolder } from '../test/test-database.ts';
import { runServer } from '../test/run-server.ts';
import { runData } from '../test/run-data-script.ts';
import { dataTables } from './tables.ts';

// Each test starts whole processes, up to six of them.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let root: string;
let made = 0;
const place = (name: string) => join(root, `${(made += 1)}-${name}`);

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'coupon-desk-test-'));
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

async function inside<T>(folder: string, work: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const connection = await openFolder(folder);
  try {
    return await work(connection.pool);
  } finally {
    await connection.close();
  }
}

function emptyFolder(): string {
  const folder = place('data');
  cpSync(inject('built').migrated, folder, { recursive: true });
  return folder;
}

/** Spelled in ways that reading and writing JSON again would change. */
const ODD_BODY = `{ "z":1.0,  "id" : 7, "a":12345678901234567890,\n"quote":"\\"\\\\ \\u0041 NULL","z":{"é":"🎉{,}"} }`;

async function filledFolder(rows = 50, bytes = 1500): Promise<string> {
  const folder = emptyFolder();
  await inside(folder, async (pool) => {
    await pool.query(
      `insert into series (id, body, revision, source, name, search_text, valid_till, num_issued, discount_code)
       select n, case when n = 7 then $2 else json_build_object('id', n, 'text', repeat('x', $3::int))::text end::json, 'r', 'embedded', 'Série ' || n,
         'série ' || n || E'\\nNULL', '2026-11-23 06:00:00.123+05:30', case when n % 2 = 0 then n end, case when n % 3 = 0 then '' end
       from generate_series(1, $1::int) n`,
      [rows, ODD_BODY, bytes],
    );
    await pool.query(
      `insert into journal (id, series_id, at, actor, origin, state, before, asked, after)
       select gen_random_uuid(), n, now(), 'local', 'app', 'saved', $2, $2, case when n > 1 then $2::json end from generate_series(1, $1::int) n`,
      [Math.ceil(rows / 10), ODD_BODY],
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

const everything = (folder: string) =>
  inside(folder, async (pool) => {
    const tables = await Promise.all(
      dataTables.map(
        async ({ name }) => (await pool.query(`select t::text from ${name} t order by 1`)).rows as unknown,
      ),
    );
    return JSON.stringify(tables);
  });

/** Exports a folder and gives the file as text. */
async function exported(folder: string) {
  const file = place('export.ndjson');
  const ended = await runData('export', { DATA_DIR: folder }, file);
  expect(ended).toMatchObject({ code: 0 });
  return { file, text: readFileSync(file, 'utf8'), stderr: ended.stderr };
}

it('takes every table there is but those that are worth nothing elsewhere', async () => {
  const names = await inside(emptyFolder(), async (pool) => {
    const { rows } = await pool.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public'`,
    );
    return rows.map(({ name }) => name);
  });
  const leftBehind = ['session', 'verification', 'join_link', 'attempts'];
  expect([...dataTables.map(({ name }) => name), ...leftBehind].toSorted()).toEqual(names.toSorted());
});

describe('an export', () => {
  it.each(['coupons.ndjson', 'coupons.ndjson.gz'])(
    'as %s brings everything to a new folder, byte for byte',
    async (name) => {
      const from = await filledFolder();
      const file = place(name);
      const out = await runData('export', { DATA_DIR: from }, file);
      expect(out.stderr).toContain(`59 rows are written to ${file}.`);
      expect(statSync(file).mode & 0o777).toBe(0o600);
      const bytes = readFileSync(file);
      expect(name.endsWith('.gz') ? gunzipSync(bytes).toString() : bytes.toString()).toMatch(
        /^\{"format":"coupon-desk-data"/,
      );
      const to = place('new/data');
      const into = await runData('import', { DATA_DIR: to }, file);
      expect(into).toMatchObject({
        code: 0,
        stderr: expect.stringContaining('59 rows are imported and read back without a difference.'),
      });
      expect(await everything(to)).toBe(await everything(from));
      const body = await inside(to, (pool) => pool.query('select body::text from series where id = 7'));
      expect(body.rows).toEqual([{ body: ODD_BODY }]);
      // Again into the same folder, and over the same file.
      const again = await runData('import', { DATA_DIR: to }, file);
      expect(again).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/The database is not empty: there are rows in \w+\. Import into a new/),
      });
      const over = await runData('export', { DATA_DIR: to }, file);
      expect(over).toMatchObject({ code: 1, stderr: expect.stringContaining(`${file} exists already.`) });
      expect(readFileSync(file).equals(bytes)).toBe(true);
    },
  );

  it('needs the server to be stopped, and says so', async () => {
    const folder = await filledFolder(1);
    const server = runServer({ DATA_DIR: folder, TMPDIR: root });
    await server.ready;
    const ended = await runData('export', { DATA_DIR: folder }, place('x'));
    expect(ended).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^The data folder \S+ is in use by another/),
    });
    server.signal('SIGKILL');
    await server.exit;
  });

  it('of a folder that is not there makes none', async () => {
    const missing = place('missing');
    const ended = await runData('export', { DATA_DIR: missing }, place('x'));
    expect(ended).toMatchObject({ code: 1, stderr: `There is no database in ${missing}. Check DATA_DIR.\n` });
    expect(existsSync(missing)).toBe(false);
  });

  it('that cannot be written leaves no file behind', async () => {
    const folder = await filledFolder(1);
    const ended = await runData('export', { DATA_DIR: folder }, join(root, 'no', 'such', 'folder'));
    expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining('could not be written (ENOENT') });
  });

  it.each(['export', 'import'] as const)('or import without a file says how to name one (%s)', async (command) => {
    const ended = await runData(command, {});
    expect(ended).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`npm run data:${command} -- coupons.ndjson.gz`),
    });
  });
});

describe('an import refuses before anything is written', () => {
  let lines: readonly string[];
  beforeAll(async () => {
    lines = (await exported(await filledFolder())).text.split('\n');
  });
  const whole = () => lines.join('\n');
  const edit = (at: number, from: string | RegExp, to: string) =>
    lines
      .map((line, index) => (index === (at + lines.length) % lines.length ? line.replace(from, to) : line))
      .join('\n');
  const header = (change: Readonly<Record<string, unknown>>) =>
    [JSON.stringify({ ...(JSON.parse(lines[0] ?? '') as object), ...change }), ...lines.slice(1)].join('\n');

  it.each<[string, string, () => string | Buffer, RegExp]>([
    ['an empty file', 'a', () => '', /is empty\.$/],
    [
      'a truncated file',
      'a',
      () => whole().slice(0, -1000),
      /is damaged or incomplete: it ends after \d+ lines, before its last one/,
    ],
    ['one cut at the end of a line', 'a', () => `${lines.slice(0, 20).join('\n')}\n`, /it ends after 20 lines/],
    ['one without its last line break', 'a', () => whole().slice(0, -1), /it ends after/],
    ['the header alone', 'a', () => `${lines[0]}\n`, /it ends after 1 lines/],
    ['something after the end', 'a', () => `${whole()}{}\n`, /something follows after its last line/],
    [
      'a row left out',
      'a',
      () => [...lines.slice(0, 9), ...lines.slice(10)].join('\n'),
      /holds \d+ rows of \w+, and \d+ were written/,
    ],
    ['a row changed', 'a', () => edit(12, /x/, 'y'), /rows of \w+ were changed after it was written/],
    ['a row that is no row', 'a', () => edit(12, /^\{/, '['), /line 13 is not a row/],
    ['a row too short', 'a', () => edit(12, /null/, ''), /line 13 is not a row/],
    [
      'rows in another order',
      'a',
      () => [...lines.slice(0, 12), lines[13], lines[12], ...lines.slice(14)].join('\n'),
      /were changed/,
    ],
    [
      'a header changed',
      'a',
      () => header({ writtenAt: '2020-01-01T00:00:00.000Z' }),
      /it was changed after it was written/,
    ],
    [
      'another version of the format',
      'a',
      () => header({ version: 2 }),
      /has version 2 of the format, but .* reads version 1 only/,
    ],
    [
      'a newer schema',
      'a',
      () => header({ schema: 999 }),
      /was written by a newer version of Coupon Desk \(schema 999/,
    ],
    ['an unknown table', 'a', () => header({ tables: { coupons: [] } }), /there is no table coupons/],
    [
      'an unknown column',
      'a',
      () => header({ tables: { settings: ['key', 'value', 'more'] } }),
      /settings has no column more/,
    ],
    ['a missing column', 'a', () => header({ tables: { settings: ['key'] } }), /settings lacks the column value/],
    ['a foreign file', 'a.json', () => '{"hello":"world"}\n', /is not an export of Coupon Desk/],
    ['a foreign file of one long line', 'a', () => 'x'.repeat(1_000_000), /is not an export of Coupon Desk/],
    [
      'garbage',
      'a',
      () => Buffer.from(Array.from({ length: 300_000 }, (_, n) => (n * 7919) % 251)),
      /is not an export of Coupon Desk/,
    ],
    ['text named .gz', 'a.gz', () => whole(), /is not an export of Coupon Desk/],
    [
      'a truncated .gz',
      'a.gz',
      () => gzipSync(whole()).subarray(0, -20),
      /is damaged or incomplete: it (cannot be unpacked|ends)/,
    ],
  ])('%s', async (_, name, content, message) => {
    const file = place(name);
    writeFileSync(file, content());
    const folder = place('untouched');
    const ended = await runData('import', { DATA_DIR: folder }, file);
    expect(ended.code).toBe(1);
    expect(ended.stderr.trim()).toMatch(message);
    expect(ended.stderr).not.toContain('Unexpected');
    expect(existsSync(folder)).toBe(false);
  });

  it('a file that is not there', async () => {
    const ended = await runData('import', { DATA_DIR: place('untouched') }, join(root, 'none'));
    expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining('cannot be read (ENOENT') });
  });

  it('and writes nothing where the database itself refuses a row', async () => {
    // Whoever can compute a fingerprint can write a file that is whole and does not fit.
    const { createHash } = await import('node:crypto');
    const hash = (text: string) => createHash('sha256').update(text).digest('hex');
    const head = `${JSON.stringify({ format: 'coupon-desk-data', version: 1, schema: 1, writtenAt: '2026-01-01T00:00:00Z', tables: { settings: ['key', 'value'] } })}\n`;
    const rows = [
      ['a', '1'],
      ['b', 'no json'],
    ]
      .map((row) => `${JSON.stringify({ table: 'settings', row })}\n`)
      .join('');
    const end = {
      end: 'coupon-desk-data',
      tables: { settings: { rows: 2, sha256: hash(rows) } },
      sha256: hash(head + rows),
    };
    const file = place('bad');
    writeFileSync(file, `${head}${rows}${JSON.stringify(end)}\n`);
    const folder = emptyFolder();
    const ended = await runData('import', { DATA_DIR: folder }, file);
    expect(ended).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/could not be imported \(22P02.*The database is empty as before/),
    });
    expect(await everything(folder)).toBe(JSON.stringify(dataTables.map(() => [])));
  });
});

it('writes 30 MB of rows with the memory of a few, and takes them back', async () => {
  const small = await filledFolder(10);
  const large = await filledFolder(10_001, 3000);
  const file = place('large.ndjson');
  const few = await runData('export', { DATA_DIR: small }, place('small.ndjson'));
  const many = await runData('export', { DATA_DIR: large }, file);
  expect(many).toMatchObject({ code: 0, stderr: expect.stringContaining('series: 10,000 rows …') });
  expect(statSync(file).size).toBeGreaterThan(30_000_000);
  const into = place('large-data');
  const imported = await runData('import', { DATA_DIR: into }, file);
  expect(imported).toMatchObject({ code: 0, stderr: expect.stringContaining('read back without a difference') });
  expect(readdirSync(root).filter((name) => name.includes('unfinished'))).toEqual([]);
  // The embedded database fills its own buffers of 128 MB; held as objects the rows alone would be several times that.
  expect(many.peak - few.peak).toBeLessThan(200);
}, 240_000);
