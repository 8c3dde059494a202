import { randomUUID } from 'node:crypto';
import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Role } from '#domain/permissions.ts';
import type { Database } from '../database/connect.ts';
import { joinLink } from '../database/schema.ts';
import { hashOf, newSecret } from './secrets.ts';

const MINUTE = 60_000;
const GOOD_FOR_MS = { first: 30 * MINUTE, invited: 7 * 24 * 60 * MINUTE, password: 24 * 60 * MINUTE } as const;

/** Any number will do, as long as every server on one PostgreSQL takes the same. */
const LINKS_LOCK = 418_002;

type JoinLink = typeof joinLink.$inferSelect;
/** The database, or a transaction in it. */
type Tx = Pick<Database, 'select' | 'insert' | 'update' | 'delete'>;

export type LinkFor =
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
 * Makes a link for one use; an older one for the same is worth nothing from then on. Those for the first administrator stand side by
 * side, as every server on one database prints one: whichever is used first ends them all.
 */
export async function makeLink(db: Database, what: LinkFor, now: number, isDemo = false): Promise<MadeLink> {
  const id = randomUUID();
  const token = newSecret();
  const expiresAt = new Date(now + GOOD_FOR_MS[what.kind]);
  await db.transaction(async (tx) => {
    await oneAtATime(tx);
    if (what.kind !== 'first') {
      const { kind, email } = what;
      const same = and(eq(joinLink.kind, kind), eq(joinLink.email, email), eq(joinLink.isDemo, isDemo));
      await tx.delete(joinLink).where(and(same, isNull(joinLink.usedAt)));
    }
    await tx.insert(joinLink).values({
      email: null,
      role: 'administrator',
      ...what,
      isDemo,
      id,
      hash: hashOf(token),
      createdAt: new Date(now),
      expiresAt,
    });
  });
  return { id, token, expiresAt };
}

/** Until the transaction ends nobody else makes or uses a link. */
export async function oneAtATime(tx: Pick<Database, 'execute'>): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${LINKS_LOCK})`);
}

/** The link while it can be used, or null. */
export async function findLink(tx: Tx, token: string, now: number): Promise<JoinLink | null> {
  const [found] = await tx
    .select()
    .from(joinLink)
    .where(and(eq(joinLink.hash, hashOf(token)), isOpen(now)));
  return found ?? null;
}

/** Uses it up. Of several at once only one gets it; the others get null. */
export async function takeLink(tx: Tx, token: string, now: number): Promise<JoinLink | null> {
  const [used] = await tx
    .update(joinLink)
    .set({ usedAt: new Date(now) })
    .where(and(eq(joinLink.hash, hashOf(token)), isOpen(now)))
    .returning();
  return used ?? null;
}

/** An invitation by a demo account is good for its link alone: the account that comes of it has to be a demo one, too. */
const invitedAs = (email: string, now: number) =>
  and(eq(joinLink.kind, 'invited'), eq(joinLink.email, email.toLowerCase()), eq(joinLink.isDemo, false), isOpen(now));

export async function openInvitation(tx: Tx, email: string, now: number): Promise<JoinLink | null> {
  const [found] = await tx.select().from(joinLink).where(invitedAs(email, now));
  return found ?? null;
}

/** Whoever came another way has no use for their invitation any more. Returns it, if there was one. */
export async function closeInvitation(tx: Tx, email: string, now: number): Promise<JoinLink | null> {
  const [closed] = await tx
    .update(joinLink)
    .set({ usedAt: new Date(now) })
    .where(invitedAs(email, now))
    .returning();
  return closed ?? null;
}

export function openInvitations(tx: Tx, now: number): Promise<readonly JoinLink[]> {
  return tx
    .select()
    .from(joinLink)
    .where(and(eq(joinLink.kind, 'invited'), isOpen(now)))
    .orderBy(desc(joinLink.createdAt));
}
