import { randomUUID } from 'node:crypto';
import { and, asc, count, desc, eq, gt, ne } from 'drizzle-orm';
import * as z from 'zod';
import type { Database } from '../database/connect.ts';
import { apiToken, credential, draft, joinLink, person, session } from '../database/schema.ts';

/** The database, or a transaction in it. */
export type Tx = Pick<Database, 'select' | 'insert' | 'update' | 'delete'>;

export type PersonRow = typeof person.$inferSelect;
type NewPerson = typeof person.$inferInsert;
type SessionRow = typeof session.$inferSelect;
export type TokenRow = typeof apiToken.$inferSelect;

export function listPeople(tx: Tx): Promise<readonly PersonRow[]> {
  return tx.select().from(person).orderBy(asc(person.name), asc(person.id));
}

export async function findPerson(tx: Tx, id: string): Promise<PersonRow | null> {
  const [found] = await tx.select().from(person).where(eq(person.id, id));
  return found ?? null;
}

/** Blocks other transactions from changing or locking the person until this one ends. */
export async function lockPerson(tx: Tx, id: string): Promise<PersonRow | null> {
  const [found] = await tx.select().from(person).where(eq(person.id, id)).for('update');
  return found ?? null;
}

export async function isEmailTaken(tx: Tx, email: string): Promise<boolean> {
  const [found] = await tx.select({ id: person.id }).from(person).where(eq(person.email, email));
  return found !== undefined;
}

/** Returns false if an account with the same e-mail address exists. */
export async function insertPerson(tx: Tx, row: NewPerson): Promise<boolean> {
  const inserted = await tx.insert(person).values(row).onConflictDoNothing().returning({ id: person.id });
  return inserted.length > 0;
}

export async function updatePerson(tx: Tx, id: string, change: Partial<NewPerson>): Promise<PersonRow | null> {
  const [updated] = await tx.update(person).set(change).where(eq(person.id, id)).returning();
  return updated ?? null;
}

/** Blocks other transactions from changing administrators until this one ends. */
export async function lockAdministrators(tx: Tx): Promise<void> {
  await tx.select({ id: person.id }).from(person).where(eq(person.role, 'administrator')).for('update');
}

/** Whether an active administrator exists. Demo accounts do not count, because they work with sample data only. */
export async function hasAdministrator(tx: Pick<Tx, 'select'>, exceptId?: string): Promise<boolean> {
  const [found] = await tx
    .select({ id: person.id })
    .from(person)
    .where(
      and(
        eq(person.role, 'administrator'),
        eq(person.isActive, true),
        eq(person.isDemo, false),
        exceptId === undefined ? undefined : ne(person.id, exceptId),
      ),
    )
    .limit(1);
  return found !== undefined;
}

export function listSessions(tx: Tx, personId: string, now: number): Promise<readonly SessionRow[]> {
  return tx
    .select()
    .from(session)
    .where(and(eq(session.personId, personId), gt(session.expiresAt, new Date(now))))
    .orderBy(desc(session.updatedAt));
}

/** Returns false if the person has no such session. */
export async function endSession(tx: Tx, personId: string, id: string): Promise<boolean> {
  const ended = await tx
    .delete(session)
    .where(and(eq(session.personId, personId), eq(session.id, id)))
    .returning({ id: session.id });
  return ended.length > 0;
}

export async function endSessionByToken(tx: Tx, token: string): Promise<void> {
  await tx.delete(session).where(eq(session.token, token));
}

/** Ends all sessions of the person, except the one with the id `exceptId`. */
export async function endSessions(tx: Tx, personId: string, exceptId?: string): Promise<void> {
  const isOther = exceptId === undefined ? undefined : ne(session.id, exceptId);
  await tx.delete(session).where(and(eq(session.personId, personId), isOther));
}

export function listTokens(tx: Tx, personId: string): Promise<readonly TokenRow[]> {
  return tx
    .select()
    .from(apiToken)
    .where(eq(apiToken.personId, personId))
    .orderBy(desc(apiToken.createdAt), desc(apiToken.id));
}

export async function countTokens(tx: Tx, personId: string): Promise<number> {
  const [found] = await tx.select({ total: count() }).from(apiToken).where(eq(apiToken.personId, personId));
  return found?.total ?? 0;
}

export async function insertToken(tx: Tx, row: TokenRow): Promise<void> {
  await tx.insert(apiToken).values(row);
}

/** Returns false if the person has no such token. */
export async function deleteToken(tx: Tx, personId: string, id: string): Promise<boolean> {
  // PostgreSQL refuses to compare the column with another text.
  if (!z.uuid().safeParse(id).success) return false;
  const deleted = await tx
    .delete(apiToken)
    .where(and(eq(apiToken.personId, personId), eq(apiToken.id, id)))
    .returning({ id: apiToken.id });
  return deleted.length > 0;
}

async function deleteTokens(tx: Tx, personId: string): Promise<void> {
  await tx.delete(apiToken).where(eq(apiToken.personId, personId));
}

const isPasswordOf = (personId: string) =>
  and(eq(credential.personId, personId), eq(credential.providerId, 'credential'));

export async function hasPassword(tx: Tx, personId: string): Promise<boolean> {
  const [found] = await tx.select({ id: credential.id }).from(credential).where(isPasswordOf(personId));
  return found !== undefined;
}

/** The stored password of the person with this e-mail address, as the person typed it. */
export async function findPassword(tx: Tx, email: string) {
  const [found] = await tx
    .select({ id: credential.id, personId: credential.personId, hash: credential.password })
    .from(credential)
    .innerJoin(person, eq(credential.personId, person.id))
    .where(and(eq(person.email, email.trim().toLowerCase()), eq(credential.providerId, 'credential')));
  return found ?? null;
}

/** Whether the stored password is still this one. */
export async function isPasswordUnchanged(
  tx: Tx,
  { id, hash }: { readonly id: string; readonly hash: string | null },
): Promise<boolean> {
  const [now] = await tx
    .select({ hash: credential.password })
    .from(credential)
    .where(eq(credential.id, id))
    .for('update');
  return now?.hash === hash;
}

export async function insertPassword(tx: Tx, personId: string, hash: string, createdAt: Date): Promise<void> {
  await tx.insert(credential).values({
    id: randomUUID(),
    accountId: personId,
    providerId: 'credential',
    personId,
    password: hash,
    createdAt,
    updatedAt: createdAt,
  });
}

/**
 * Ends everything opened with the password. Deletes the password first: a concurrent sign-in checks it again
 * (`isPasswordUnchanged`), so either that sign-in fails, or its session exists by now and is deleted here.
 */
export async function revokePassword(tx: Tx, personId: string): Promise<void> {
  await tx.delete(credential).where(isPasswordOf(personId));
  await endSessions(tx, personId);
  await deleteTokens(tx, personId);
}

/** Ends all sessions, tokens and links of the person, and deletes the drafts. */
export async function revokeAccess(tx: Tx, personId: string): Promise<void> {
  await endSessions(tx, personId);
  await deleteTokens(tx, personId);
  await tx.delete(joinLink).where(eq(joinLink.personId, personId));
  await tx.delete(draft).where(eq(draft.personId, personId));
}
