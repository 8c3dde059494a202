import { randomUUID } from 'node:crypto';
import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm';
import * as z from 'zod';
import { DAY, MINUTE } from '#values/durations.ts';
import type { Role } from '#domain/permissions.ts';
import type { Database } from '../database/connect.ts';
import { LINKS_LOCK } from '../database/locks.ts';
import { joinLink } from '../database/schema.ts';
import type { Tx } from './account-store.ts';
import { hashOf, newSecret } from './secrets.ts';

const LIFETIME_MS = { first: 30 * MINUTE, invited: 7 * DAY, password: DAY } as const;

export type JoinLink = typeof joinLink.$inferSelect;

export type LinkPurpose =
  | { readonly kind: 'first' }
  | { readonly kind: 'invited'; readonly email: string; readonly role: Role }
  | { readonly kind: 'password'; readonly email: string; readonly role: Role; readonly personId: string };

const isOpen = (now: number) => and(isNull(joinLink.usedAt), gt(joinLink.expiresAt, new Date(now)));

interface MadeLink {
  readonly id: string;
  readonly token: string;
  readonly expiresAt: Date;
}

/**
 * Makes a link for one use and deletes older unused links for the same purpose. Links for the first administrator can
 * coexist, because every server on one database prints one: the first one used ends them all.
 */
export async function makeLink(db: Database, purpose: LinkPurpose, now: number, isDemo = false): Promise<MadeLink> {
  const id = randomUUID();
  const token = newSecret();
  const expiresAt = new Date(now + LIFETIME_MS[purpose.kind]);
  await db.transaction(async (tx) => {
    await lockLinks(tx);
    if (purpose.kind !== 'first') {
      const { kind, email } = purpose;
      const sameInvitee = and(eq(joinLink.kind, kind), eq(joinLink.email, email), eq(joinLink.isDemo, isDemo));
      await tx.delete(joinLink).where(and(sameInvitee, isNull(joinLink.usedAt)));
    }
    await tx.insert(joinLink).values({
      email: null,
      role: 'administrator',
      ...purpose,
      isDemo,
      id,
      hash: hashOf(token),
      createdAt: new Date(now),
      expiresAt,
    });
  });
  return { id, token, expiresAt };
}

/** Blocks other transactions from making or using links until this one ends. */
export async function lockLinks(tx: Pick<Database, 'execute'>): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${LINKS_LOCK})`);
}

/** Returns the link if it is unused and has not expired, otherwise null. */
export async function findLink(tx: Tx, token: string, now: number): Promise<JoinLink | null> {
  const [found] = await tx
    .select()
    .from(joinLink)
    .where(and(eq(joinLink.hash, hashOf(token)), isOpen(now)));
  return found ?? null;
}

/** Marks the link as used. Of several concurrent calls only one gets the link; the others get null. */
export async function consumeLink(tx: Tx, token: string, now: number): Promise<JoinLink | null> {
  const [consumed] = await tx
    .update(joinLink)
    .set({ usedAt: new Date(now) })
    .where(and(eq(joinLink.hash, hashOf(token)), isOpen(now)))
    .returning();
  return consumed ?? null;
}

/** Excludes invitations by demo accounts: they work by their link only, which makes another demo account. */
const openInvitationTo = (email: string, now: number) =>
  and(eq(joinLink.kind, 'invited'), eq(joinLink.email, email.toLowerCase()), eq(joinLink.isDemo, false), isOpen(now));

export async function findOpenInvitation(tx: Tx, email: string, now: number): Promise<JoinLink | null> {
  const [found] = await tx.select().from(joinLink).where(openInvitationTo(email, now));
  return found ?? null;
}

/** Closes the open invitation of a person who signed in another way. Returns it, or null if there was none. */
export async function closeInvitation(tx: Tx, email: string, now: number): Promise<JoinLink | null> {
  const [closed] = await tx
    .update(joinLink)
    .set({ usedAt: new Date(now) })
    .where(openInvitationTo(email, now))
    .returning();
  return closed ?? null;
}

/** Deletes an unused invitation and returns it, or null if there is none with this id. */
export async function deleteInvitation(tx: Tx, id: string): Promise<JoinLink | null> {
  // PostgreSQL refuses to compare the column with another text.
  if (!z.uuid().safeParse(id).success) return null;
  const [deleted] = await tx
    .delete(joinLink)
    .where(and(eq(joinLink.id, id), eq(joinLink.kind, 'invited'), isNull(joinLink.usedAt)))
    .returning();
  return deleted ?? null;
}

export function listOpenInvitations(tx: Tx, now: number): Promise<readonly JoinLink[]> {
  return tx
    .select()
    .from(joinLink)
    .where(and(eq(joinLink.kind, 'invited'), isOpen(now)))
    .orderBy(desc(joinLink.createdAt));
}
