import { is, Table } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import * as schema from '../database/schema.ts';

interface DataColumn {
  readonly name: string;
  /** PostgreSQL's name of its type. */
  readonly type: string;
  /** Whether a row can do without it, as a file from before the column existed has to. */
  readonly optional: boolean;
}

export interface DataTable {
  readonly name: string;
  readonly columns: readonly DataColumn[];
  /** The columns of the primary key, in which order rows are written. */
  readonly key: readonly string[];
}

/** What is worth nothing anywhere else: who is signed in at this moment, and what only lasts minutes. */
const LEFT_BEHIND: ReadonlySet<unknown> = new Set([
  schema.session,
  schema.verification,
  schema.joinLink,
  schema.attempts,
]);

/** Every other table of the schema, each after those that it refers to. A table that is added there comes along by itself. */
export const dataTables: readonly DataTable[] = inOrder(
  Object.values<unknown>(schema).filter(
    (value): value is PgTable => is(value, Table) && is(value, PgTable) && !LEFT_BEHIND.has(value),
  ),
).map(describe);

function inOrder(tables: readonly PgTable[]): readonly PgTable[] {
  const done = new Set<PgTable>();
  const visit = (table: PgTable): void => {
    if (done.has(table)) return;
    done.add(table);
    for (const key of getTableConfig(table).foreignKeys) visit(key.reference().foreignTable);
    done.delete(table);
    done.add(table);
  };
  tables.forEach(visit);
  return [...done];
}

function describe(table: PgTable): DataTable {
  const { name, columns, primaryKeys } = getTableConfig(table);
  const key = [...columns.filter((column) => column.primary), ...primaryKeys.flatMap((one) => one.columns)];
  if (key.length === 0) throw new Error(`The table ${name} has no primary key, so its rows have no order.`);
  return {
    name,
    // What the database works out by itself it works out again.
    columns: columns
      .filter((column) => column.generated === undefined)
      .map((column) => ({
        name: column.name,
        type: column.getSQLType(),
        optional: !column.notNull || column.hasDefault,
      })),
    key: key.map((column) => column.name),
  };
}
