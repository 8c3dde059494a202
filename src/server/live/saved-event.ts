import { eq } from 'drizzle-orm';
import type { SavedEvent } from '#contract/live-endpoints.ts';
import { entryDifferences } from '#domain/change/entry-versions.ts';
import type { Database } from '../database/connect.ts';
import { journal, person } from '../database/schema.ts';
import { SAVE_COLUMNS, saveOf } from '../series/journal.ts';
import { withRevision } from '../series/series-revision.ts';

/** The event of a journal entry for each recipient, by the id of a person; null if it changed nothing. */
export async function savedEvent(
  db: Database,
  entryId: string,
  clusterZone: string,
): Promise<((recipient: string) => SavedEvent) | null> {
  const [entry] = await db
    .select({
      ...SAVE_COLUMNS,
      id: journal.seriesId,
      state: journal.state,
      before: journal.before,
      body: journal.requested,
      after: journal.after,
    })
    .from(journal)
    .leftJoin(person, eq(person.id, journal.actor))
    .where(eq(journal.id, entryId));
  if (entry?.state !== 'saved') return null;
  const { id, before, after } = entry;
  const revision = after && withRevision(after).revision;
  // Counters and times are not part of the revision.
  if (revision === withRevision(before).revision) return null;
  const { fields, sentOnly } = entryDifferences(entry, clusterZone);
  const event = { type: 'saved', id, revision, fields: [...fields, ...sentOnly] } as const;
  return (recipient) => ({ ...event, ...saveOf(entry, recipient) });
}
