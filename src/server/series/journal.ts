import { randomUUID } from 'node:crypto';
import {
  and,
  asc,
  between,
  desc,
  eq,
  exists,
  type GetColumnData,
  gt,
  inArray,
  lt,
  max,
  ne,
  or,
  sql,
  type SQL,
} from 'drizzle-orm';
import { alias, type AnyPgColumn } from 'drizzle-orm/pg-core';
import type { LastSent, Save } from '#contract/series-endpoints.ts';
import type { JsonObject } from '#values/json.ts';
import type { ConflictingSaves, Journal, Outcome } from './series-source.ts';
import type { Database } from '../database/connect.ts';
import type { Notices } from '../database/notices.ts';
import { journal, journalArchive, person } from '../database/schema.ts';
import { withRevision } from './series-revision.ts';

/** The columns of an outcome. `completedAt` is by the database's clock: a save reads the server's clock once. */
const completed = ({ state, after, warnings, reason }: Outcome) =>
  ({ state, after, warnings: [...warnings], reason, completedAt: sql`clock_timestamp()` }) as const;

// Literals instead of parameters, so that the planner can use the partial index.
const IS_INTENDED = sql`${journal.state} = 'intended'`;
const IS_UNKNOWN = sql`${journal.state} = 'unknown'`;

/** The journal of saves: an entry begins as intended, before the write, and is completed once, after it. */
export function journalIn(db: Database, notices: Notices): Journal {
  return {
    async begin({ at, author, ...intent }) {
      const id = randomUUID();
      await db.insert(journal).values({ id, at: new Date(at), ...author, ...intent, state: 'intended' });
      return id;
    },
    async complete(entryId, outcome) {
      await db.update(journal).set(completed(outcome)).where(eq(journal.id, entryId));
      if (outcome.state === 'saved') await notices.send(db, { type: 'saved', entry: entryId });
    },
    savesSince: (conflict) => savesSince(db, conflict),
  };
}

/** The author of an entry, for a query that joins `person`. `actor` is the caller. */
export const SAVE_COLUMNS = { at: journal.at, actor: journal.actor, author: person.name };
export const saveOf = (
  row: { readonly at: Date; readonly actor: string; readonly author: string | null },
  actor: string,
): Save => ({ at: row.at.toISOString(), author: row.author, isOwn: row.actor === actor });

/** The people who saved a series, by name. */
export async function editorsOf(db: Database): Promise<{ id: string; name: string }[]> {
  const saved = db
    .select({ one: sql`1` })
    .from(journal)
    .where(and(eq(journal.actor, person.id), eq(journal.state, 'saved')));
  return db
    .select({ id: person.id, name: person.name })
    .from(person)
    .where(exists(saved))
    .orderBy(asc(person.name), asc(person.id));
}

interface EntriesQuery {
  /** Of the last entries: which, in which order and how many, in either table. */
  readonly where: (table: typeof journal | typeof journalArchive) => SQL | undefined;
  readonly order: (table: typeof journal | typeof journalArchive) => SQL;
  readonly limit: number;
}

/** The last entries of the journal and of its archive, as rows of `journal` without an order. */
export function entriesOf({ where, order, limit }: EntriesQuery) {
  const lastOf = (table: typeof journal | typeof journalArchive) =>
    sql`${where(table) ?? sql`true`} order by ${order(table)} limit ${limit}`;
  return sql`(
    (select * from ${journal} where ${lastOf(journal)})
    union all
    select entry.* from (select ${journalArchive.entry} as value from ${journalArchive} where ${lastOf(journalArchive)}) as archived,
      json_populate_record(null::${journal}, archived.value) as entry
  ) as ${journal}`;
}

export const bySequence = ({ sequence }: { readonly sequence: AnyPgColumn }) => sql`${sequence} desc`;

/** A column of `entriesOf`: drizzle refuses columns of a table that is only in the text of the query. */
export const column = <C extends AnyPgColumn>(from: C) => sql<GetColumnData<C>>`${from}`.mapWith(from);

export const ENTRY_COLUMNS = {
  at: column(journal.at),
  actor: column(journal.actor),
  author: person.name,
  before: column(journal.before),
  requested: column(journal.requested),
  after: column(journal.after),
  warnings: column(journal.warnings),
};

/** The successful saves of a series through this server, the last one first. */
function savesOf(db: Database, seriesId: number, limit: number) {
  return db
    .select(ENTRY_COLUMNS)
    .from(
      entriesOf({
        where: (table) => and(eq(table.seriesId, seriesId), eq(table.state, 'saved')),
        order: bySequence,
        limit,
      }),
    )
    .leftJoin(person, eq(person.id, journal.actor))
    .orderBy(desc(journal.sequence))
    .limit(limit);
}

/** Returns the last successful save of a series through this server, or null. `actor` is the caller. */
export async function lastSent(db: Database, seriesId: number, actor: string): Promise<LastSent | null> {
  const [row] = await savesOf(db, seriesId, 1);
  if (!row) return null;
  const { requested: body, after, warnings } = row;
  return { ...saveOf(row, actor), body, after, warnings: [...(warnings ?? [])] };
}

/** Who made the last successful save of a series through this server, without those in the archive. */
export async function lastSaveOf(db: Database, seriesId: number) {
  const [row] = await db
    .select(SAVE_COLUMNS)
    .from(journal)
    .leftJoin(person, eq(person.id, journal.actor))
    .where(and(eq(journal.seriesId, seriesId), eq(journal.state, 'saved')))
    .orderBy(desc(journal.sequence))
    .limit(1);
  return row ?? null;
}

/** A conflict names at most this many saves, which are read with their whole series. */
const MAX_NAMED = 20;

/** Walks from the current revision back to one in `since`; null if the entries do not connect them. */
async function savesSince(db: Database, { seriesId, actor, since, current }: ConflictingSaves): Promise<Save[] | null> {
  const saves: Save[] = [];
  let revision = current;
  for (const row of await savesOf(db, seriesId, MAX_NAMED)) {
    if (row.after === null || withRevision(row.after).revision !== revision) return null;
    saves.unshift(saveOf(row, actor));
    ({ revision } = withRevision(row.before));
    if (since.includes(revision)) return saves;
  }
  return null;
}

export interface JournalEntry {
  readonly id: string;
  readonly sequence: number;
  readonly seriesId: number;
  readonly at: Date;
  readonly before: JsonObject;
  readonly requested: JsonObject;
}

const ENTRY = {
  id: journal.id,
  sequence: journal.sequence,
  seriesId: journal.seriesId,
  at: journal.at,
  before: journal.before,
  requested: journal.requested,
};

/** Returns entries from before `before` without an outcome, oldest first. */
export function unfinishedEntries(db: Database, before: Date): Promise<readonly JournalEntry[]> {
  return db
    .select(ENTRY)
    .from(journal)
    .where(and(IS_INTENDED, lt(journal.at, before)))
    .orderBy(asc(journal.sequence));
}

/** Returns the saves of these series since `since` whose outcome is unknown, oldest first. */
export async function unknownSaves(
  db: Database,
  seriesIds: readonly number[],
  since: Date,
): Promise<readonly (JournalEntry & { readonly reason: string | null })[]> {
  return db
    .select({ ...ENTRY, reason: journal.reason })
    .from(journal)
    .where(and(IS_UNKNOWN, gt(journal.at, since), inArray(journal.seriesId, [...seriesIds])))
    .orderBy(asc(journal.sequence));
}

/** Returns the series that have a save since `since` whose outcome is unknown. */
export async function seriesWithUnknownSaves(db: Database, since: Date): Promise<readonly number[]> {
  const rows = await db
    .selectDistinct({ seriesId: journal.seriesId })
    .from(journal)
    .where(and(IS_UNKNOWN, gt(journal.at, since)));
  return rows.map(({ seriesId }) => seriesId);
}

/**
 * Returns when the last save of a series began that may still be carried out, or null if there is none at most `ms` from
 * `now`. An entry of a later time was made before the clock was set back.
 */
export async function lastOpenSave(
  db: Database,
  seriesId: number,
  { now, ms }: { readonly now: number; readonly ms: number },
): Promise<Date | null> {
  const isRecent = between(journal.at, new Date(now - ms), new Date(now + ms));
  const [row] = await db
    .select({ at: journal.at })
    .from(journal)
    .where(and(or(IS_INTENDED, IS_UNKNOWN), isRecent, eq(journal.seriesId, seriesId)))
    .orderBy(desc(journal.sequence))
    .limit(1);
  return row?.at ?? null;
}

/** Returns the later saves of the same series that were not refused, oldest first. */
export async function savesAfter(
  db: Database,
  { seriesId, sequence }: JournalEntry,
): Promise<readonly (JournalEntry & { readonly isSaved: boolean })[]> {
  return db
    .select({ ...ENTRY, isSaved: sql<boolean>`${journal.state} = 'saved'` })
    .from(journal)
    .where(and(eq(journal.seriesId, seriesId), gt(journal.sequence, sequence), ne(journal.state, 'refused')))
    .orderBy(asc(journal.sequence));
}

/** Records that a save with an unknown outcome was carried out after all, and which later saves it undid. */
export async function settleUnknown(
  db: Database,
  { id, seriesId }: JournalEntry,
  { outcome, undid }: { readonly outcome: Outcome; readonly undid: readonly string[] },
): Promise<void> {
  const late = undid.length > 0 ? { undid, settledAfter: lastSaved(db, seriesId) } : {};
  await db
    .update(journal)
    .set({ ...completed(outcome), ...late })
    .where(and(eq(journal.id, id), IS_UNKNOWN));
}

const lastSaved = (db: Database, seriesId: number) => {
  const saved = alias(journal, 'saved');
  const sequence = db
    .select({ last: max(saved.sequence) })
    .from(saved)
    .where(and(eq(saved.seriesId, seriesId), eq(saved.state, 'saved')));
  return sql`(${sequence})`;
};

/**
 * Completes an entry unless it has an outcome by now. `decide` receives whether the series was saved again after the
 * entry.
 */
export async function completeUnfinished(
  db: Database,
  { id, seriesId, sequence }: JournalEntry,
  decide: (savedSince: boolean) => Promise<Outcome>,
): Promise<void> {
  const later = await db
    .select({ id: journal.id })
    .from(journal)
    .where(and(eq(journal.seriesId, seriesId), gt(journal.sequence, sequence)))
    .limit(1);
  const outcome = await decide(later.length > 0);
  await db
    .update(journal)
    .set(completed(outcome))
    .where(and(eq(journal.id, id), IS_INTENDED));
}
