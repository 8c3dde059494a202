import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Join, sessionEndpoints } from '#contract/session-endpoints.ts';
import { findLink, type JoinLink, lockLinks, consumeLink } from './account-links.ts';
import {
  hasAdministrator,
  insertPassword,
  insertPerson,
  lockPerson,
  revokePassword,
  type Tx,
} from './account-store.ts';
import { checkPassword } from './password-check.ts';
import type { AccountServices } from './account-services.ts';
import { plainProblem, Problem } from '../http/problems.ts';
import { route } from '../http/route.ts';
import { openSession } from './session-routes.ts';

/** Shows what a join link is for, and uses it: makes an account, or sets a new password. */
export function joinRoutes(app: FastifyInstance, services: AccountServices): void {
  const { db, auth, demoAllowed, note, now } = services;
  /** Whether the link still applies: no administrator exists yet, the account is active, demo accounts are allowed. */
  const isValid = async (tx: Tx, link: JoinLink, request: FastifyRequest): Promise<boolean> => {
    if (link.isDemo && !(await demoAllowed(request, tx))) return false;
    if (link.kind === 'first') return !(await hasAdministrator(tx));
    if (link.personId === null) return true;
    const account = await lockPerson(tx, link.personId);
    return account?.isActive === true;
  };
  const refuse = (request: FastifyRequest) => {
    note({ event: 'sign-in refused', by: 'link' }, request);
    return plainProblem(410, 'This link was used or withdrawn, or it has expired. Ask an administrator for a new one.');
  };

  route(app, sessionEndpoints.lookAtLink, async ({ body: { token }, request }) => {
    const link = await findLink(db, token, now());
    if (!link || !(await isValid(db, link, request))) throw refuse(request);
    const { kind, email: address, role, expiresAt } = link;
    return { kind, email: address, role, expiresAt: expiresAt.toISOString() };
  });

  route(app, sessionEndpoints.join, async ({ body: input, request, reply }) => {
    const link = await findLink(db, input.token, now());
    if (!link || !(await isValid(db, link, request))) throw refuse(request);
    const newPerson = newPersonFor(link, input);
    await checkPassword(input.password, newPerson ? [newPerson.email, newPerson.name] : [link.email ?? ''], 'password');
    const context = await auth.$context;
    const hash = await context.password.hash(input.password);
    const personId = await db.transaction(async (tx) => {
      const createdAt = new Date(now());
      await lockLinks(tx);
      const consumed = await consumeLink(tx, input.token, now());
      if (!consumed || !(await isValid(tx, consumed, request))) throw refuse(request);
      const id = consumed.personId ?? randomUUID();
      if (newPerson) {
        const { role, isDemo } = consumed;
        const row = { ...newPerson, id, role, isDemo, emailVerified: true, createdAt, updatedAt: createdAt };
        if (!(await insertPerson(tx, row)))
          throw Problem.one(409, 409, 'An account with this address already exists.', 'email');
      } else {
        await revokePassword(tx, id);
      }
      await insertPassword(tx, id, hash, createdAt);
      return id;
    });
    const { role } = link;
    note({ event: 'link used', link: link.id, kind: link.kind, role, person: personId });
    if (newPerson) note({ event: 'account made', person: personId, role, by: 'link' });
    else note({ event: 'password changed', person: personId, by: 'link' });
    return openSession(services, request, reply, { person: personId, by: 'link' });
  });
}

/** The person to make an account for; null if the link is for an existing account. */
function newPersonFor(link: JoinLink, input: Join): { readonly email: string; readonly name: string } | null {
  if (link.kind === 'password') return null;
  const address = link.email ?? input.email;
  if (address === undefined) throw Problem.one(400, 400, 'Enter your e-mail address.', 'email');
  if (input.name === undefined) throw Problem.one(400, 400, 'Enter your name.', 'name');
  return { email: address, name: input.name };
}
