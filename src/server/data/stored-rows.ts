import type pg from 'pg';
import type { Values } from './data-file.ts';
import type { DataTable } from './tables.ts';

/** Approximate size of a batch in memory. */
const BATCH_BYTES = 2_000_000;
const MAX_ROWS = 1000;

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** Settings for the transaction that make every server format values alike, such as timestamps in UTC. */
export const CANONICAL_FORMAT = `set local timezone = 'UTC'; set local datestyle = 'ISO'; set local bytea_output = 'hex';
  set local intervalstyle = 'postgres'; set local extra_float_digits = 1;
  set local idle_in_transaction_session_timeout = 0`;

/**
 * Yields the rows of a table in batches, in the order of the primary key. Requires a transaction: a cursor limits the
 * memory to one batch on the client and on the server.
 */
export async function* readRows(client: pg.ClientBase, table: DataTable): AsyncGenerator<readonly Values[]> {
  const columns = table.columns.map(({ name }) => `${quoted(name)}::text`).join(', ');
  // The fingerprint needs the same order on all servers, but their default collations differ.
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
    size = Math.min(MAX_ROWS, Math.max(1, Math.floor((BATCH_BYTES * rows.length) / Math.max(1, bytes))));
  }
  await client.query('close rows');
}
