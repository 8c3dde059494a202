import { randomUUID } from 'node:crypto';
import { and, asc, desc, eq, gt, lt } from 'drizzle-orm';
import type { LastSent } from '#contract/series-endpoints.ts';
import type { JsonObject } from '#values/json.ts';
import type { Outcome, JournalEntry } from './series-source.ts';
import type { Database } from '../database/connect.ts';
import { journal } from '../database/schema.ts';

export interface Author {
  readonly actor: string;
  readonly origin: 'app' | 'api';
}

/** Creates the journal entry of one save. `begin` inserts it as intended, `complete` records the outcome once. */
export function journalEntry(seriesId: number, author: Author, now: () => number): JournalEntry<Database> {
  const id = randomUUID();
  return {
    async begin(tx, before, asked) {
      await tx
        .insert(journal)
        .values({ id, seriesId, at: new Date(now()), ...author, state: 'intended', before, asked });
    },
    async complete(tx, { state, after, warnings, reason }) {
      await tx
        .update(journal)
        .set({ state, after, warnings: [...warnings], reason, settledAt: new Date(now()) })
        .where(eq(journal.id, id));
    },
  };
}

/** Returns the body of the last successful save of a series through this server, or null. */
export async function lastSent(db: Database, seriesId: number): Promise<LastSent | null> {
  const [row] = await db
    .select({ at: journal.at, body: journal.asked })
    .from(journal)
    .where(and(eq(journal.seriesId, seriesId), eq(journal.state, 'saved')))
    .orderBy(desc(journal.at), desc(journal.id))
    .limit(1);
  return row ? { at: row.at.toISOString(), body: row.body } : null;
}

export interface UnfinishedEntry {
  readonly id: string;
  readonly seriesId: number;
  readonly before: JsonObject;
  readonly asked: JsonObject;
}

/** Returns entries from before `before` without an outcome, oldest first. */
export function unfinishedEntries(db: Database, before: Date): Promise<readonly UnfinishedEntry[]> {
  return db
    .select({ id: journal.id, seriesId: journal.seriesId, before: journal.before, asked: journal.asked })
    .from(journal)
    .where(and(eq(journal.state, 'intended'), lt(journal.at, before)))
    .orderBy(asc(journal.at));
}

/**
 * Completes an entry unless it has an outcome by now. `decide` receives whether the series was saved again after the
 * entry.
 */
export async function completeUnfinished(
  db: Database,
  { id, seriesId }: UnfinishedEntry,
  decide: (savedSince: boolean) => Promise<Outcome>,
  now: () => number,
): Promise<void> {
  const [entry] = await db.select({ at: journal.at }).from(journal).where(eq(journal.id, id));
  if (!entry) return;
  const later = await db
    .select({ id: journal.id })
    .from(journal)
    .where(and(eq(journal.seriesId, seriesId), gt(journal.at, entry.at)))
    .limit(1);
  const { state, after, warnings, reason } = await decide(later.length > 0);
  await db
    .update(journal)
    .set({ state, after, warnings: [...warnings], reason, settledAt: new Date(now()) })
    .where(and(eq(journal.id, id), eq(journal.state, 'intended')));
}
