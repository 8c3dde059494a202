import { and } from 'drizzle-orm';
import type { DirectoryEntry, EntryType } from '#contract/directory-endpoints.ts';
import type { Database } from '../database/connect.ts';
import { ofTypes, oneOf, putEntries } from './directory-rows.ts';
import { directory } from '../database/schema.ts';
import type { Source } from '../series/series-store.ts';

/** Small enough that a save does not wait noticeably for one, as the embedded database does one thing at a time. */
const BATCH = 500;

/**
 * Makes these the only entries of the type, each id once. Batch by batch, so that others get their turn in between: `beforeBatch` may
 * throw to end it, which leaves new names beside old ones and none missing. No entries at all are taken for an answer that
 * could not be read, and change nothing.
 */
export async function replaceEntries(
  db: Database,
  type: EntryType,
  entries: readonly DirectoryEntry[],
  source: Source,
  beforeBatch: () => Promise<void>,
): Promise<void> {
  if (entries.length === 0) return;
  for (let from = 0; from < entries.length; from += BATCH) {
    await beforeBatch();
    await putEntries(db, entries.slice(from, from + BATCH), source);
  }
  const kept = new Set(entries.map(({ id }) => id));
  const onFile = await db
    .select({ id: directory.id })
    .from(directory)
    .where(ofTypes(source, [type]));
  const gone = onFile.flatMap(({ id }) => (kept.has(id) ? [] : [id]));
  for (let from = 0; from < gone.length; from += BATCH) {
    await beforeBatch();
    const some = oneOf(directory.id, gone.slice(from, from + BATCH));
    await db.delete(directory).where(and(ofTypes(source, [type]), some));
  }
}
