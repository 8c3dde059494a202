import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { Database } from '../database/connect.ts';
import { ARCHIVE_LOCK } from '../database/locks.ts';
import { journal, journalArchive } from '../database/schema.ts';
import { seriesWithUndoneSaves } from './undone-saves.ts';

/** Saves of the embedded database wait for one batch, so it is small. */
const BATCH_ROWS = 100;
const BATCH_BYTES = 2_000_000;
/** Pause after each batch, so that others have most of the database's time. */
const PAUSE_MS = 100;

export interface ArchiveOptions {
  /** Entries from before this moment move. */
  readonly before: Date;
  readonly ending: AbortSignal;
  /** Returns why the database is not writable now, or null if it is. */
  readonly notWritable: () => Promise<string | null>;
  readonly pauseMs?: number;
}

interface Batch extends Record<string, unknown> {
  readonly moved: number;
  /** The last entry that the batch read; null if there was none. */
  readonly at: string | null;
  readonly sequence: string | null;
}

/**
 * Moves old entries of the journal into its archive, in batches that are whole or do not happen. Each series keeps its last
 * save in the journal: the entry holds the whole series, so folding starts there. Entries that may still change stay too.
 * Returns how many entries moved.
 */
export async function archiveEntries(
  db: Database,
  { before, ending, notWritable, pauseMs = PAUSE_MS }: ArchiveOptions,
): Promise<number> {
  let moved = 0;
  let last = { at: '-infinity', sequence: '0' };
  while (!ending.aborted && (await notWritable()) === null) {
    const batch = await moveBatch(db, before, last);
    moved += batch?.moved ?? 0;
    if (batch?.at == null || batch.sequence == null) break;
    last = { at: batch.at, sequence: batch.sequence };
    // Only the signal ends a sleep.
    await sleep(pauseMs, undefined, { signal: ending }).catch(() => {});
  }
  return moved;
}

/** Moves entries after `last`, in the order of their time. Returns null while another server moves some. */
function moveBatch(db: Database, before: Date, last: { at: string; sequence: string }): Promise<Batch | null> {
  return db.transaction(async (tx) => {
    const { rows: locks } = await tx.execute<{ isFree: boolean }>(
      sql`select pg_try_advisory_xact_lock(${ARCHIVE_LOCK}) as "isFree"`,
    );
    if (!locks[0]?.isFree) return null;
    const { id, seriesId, at, sequence, state, before: body, requested, after } = journal;
    const { rows } = await tx.execute<Batch>(sql`
      with old as (
        select ${id}, ${at}, ${sequence},
          pg_column_size(${body}) + pg_column_size(${requested}) + coalesce(pg_column_size(${after}), 0) as bytes
        from ${journal}
        where (${at}, ${sequence}) > (${last.at}::timestamptz, ${last.sequence}::bigint) and ${at} < ${before.toISOString()}
        order by ${at}, ${sequence} limit ${BATCH_ROWS}
      ), summed as (
        select old.*, sum(bytes) over (order by at, sequence) - bytes as bytes_before from old
      ), batch as (select * from summed where bytes_before < ${BATCH_BYTES}),
      moved as (
        delete from ${journal} using batch
        where ${id} = batch.id and ${state} <> 'intended' and ${seriesId} not in (${seriesWithUndoneSaves(tx)})
          and (${state} = 'refused' or exists (
            select from ${journal} as newer
            where newer.series_id = ${seriesId} and newer.state = 'saved' and newer.sequence > ${sequence}
          ))
        returning ${journal}.*
      ), archived as (
        insert into ${journalArchive} (id, sequence, series_id, at, state, entry)
        select id, sequence, series_id, at, state, row_to_json(moved) from moved returning id
      )
      select (select count(*)::int from archived) as moved, last.at, last.sequence
      from (select 1) as one left join (select at, sequence from batch order by at desc, sequence desc limit 1) as last on true`);
    return rows[0] ?? null;
  });
}
