import { randomUUID } from 'node:crypto';
import { APIError } from 'better-auth/api';
import type { FastifyInstance } from 'fastify';
import { DAY } from '#values/durations.ts';
import { TOKEN_PREFIX, MAX_TOKENS } from '#contract/endpoint-constants.ts';
import { meEndpoints, type TokenInfo } from '#contract/me-endpoints.ts';
import { may } from '#domain/permissions.ts';
import {
  countTokens,
  deleteToken,
  endSession,
  endSessions,
  insertToken,
  listSessions,
  listTokens,
  lockPerson,
  type TokenRow,
  updatePerson,
} from './account-store.ts';
import { authHeaders, unauthorised } from './caller.ts';
import { personOf } from './guard.ts';
import { checkPassword } from './password-check.ts';
import type { AccountServices } from './account-services.ts';
import { hashOf, newSecret } from './secrets.ts';
import { plainProblem, Problem } from '../http/problems.ts';
import { route } from '../http/route.ts';

/** Shown and stored to identify a token: its prefix and 4 of its 64 random characters. */
const TOKEN_START_LENGTH = TOKEN_PREFIX.length + 4;

/** The signed-in person's own password, preferences, sessions and tokens. */
export function meRoutes(app: FastifyInstance, { db, auth, limits, note, draftKey, now }: AccountServices): void {
  route(app, meEndpoints.changePassword, async ({ body: { current, next }, request }) => {
    const { person: me, sessionId } = personOf(request);
    // A stranger at an unlocked screen must not be able to guess the password.
    await limits.countChange(me.id, request);
    await checkPassword(next, [me.email, me.name], 'next');
    await auth.api
      .changePassword({ body: { currentPassword: current, newPassword: next }, headers: authHeaders(request) })
      .catch((error: unknown) => {
        if (!(error instanceof APIError) || error.statusCode >= 500) throw error;
        note({ event: 'password change refused', person: me.id }, request);
        throw Problem.one(403, 403, 'This is not the current password.', 'current');
      });
    await limits.forgetChange(me.id);
    await endSessions(db, me.id, sessionId);
    note({ event: 'password changed', person: me.id, by: 'password' });
    return {};
  });

  route(app, meEndpoints.updatePreferences, async ({ body: preferences, request }) => {
    await updatePerson(db, personOf(request).person.id, { preferences });
    return preferences;
  });

  route(app, meEndpoints.getDraftKey, async ({ request }) => ({ key: draftKey(personOf(request).person.id) }));

  route(app, meEndpoints.listSessions, async ({ request }) => {
    const { person: me, sessionId } = personOf(request);
    const sessions = await listSessions(db, me.id, now());
    return {
      sessions: sessions.map((row) => ({
        id: row.id,
        isCurrent: row.id === sessionId,
        createdAt: row.createdAt.toISOString(),
        lastActiveAt: row.updatedAt.toISOString(),
        expiresAt: row.expiresAt.toISOString(),
        address: row.ipAddress || null,
        agent: row.userAgent || null,
      })),
    };
  });

  route(app, meEndpoints.endAllSessions, async ({ request }) => {
    const { id } = personOf(request).person;
    await endSessions(db, id);
    note({ event: 'session ended', person: id, which: 'all' });
    return {};
  });

  route(app, meEndpoints.endSession, async ({ params: { id }, request }) => {
    const { id: me } = personOf(request).person;
    if (!(await endSession(db, me, id))) throw plainProblem(404, 'This session has already ended.');
    note({ event: 'session ended', person: me, which: 'one' });
    return {};
  });

  route(app, meEndpoints.listTokens, async ({ request }) => {
    const tokens = await listTokens(db, personOf(request).person.id);
    return { tokens: tokens.map(tokenInfo) };
  });

  route(app, meEndpoints.createToken, async ({ body: { name, scope, days }, request }) => {
    const { person: me } = personOf(request);
    if (!may({ role: me.role, scope: null }, scope))
      throw Problem.one(403, 403, `The role ${me.role} cannot edit series, so its tokens cannot either.`, 'scope');
    const token = newSecret(TOKEN_PREFIX);
    const row = {
      id: randomUUID(),
      personId: me.id,
      name,
      scope,
      hash: hashOf(token),
      start: token.slice(0, TOKEN_START_LENGTH),
      createdAt: new Date(now()),
      expiresAt: new Date(now() + days * DAY),
      lastUsedAt: null,
    };
    await db.transaction(async (tx) => {
      // Locks the person: a concurrent switch-off must not leave a token, and concurrent requests must not exceed the
      // limit.
      const current = await lockPerson(tx, me.id);
      if (!current?.isActive) throw unauthorised('This account is switched off.');
      if ((await countTokens(tx, me.id)) >= MAX_TOKENS)
        throw plainProblem(
          409,
          `You already have ${MAX_TOKENS} tokens, the most allowed. Remove one that you no longer use.`,
        );
      await insertToken(tx, row);
    });
    note({ event: 'token made', person: me.id, token: row.id, scope });
    return { ...tokenInfo(row), token };
  });

  route(app, meEndpoints.revokeToken, async ({ params: { id }, request }) => {
    const { id: me } = personOf(request).person;
    if (!(await deleteToken(db, me, id))) throw plainProblem(404, 'This token no longer exists.');
    note({ event: 'token revoked', person: me, token: id });
    return {};
  });
}

function tokenInfo({ id, name, scope, start, createdAt, expiresAt, lastUsedAt }: TokenRow): TokenInfo {
  return {
    id,
    name,
    scope,
    start,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}
