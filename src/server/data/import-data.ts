import type pg from 'pg';
import { oneLine, StartError } from '../environment/start-error.ts';
import { type DataFileContent, fingerprinting, rowLine, rowsOf, type Values } from './data-file.ts';
import { quoted, readRows, WRITE_THE_SAME } from './stored-rows.ts';
import { type DataTable, dataTables } from './tables.ts';

const BATCH_BYTES = 2_000_000;
const MOST_ROWS = 1000;
const TELL_EVERY = 10_000;

/** Writes what the file holds into an empty database, all or nothing, and reads it back before it counts. */
export async function importData(
  pool: pg.Pool,
  file: string,
  content: DataFileContent,
  say: (line: string) => void,
): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(`begin; ${WRITE_THE_SAME}`);
    await refuseUnlessEmpty(client);
    await writeRows(client, file, content.tables, say);
    await advanceSequences(client, content.tables);
    await verify(client, content);
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
  // A server that runs on the same database can write nothing in between.
  await client.query(`lock table ${names.join(', ')} in exclusive mode`);
  for (const table of dataTables) {
    const { rowCount } = await client.query(`select from ${quoted(table.name)} limit 1`);
    if (rowCount !== 0) {
      throw new StartError(
        `The database is not empty: there are rows in ${table.name}. Import into a new DATA_DIR or a new PostgreSQL database.`,
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
  // Tables may refer to each other in another order than an older version wrote them in.
  for (const table of tables) {
    let batch: Values[] = [];
    let bytes = 0;
    let done = 0;
    const write = async () => {
      if (batch.length === 0) return;
      await insert(client, table, batch);
      [batch, bytes] = [[], 0];
    };
    for await (const { table: name, values } of rowsOf(file)) {
      if (name !== table.name) continue;
      batch.push(values);
      bytes += values.reduce((length, value) => length + (value?.length ?? 0), 0);
      done += 1;
      if (batch.length === MOST_ROWS || bytes > BATCH_BYTES) await write();
      if (done % TELL_EVERY === 0) say(`${table.name}: ${done.toLocaleString('en')} rows …`);
    }
    await write();
    say(`${table.name}: ${done.toLocaleString('en')} rows.`);
  }
}

/** One array for each column: the number of parameters stays the same however many rows there are. */
async function insert(client: pg.ClientBase, { name, columns }: DataTable, rows: readonly Values[]): Promise<void> {
  const names = columns.map((column) => quoted(column.name)).join(', ');
  const values = columns.map((column) => `${quoted(column.name)}::${column.type}`).join(', ');
  const arrays = columns.map((_, index) => `$${index + 1}::text[]`).join(', ');
  await client.query(
    `insert into ${quoted(name)} (${names}) overriding system value select ${values} from unnest(${arrays}) as row (${names})`,
    columns.map((_, index) => rows.map((row) => row[index] ?? null)),
  );
}

/** Numbers that the database gives by itself go on after the highest one imported. */
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
}

async function verify(client: pg.ClientBase, { tables, fingerprints }: DataFileContent): Promise<void> {
  const count = fingerprinting(tables.map(({ name }) => name));
  for (const table of tables) {
    for await (const batch of readRows(client, table))
      for (const values of batch) count.add(table.name, rowLine(table.name, values));
  }
  for (const [name, found] of Object.entries(count.result())) {
    const expected = fingerprints[name];
    if (found.rows !== expected?.rows || found.sha256 !== expected.sha256)
      throw new Error(`what was written to ${name} reads back as something else`);
  }
}
