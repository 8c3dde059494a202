import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { JOIN_LOOK_PATH, JOIN_PATH, type JoinAnswer, type SessionAnswer } from '#contract/account-endpoints.ts';
import type { Database } from '../database/connect.ts';
import { apiToken, credential, type joinLink, person, session } from '../database/schema.ts';
import { hasAdministrator } from './administrators.ts';
import { findLink, oneAtATime, takeLink } from './account-links.ts';
import { checkPassword } from './password-check.ts';
import type { AccountServices } from './account-services.ts';
import { plainProblem, Problem } from '../http/problems.ts';
import { displayName } from '../http/display-name.ts';
import { parseRequest } from '../http/parse-request.ts';
import { openSession } from './session-routes.ts';

const token = z.string().max(200);
export const email = z.string().trim().toLowerCase().max(320).pipe(z.email('This is not an e-mail address.'));
const name = displayName(100);

const look = z.strictObject({ token });
const join = z.strictObject({ token, email: email.optional(), name: name.optional(), password: z.string().max(1000) });
type Joining = z.infer<typeof join>;
type Link = typeof joinLink.$inferSelect;

/** What a link to join is for, and using it. */
export function joinRoutes(app: FastifyInstance, people: AccountServices): void {
  const { db, auth, demoAllowed, note, now } = people;
  /** Whether what it is for still stands: no administrator yet, an account that is switched on, a demo that is one. */
  const isGood = async (tx: Pick<Database, 'select'>, link: Link, request: FastifyRequest): Promise<boolean> => {
    if (link.isDemo && !demoAllowed(request)) return false;
    if (link.kind === 'first') return !(await hasAdministrator(tx));
    if (link.personId === null) return true;
    const [found] = await tx.select().from(person).where(eq(person.id, link.personId)).for('update');
    return found?.isActive === true;
  };
  const refused = () => {
    note({ event: 'sign-in refused', by: 'link' });
    return plainProblem(410, 'This link has been used, taken back, or is too old. Ask an administrator for a new one.');
  };
  const readsOnly = { config: { onlyReads: true } } as const;

  app.post(JOIN_LOOK_PATH, readsOnly, async (request): Promise<JoinAnswer> => {
    const found = await findLink(db, parseRequest(look, request.body).token, now());
    if (!found || !(await isGood(db, found, request))) throw refused();
    const { kind, email: address, role, expiresAt } = found;
    return { kind, email: address, role, expiresAt: expiresAt.toISOString() };
  });

  app.post(JOIN_PATH, async (request, reply): Promise<SessionAnswer> => {
    const asked = parseRequest(join, request.body);
    const found = await findLink(db, asked.token, now());
    if (!found || !(await isGood(db, found, request))) throw refused();
    const who = newcomer(found, asked);
    await checkPassword(asked.password, who ? [who.email, who.name] : [found.email ?? ''], 'password');
    const context = await auth.$context;
    const hash = await context.password.hash(asked.password);
    const personId = await db.transaction(async (tx) => {
      const at = new Date(now());
      await oneAtATime(tx);
      const used = await takeLink(tx, asked.token, now());
      if (!used || !(await isGood(tx, used, request))) throw refused();
      const id = used.personId ?? randomUUID();
      if (who) {
        const made = await tx
          .insert(person)
          .values({
            ...who,
            id,
            role: used.role,
            isDemo: used.isDemo,
            emailVerified: true,
            createdAt: at,
            updatedAt: at,
          })
          .onConflictDoNothing()
          .returning({ id: person.id });
        if (made.length === 0) throw Problem.one(409, 409, 'There is an account with this address already.', 'email');
      } else {
        // Whoever knew the old password is out. The password goes first: a sign-in with it that is under way looks at it again
        // before it counts, so that it is either refused or its session is seen and ended here.
        await tx.delete(credential).where(and(eq(credential.personId, id), eq(credential.providerId, 'credential')));
        await tx.delete(session).where(eq(session.personId, id));
        await tx.delete(apiToken).where(eq(apiToken.personId, id));
      }
      await tx.insert(credential).values({
        id: randomUUID(),
        accountId: id,
        providerId: 'credential',
        personId: id,
        password: hash,
        createdAt: at,
        updatedAt: at,
      });
      return id;
    });
    const { id: link, kind, role } = found;
    note({ event: 'link used', link, kind, role, person: personId });
    if (who) note({ event: 'account made', person: personId, role, by: 'link' });
    else note({ event: 'password changed', person: personId, by: 'link' });
    return openSession(people, request, reply, { person: personId, by: 'link' });
  });
}

/** Whom the link makes an account for; null where it is about one that exists. */
function newcomer(link: Link, asked: Joining): { readonly email: string; readonly name: string } | null {
  if (link.kind === 'password') return null;
  const address = link.email ?? asked.email;
  if (address === undefined) throw Problem.one(400, 400, 'Write your e-mail address.', 'email');
  if (asked.name === undefined) throw Problem.one(400, 400, 'Write your name.', 'name');
  return { email: address, name: asked.name };
}
