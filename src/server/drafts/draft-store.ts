import { and, desc, eq, getTableColumns, gt, inArray, lte, sql } from 'drizzle-orm';
import { DAY } from '#values/durations.ts';
import { DRAFT_DAYS } from '#contract/endpoint-constants.ts';
import type { Database } from '../database/connect.ts';
import { draft, series } from '../database/schema.ts';
import type { SeriesSource } from '../series/series-source.ts';

type DraftRow = typeof draft.$inferSelect;

/** Whose draft of which series. */
export interface DraftKey {
  readonly personId: string;
  readonly source: SeriesSource['kind'];
  readonly seriesId: number;
}

const hasKey = ({ personId, source, seriesId }: DraftKey) =>
  and(eq(draft.personId, personId), eq(draft.source, source), eq(draft.seriesId, seriesId));
const expiry = (now: number) => new Date(now - DRAFT_DAYS * DAY);

/** The drafts of a person, latest first, without their contents. */
export function listDrafts(db: Database, { personId, source }: Omit<DraftKey, 'seriesId'>, now: number) {
  const { seriesId, fields, savedAt } = getTableColumns(draft);
  return db
    .select({ seriesId, fields, savedAt, name: series.name })
    .from(draft)
    .leftJoin(series, and(eq(series.source, draft.source), eq(series.id, draft.seriesId)))
    .where(and(eq(draft.personId, personId), eq(draft.source, source), gt(draft.savedAt, expiry(now))))
    .orderBy(desc(draft.savedAt), desc(draft.seriesId));
}

export async function findDraft(db: Database, key: DraftKey, now: number): Promise<DraftRow | null> {
  const [found] = await db
    .select()
    .from(draft)
    .where(and(hasKey(key), gt(draft.savedAt, expiry(now))));
  return found ?? null;
}

/** Stores a draft. Returns false, and changes nothing, if a revision is stored that is not expected. */
export async function putDraft(db: Database, row: DraftRow, expected: readonly string[]): Promise<boolean> {
  const { personId: _person, source: _source, seriesId: _series, ...content } = row;
  const stored = await db
    .insert(draft)
    .values(row)
    .onConflictDoUpdate({
      target: [draft.personId, draft.source, draft.seriesId],
      set: content,
      // The same revision: the write was delivered twice.
      setWhere: sql`${inArray(draft.revision, [...expected, row.revision])} or ${lte(draft.savedAt, expiry(row.savedAt.getTime()))}`,
    })
    .returning({ revision: draft.revision });
  return stored.length > 0;
}

/** Returns false, and deletes nothing, if a revision is stored that is not expected. */
export async function deleteDraft(db: Database, key: DraftKey, expected: readonly string[]): Promise<boolean> {
  await db.delete(draft).where(and(hasKey(key), inArray(draft.revision, [...expected])));
  const [other] = await db.select({ revision: draft.revision }).from(draft).where(hasKey(key));
  return other === undefined;
}
