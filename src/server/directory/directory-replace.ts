import { and } from 'drizzle-orm';
import type { DirectoryEntry } from '#contract/directory-endpoints.ts';
import type { EntryType } from '#contract/endpoint-constants.ts';
import type { Database } from '../database/connect.ts';
import { ofTypes, oneOf, putEntries } from './directory-rows.ts';
import { directory } from '../database/schema.ts';
import type { Source } from '../series/series-store.ts';

/** Small enough that a save does not wait noticeably: the embedded database runs one statement at a time. */
const BATCH = 500;

/**
 * Replaces all entries of a type. The ids must be unique. Works in batches, so that other queries run in between.
 * `beforeBatch` may throw to stop: then some names are new, some old, and none is missing. An empty list is treated as
 * a misread response and changes nothing.
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
  const currentIds = new Set(entries.map(({ id }) => id));
  const onFile = await db
    .select({ id: directory.id })
    .from(directory)
    .where(ofTypes(source, [type]));
  const staleIds = onFile.flatMap(({ id }) => (currentIds.has(id) ? [] : [id]));
  for (let from = 0; from < staleIds.length; from += BATCH) {
    await beforeBatch();
    const inBatch = oneOf(directory.id, staleIds.slice(from, from + BATCH));
    await db.delete(directory).where(and(ofTypes(source, [type]), inBatch));
  }
}
