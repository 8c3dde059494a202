import { and, asc, eq, sql } from 'drizzle-orm';
import { MAX_VIEWS, type View } from '#contract/view-endpoints.ts';
import type { Database } from '../database/connect.ts';
import { savedView } from '../database/schema.ts';

export const listViews = (db: Database, personId: string): Promise<View[]> =>
  db
    .select({ name: savedView.name, query: savedView.query })
    .from(savedView)
    .where(eq(savedView.personId, personId))
    .orderBy(asc(sql`lower(${savedView.name})`), asc(savedView.name));

/** Returns false if the person has too many views. */
export async function putView(db: Database, personId: string, view: View): Promise<boolean> {
  const others = sql`(select count(*) from ${savedView} where ${savedView.personId} = ${personId} and ${savedView.name} <> ${view.name})`;
  const { rows } = await db.execute(sql`
    insert into ${savedView} (person_id, name, query)
    select ${personId}, ${view.name}, ${view.query} where ${others} < ${MAX_VIEWS}
    on conflict (person_id, name) do update set query = excluded.query
    returning name`);
  return rows.length > 0;
}

export async function deleteView(db: Database, personId: string, name: string): Promise<void> {
  await db.delete(savedView).where(and(eq(savedView.personId, personId), eq(savedView.name, name)));
}
