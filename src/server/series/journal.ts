import { randomUUID } from 'node:crypto';
import { and, asc, desc, eq, gt, lt, sql } from 'drizzle-orm';
import type { LastSent } from '#contract/series-endpoints.ts';
import type { JsonObject } from '#values/json.ts';
import type { Journal, Outcome } from './series-source.ts';
import type { Database } from '../database/connect.ts';
import { journal } from '../database/schema.ts';

/** The columns of an outcome. `completedAt` is by the database's clock: a save reads the server's clock once. */
const completed = ({ state, after, warnings, reason }: Outcome) =>
  ({ state, after, warnings: [...warnings], reason, completedAt: sql`clock_timestamp()` }) as const;

/** The journal of saves: an entry begins as intended, before the write, and is completed once, after it. */
export function journalIn(db: Database): Journal {
  return {
    async begin({ at, author, ...intent }) {
      const id = randomUUID();
      await db.insert(journal).values({ id, at: new Date(at), ...author, ...intent, state: 'intended' });
      return id;
    },
    async complete(entryId, outcome) {
      await db.update(journal).set(completed(outcome)).where(eq(journal.id, entryId));
    },
  };
}

/** Returns the body of the last successful save of a series through this server, or null. */
export async function lastSent(db: Database, seriesId: number): Promise<LastSent | null> {
  const [row] = await db
    .select({ at: journal.at, body: journal.requested })
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
  readonly requested: JsonObject;
}

/** Returns entries from before `before` without an outcome, oldest first. */
export function unfinishedEntries(db: Database, before: Date): Promise<readonly UnfinishedEntry[]> {
  return db
    .select({ id: journal.id, seriesId: journal.seriesId, before: journal.before, requested: journal.requested })
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
): Promise<void> {
  const [entry] = await db.select({ at: journal.at }).from(journal).where(eq(journal.id, id));
  if (!entry) return;
  const later = await db
    .select({ id: journal.id })
    .from(journal)
    .where(and(eq(journal.seriesId, seriesId), gt(journal.at, entry.at)))
    .limit(1);
  const outcome = await decide(later.length > 0);
  await db
    .update(journal)
    .set(completed(outcome))
    .where(and(eq(journal.id, id), eq(journal.state, 'intended')));
}
