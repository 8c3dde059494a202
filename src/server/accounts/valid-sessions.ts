import { and, eq, gt, inArray } from 'drizzle-orm';
import type { Database } from '../database/connect.ts';
import { person, session } from '../database/schema.ts';
import { hasAdministrator } from './account-store.ts';
import { SESSION_MAX_AGE_MS } from './caller.ts';

/** Which of these sessions are still valid. Unlike a request, the check does not count as use of a session. */
export async function validSessions(db: Database, ids: readonly string[], now: number): Promise<ReadonlySet<string>> {
  const found = await db
    .select({ id: session.id, isDemo: person.isDemo })
    .from(session)
    .innerJoin(person, eq(person.id, session.personId))
    .where(
      and(
        inArray(session.id, [...ids]),
        eq(person.isActive, true),
        gt(session.expiresAt, new Date(now)),
        gt(session.createdAt, new Date(now - SESSION_MAX_AGE_MS)),
      ),
    );
  const demoEnded = found.some(({ isDemo }) => isDemo) && (await hasAdministrator(db));
  return new Set(found.filter(({ isDemo }) => !isDemo || !demoEnded).map(({ id }) => id));
}
