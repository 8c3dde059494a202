import type pg from 'pg';
import { originStatement } from '../database/series-origin.ts';
import { oneLine, StartError } from '../environment/errors.ts';
import { type DataFileContent, fingerprinting, rowLine, rowsOf, type Values } from './data-file.ts';
import { quoted, readRows, CANONICAL_FORMAT } from './stored-rows.ts';
import { type DataTable, dataTables } from './tables.ts';

const BATCH_BYTES = 2_000_000;
const MAX_BATCH_ROWS = 1000;
const PROGRESS_INTERVAL = 10_000;

/**
 * Imports the file into an empty database in one transaction, and verifies the rows by reading them back before it
 * commits.
 */
export async function importData(
  pool: pg.Pool,
  file: string,
  content: DataFileContent,
  say: (line: string) => void,
): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(`begin; ${CANONICAL_FORMAT}`);
    await refuseUnlessEmpty(client);
    await writeRows(client, file, content.tables, say);
    await orderOlderJournal(client, content.tables);
    await advanceSequences(client, content.tables);
    await verify(client, content);
    await client.query(originStatement('Imported data'));
    await client.query('commit');
    await client.query('analyze');
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(`${file} could not be imported (${oneLine(error)}). The database is empty as before.`);
  } finally {
    client.release(true);
  }
}

async function refuseUnlessEmpty(client: pg.ClientBase): Promise<void> {
  const names = dataTables.map(({ name }) => quoted(name));
  // Blocks writes by a server that runs on the same database.
  await client.query(`lock table ${names.join(', ')} in exclusive mode`);
  for (const table of dataTables) {
    const { rowCount } = await client.query(`select from ${quoted(table.name)} limit 1`);
    if (rowCount !== 0) {
      throw new StartError(
        `The database is not empty: ${table.name} contains rows. Import into a new DATA_DIR or a new PostgreSQL database.`,
      );
    }
  }
}

async function writeRows(
  client: pg.ClientBase,
  file: string,
  tables: readonly DataTable[],
  say: (line: string) => void,
): Promise<void> {
  // Reads the file once per table, because an older version may have written the tables in another order.
  for (const table of tables) {
    let batch: Values[] = [];
    let bytes = 0;
    let rowCount = 0;
    const flush = async () => {
      if (batch.length === 0) return;
      await insert(client, table, batch);
      [batch, bytes] = [[], 0];
    };
    for await (const { table: name, values } of rowsOf(file)) {
      if (name !== table.name) continue;
      batch.push(values);
      bytes += values.reduce((length, value) => length + (value?.length ?? 0), 0);
      rowCount += 1;
      if (batch.length === MAX_BATCH_ROWS || bytes > BATCH_BYTES) await flush();
      if (rowCount % PROGRESS_INTERVAL === 0) say(`${table.name}: ${rowCount.toLocaleString('en')} rows …`);
    }
    await flush();
    say(`${table.name}: ${rowCount.toLocaleString('en')} rows.`);
  }
}

/** Passes one array per column, so that the number of parameters does not depend on the number of rows. */
async function insert(client: pg.ClientBase, { name, columns }: DataTable, rows: readonly Values[]): Promise<void> {
  const names = columns.map((column) => quoted(column.name)).join(', ');
  const values = columns.map((column) => `${quoted(column.name)}::${column.type}`).join(', ');
  const arrays = columns.map((_, index) => `$${index + 1}::text[]`).join(', ');
  await client.query(
    `insert into ${quoted(name)} (${names}) overriding system value select ${values} from unnest(${arrays}) as row (${names})`,
    columns.map((_, index) => rows.map((row) => row[index] ?? null)),
  );
}

/** Gives the journal of a version without `sequence` the order that the version used. The file has another order. */
async function orderOlderJournal(client: pg.ClientBase, tables: readonly DataTable[]): Promise<void> {
  const columns = tables.find(({ name }) => name === 'journal')?.columns ?? [];
  if (columns.some(({ name }) => name === 'sequence')) return;
  await client.query(
    `update journal set sequence = place
     from (select id, row_number() over (order by at, id) as place from journal) as ordered where ordered.id = journal.id`,
  );
}

/** Sets each sequence to the highest imported value. That of the journal may be in its archive. */
async function advanceSequences(client: pg.ClientBase, tables: readonly DataTable[]): Promise<void> {
  for (const { name, columns } of tables) {
    for (const column of columns) {
      await client.query(
        `select setval(sequence, (select max(${quoted(column.name)}::text::bigint) from ${quoted(name)}))
         from pg_get_serial_sequence($1, $2) as sequence where sequence is not null`,
        [quoted(name), column.name],
      );
    }
  }
  await client.query(
    `select setval('journal_sequence_seq', greatest(
       (select max(sequence) from journal), (select max(sequence) from journal_archive)))`,
  );
}

async function verify(client: pg.ClientBase, { tables, fingerprints }: DataFileContent): Promise<void> {
  const fingerprint = fingerprinting(tables.map(({ name }) => name));
  for (const table of tables) {
    for await (const batch of readRows(client, table))
      for (const values of batch) fingerprint.add(table.name, rowLine(table.name, values));
  }
  for (const [name, actual] of Object.entries(fingerprint.result())) {
    const expected = fingerprints[name];
    if (actual.rows !== expected?.rows || actual.sha256 !== expected.sha256)
      throw new Error(`the rows read back from ${name} differ from the file`);
  }
}
