import { sql } from 'drizzle-orm';
import type { Database } from './connect.ts';

/**
 * What the series of the embedded source are. It is the comment of their table, not a row, because an export contains
 * all rows.
 */
export type SeriesOrigin = 'Sample data' | 'Imported data';

export const originStatement = (origin: SeriesOrigin) => `comment on table series is '${origin}'`;

/** Null in folders of older versions, and in databases without series. */
export async function seriesOrigin(db: Pick<Database, 'execute'>): Promise<string | null> {
  const { rows } = await db.execute<{ origin: string | null }>(
    sql`select obj_description('series'::regclass, 'pg_class') as origin`,
  );
  return rows[0]?.origin ?? null;
}
