import type pg from 'pg';
import type { Values } from './data-file.ts';
import type { DataTable } from './tables.ts';

/** About so many bytes are held at a time, whatever the size of a row. */
const BATCH_BYTES = 2_000_000;
const MOST_ROWS = 1000;

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** PostgreSQL writes moments in the session's zone. Holds until the end of the transaction. */
export const WRITE_THE_SAME = `set local timezone = 'UTC'; set local datestyle = 'ISO'; set local bytea_output = 'hex';
  set local intervalstyle = 'postgres'; set local extra_float_digits = 1;
  set local idle_in_transaction_session_timeout = 0`;

/**
 * The rows of a table in the order of its primary key, a batch at a time. Runs inside of a transaction; by a cursor, so
 * that no more than a batch is held on either side.
 */
export async function* readRows(client: pg.ClientBase, table: DataTable): AsyncGenerator<readonly Values[]> {
  const columns = table.columns.map(({ name }) => `${quoted(name)}::text`).join(', ');
  // Servers differ in how they collate, and the fingerprint needs one order everywhere.
  const order = table.key.map((key) =>
    table.columns.find(({ name }) => name === key)?.type === 'text' ? `${quoted(key)} collate "C"` : quoted(key),
  );
  await client.query(
    `declare rows no scroll cursor for select ${columns} from ${quoted(table.name)} order by ${order.join(', ')}`,
  );
  for (let size = 20; ;) {
    const { rows } = await client.query<(string | null)[]>({ text: `fetch ${size} from rows`, rowMode: 'array' });
    if (rows.length === 0) break;
    yield rows;
    const bytes = rows.reduce((sum, row) => sum + row.reduce((length, value) => length + (value?.length ?? 0), 0), 0);
    size = Math.min(MOST_ROWS, Math.max(1, Math.floor((BATCH_BYTES * rows.length) / Math.max(1, bytes))));
  }
  await client.query('close rows');
}
