import { sql } from 'drizzle-orm';
import type { Database } from './connect.ts';

/**
 * Collects the statistics of tables that have rows but no statistics, without which the planner chooses slow plans. The
 * embedded database would wait for its hourly vacuum, and PostgreSQL for its autovacuum.
 */
export async function collectMissingStatistics(db: Database): Promise<void> {
  const { rows } = await db.execute<{ name: string }>(sql`
    select relname as name from pg_stat_user_tables as tables
    where schemaname = current_schema() and pg_relation_size(relid) > 0
      and not exists (select from pg_stats where pg_stats.schemaname = tables.schemaname and tablename = relname)`);
  for (const { name } of rows) await db.execute(sql`analyze ${sql.identifier(name)}`);
}
