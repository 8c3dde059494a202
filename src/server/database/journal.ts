import { randomUUID } from 'node:crypto';
import { and, desc, eq } from 'drizzle-orm';
import type { LastSent } from '#contract/api.ts';
import type { SaveRecord } from '../ports.ts';
import type { Database } from './connect.ts';
import { journal } from './schema.ts';

export interface Author {
  readonly actor: string;
  readonly origin: 'app' | 'api';
}

/** Keeps one save's entry: appended as intended, settled once. */
export function journalRecord(seriesId: number, author: Author, now: () => number): SaveRecord<Database> {
  const id = randomUUID();
  return {
    async intend(tx, before, asked) {
      await tx
        .insert(journal)
        .values({ id, seriesId, at: new Date(now()), ...author, state: 'intended', before, asked });
    },
    async settle(tx, { state, after, warnings, reason }) {
      await tx
        .update(journal)
        .set({ state, after, warnings: [...warnings], reason, settledAt: new Date(now()) })
        .where(eq(journal.id, id));
    },
  };
}

/** What the last save from here sent of a series, or null. */
export async function lastSent(db: Database, seriesId: number): Promise<LastSent | null> {
  const [row] = await db
    .select({ at: journal.at, body: journal.asked })
    .from(journal)
    .where(and(eq(journal.seriesId, seriesId), eq(journal.state, 'saved')))
    .orderBy(desc(journal.at), desc(journal.id))
    .limit(1);
  return row ? { at: row.at.toISOString(), body: row.body } : null;
}
