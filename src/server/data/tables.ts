import { is, Table } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import * as schema from '../database/schema.ts';

interface DataColumn {
  readonly name: string;
  /** Name of the column's PostgreSQL type. */
  readonly type: string;
  /** Whether an import may omit the column, because it is nullable or has a default. Older files lack newer columns. */
  readonly optional: boolean;
}

export interface DataTable {
  readonly name: string;
  readonly columns: readonly DataColumn[];
  /** The columns of the primary key. Rows are exported in this order. */
  readonly key: readonly string[];
}

/**
 * Tables that are not exported, because their rows are short-lived (sessions, pending sign-ins, open links, rate-limit
 * counters, drafts) or derived from others.
 */
const NOT_EXPORTED: ReadonlySet<unknown> = new Set([
  schema.seriesFacts,
  schema.session,
  schema.verification,
  schema.joinLink,
  schema.attempts,
  schema.draft,
]);

/** All other tables of the schema, each after the tables it references. New tables are included automatically. */
export const dataTables: readonly DataTable[] = inForeignKeyOrder(
  Object.values<unknown>(schema).filter(
    (value): value is PgTable => is(value, Table) && is(value, PgTable) && !NOT_EXPORTED.has(value),
  ),
).map(describe);

function inForeignKeyOrder(tables: readonly PgTable[]): readonly PgTable[] {
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
    // The target database computes generated columns itself.
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
