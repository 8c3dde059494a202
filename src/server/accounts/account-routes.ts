import type { FastifyInstance, FastifyRequest } from 'fastify';
import { accountEndpoints, type AccountInfo, type MadeLink } from '#contract/account-endpoints.ts';
import { JOIN_PAGE } from '#contract/endpoint-constants.ts';
import {
  findPerson,
  hasAdministrator,
  isEmailTaken,
  listPeople,
  lockAdministrators,
  lockPerson,
  type PersonRow,
  revokeAccess,
  updatePerson,
} from './account-store.ts';
import { DEMO_ID_PREFIX } from './demo-accounts.ts';
import { callerOf } from './guard.ts';
import { deleteInvitation, makeLink, listOpenInvitations } from './account-links.ts';
import type { AccountServices } from './account-services.ts';
import { plainProblem, Problem } from '../http/problems.ts';
import { route } from '../http/route.ts';

/** Lists, invites and changes accounts. For administrators only. */
export function accountsRoutes(app: FastifyInstance, services: AccountServices): void {
  const { db, origin, demoAllowed, note, now } = services;
  const linkAnswer = ({ token, expiresAt }: { token: string; expiresAt: Date }): MadeLink => ({
    link: `${origin}${JOIN_PAGE}#${token}`,
    expiresAt: expiresAt.toISOString(),
  });

  route(app, accountEndpoints.listAccounts, async ({ request }) => {
    const people = await listPeople(db);
    const links = await listOpenInvitations(db, now());
    const showsDemo = await demoAllowed(request);
    const isShown = ({ isDemo }: { readonly isDemo: boolean }) => !isDemo || showsDemo;
    return {
      accounts: people.filter(isShown).map(accountInfo),
      invitations: links.filter(isShown).map((link) => ({
        id: link.id,
        email: link.email ?? '',
        role: link.role,
        createdAt: link.createdAt.toISOString(),
        expiresAt: link.expiresAt.toISOString(),
      })),
    };
  });

  route(app, accountEndpoints.changeAccount, async ({ params: { id }, body: { role, isActive }, request }) => {
    const { actor, person: me } = callerOf(request);
    if (id === me?.id)
      throw plainProblem(
        409,
        'You cannot change your own role or switch off your own account. Ask another administrator.',
      );
    const { old, changed } = await db.transaction(async (tx) => {
      // Locks the administrators, so that two of them cannot remove each other's role at the same moment.
      await lockAdministrators(tx);
      const before = await lockPerson(tx, id);
      if (!before) throw unknownAccount();
      refuseDemo(request, before);
      const next = { role: role ?? before.role, isActive: isActive ?? before.isActive };
      const isLastAdministrator =
        !before.isDemo && before.isActive && before.role === 'administrator' && !(await hasAdministrator(tx, id));
      if (isLastAdministrator && !(next.isActive && next.role === 'administrator'))
        throw plainProblem(409, 'This is the only administrator. Make another account an administrator first.');
      // Also when the account is switched on, so that no old session, token or link works again.
      if (next.isActive !== before.isActive) await revokeAccess(tx, id);
      const updated = await updatePerson(tx, id, { ...next, updatedAt: new Date(now()) });
      return { old: before, changed: updated ?? before };
    });
    if (changed.isActive !== old.isActive)
      note({ event: changed.isActive ? 'account switched on' : 'account switched off', person: id, actor });
    if (changed.role !== old.role) note({ event: 'role changed', person: id, from: old.role, to: changed.role, actor });
    return accountInfo(changed);
  });

  route(app, accountEndpoints.createPasswordLink, async ({ params, request }) => {
    const account = await findPerson(db, params.id);
    if (!account) throw unknownAccount();
    refuseDemo(request, account);
    const { id, email: address, role, isActive, isDemo } = account;
    if (isDemo && id.startsWith(DEMO_ID_PREFIX)) throw plainProblem(409, 'Demo accounts have no password.');
    if (!isActive) throw plainProblem(409, 'This account is switched off. Switch it on first.');
    const link = await makeLink(db, { kind: 'password', email: address, role, personId: id }, now(), isDemo);
    const { actor } = callerOf(request);
    note({ event: 'link made', link: link.id, kind: 'password', role, person: id, actor });
    return linkAnswer(link);
  });

  route(app, accountEndpoints.invite, async ({ body: { email: address, role }, request }) => {
    if (await isEmailTaken(db, address))
      throw Problem.one(409, 409, 'An account with this address already exists.', 'email');
    const { actor, person: me } = callerOf(request);
    const link = await makeLink(db, { kind: 'invited', email: address, role }, now(), me?.isDemo === true);
    note({ event: 'link made', link: link.id, kind: 'invited', role, person: null, actor });
    return linkAnswer(link);
  });

  route(app, accountEndpoints.revokeInvitation, async ({ params: { id }, request }) => {
    await db.transaction(async (tx) => {
      const deleted = await deleteInvitation(tx, id);
      if (!deleted) throw plainProblem(404, 'This invitation was already used or withdrawn.');
      refuseDemo(request, deleted);
    });
    note({ event: 'link taken back', link: id, actor: callerOf(request).actor });
    return {};
  });
}

/** Any user of this machine can open a demo account, so a demo account may change demo accounts only. */
function refuseDemo(request: FastifyRequest, target: { readonly isDemo: boolean }): void {
  if (callerOf(request).person?.isDemo === true && !target.isDemo)
    throw plainProblem(409, 'Demo accounts can change other demo accounts only.');
}
const unknownAccount = () => plainProblem(404, 'There is no such account.');

function accountInfo({
  id,
  name,
  email: address,
  role,
  isActive,
  isDemo,
  createdAt,
  lastActiveAt,
}: PersonRow): AccountInfo {
  return {
    id,
    name,
    email: address,
    role,
    isActive,
    isDemo,
    createdAt: createdAt.toISOString(),
    lastActiveAt: lastActiveAt?.toISOString() ?? null,
  };
}
