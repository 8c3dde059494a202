import { and, asc, eq, gt, inArray, isNotNull, notExists, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { UndoneSave } from '#contract/me-endpoints.ts';
import type { UndoneSaves } from '#contract/series-endpoints.ts';
import type { Database } from '../database/connect.ts';
import { journal, person } from '../database/schema.ts';
import { SAVE_COLUMNS, saveOf } from './journal.ts';

/** The saves that undid later ones, of series that were not saved again since. */
function isLate(db: Database) {
  const newer = alias(journal, 'newer');
  const savedAgain = db
    .select({ one: sql`1` })
    .from(newer)
    .where(
      and(eq(newer.seriesId, journal.seriesId), eq(newer.state, 'saved'), gt(newer.sequence, journal.settledAfter)),
    );
  return and(isNotNull(journal.undid), notExists(savedAgain));
}

/** Returns these saves, oldest first. */
function lateSaves(db: Database, seriesId?: number) {
  const ofSeries = seriesId === undefined ? undefined : eq(journal.seriesId, seriesId);
  return db
    .select({ at: journal.at, after: journal.after, undid: journal.undid })
    .from(journal)
    .where(and(isLate(db), ofSeries))
    .orderBy(asc(journal.sequence));
}

/** A query of the series that have such a save. */
export const seriesWithUndoneSaves = (db: Database) =>
  db.select({ seriesId: journal.seriesId }).from(journal).where(isLate(db));

/** Returns the saves of a series that a late save undid, or null. `actor` is the caller. */
export async function undoneSaves(db: Database, seriesId: number, actor: string): Promise<UndoneSaves | null> {
  const late = (await lateSaves(db, seriesId)).at(-1);
  if (!late?.undid || !late.after) return null;
  const undone = await db
    .select({ ...SAVE_COLUMNS, requested: journal.requested })
    .from(journal)
    .leftJoin(person, eq(person.id, journal.actor))
    .where(inArray(journal.id, [...late.undid]))
    .orderBy(asc(journal.sequence));
  const lost = undone.at(-1)?.requested;
  if (!lost) return null;
  return {
    saves: undone.map((row) => saveOf(row, actor)),
    sentAt: late.at.toISOString(),
    after: late.after,
    lost,
  };
}

/** Returns the saves of one author that late saves undid. */
export async function undoneSavesOf(db: Database, actor: string): Promise<readonly UndoneSave[]> {
  const ids = (await lateSaves(db)).flatMap(({ undid }) => undid ?? []);
  if (ids.length === 0) return [];
  const undone = await db
    .select({ seriesId: journal.seriesId, at: journal.at })
    .from(journal)
    .where(and(inArray(journal.id, ids), eq(journal.actor, actor)))
    .orderBy(asc(journal.sequence));
  return undone.map(({ seriesId, at }) => ({ seriesId, at: at.toISOString() }));
}
