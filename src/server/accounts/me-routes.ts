import { randomUUID } from 'node:crypto';
import { APIError } from 'better-auth/api';
import { and, count, desc, eq, gt, ne } from 'drizzle-orm';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { isTimeZone } from '#values/zone.ts';
import {
  LIST_COLUMNS,
  type MadeToken,
  PASSWORD_PATH,
  type Preferences,
  PREFERENCES_PATH,
  SESSIONS_PATH,
  type SessionsAnswer,
  TOKEN_DAYS_MOST,
  TOKEN_PREFIX,
  type TokenInfo,
  type TokensAnswer,
  TOKENS_MOST,
  TOKENS_PATH,
} from '#contract/account-endpoints.ts';
import { may, SCOPES } from '#domain/permissions.ts';
import { apiToken, person, session } from '../database/schema.ts';
import { authHeaders, unauthorised } from './caller.ts';
import { personOf } from './guard.ts';
import { checkPassword } from './password-check.ts';
import type { AccountServices } from './account-services.ts';
import { hashOf, newSecret } from './secrets.ts';
import { plainProblem, Problem } from '../http/problems.ts';
import { displayName } from '../http/display-name.ts';
import { parseRequest } from '../http/parse-request.ts';

const DAY_MS = 24 * 3_600_000;
/** Shown and stored to identify a token: its prefix and 4 of its 64 random characters. */
const TOKEN_START_LENGTH = TOKEN_PREFIX.length + 4;

const passwordChange = z.strictObject({ current: z.string().max(1000), next: z.string().max(1000) });
const preferences = z.strictObject({
  theme: z.enum(['auto', 'light', 'dark']),
  density: z.enum(['comfortable', 'compact']),
  timeZone: z.string().refine(isTimeZone, 'Enter the name of a time zone, such as Asia/Kolkata.').nullable(),
  hiddenColumns: z.array(z.enum(LIST_COLUMNS)).max(LIST_COLUMNS.length),
});
const newToken = z.strictObject({
  name: displayName(100, 'Enter a name, so that you recognise the token later.'),
  scope: z.enum(SCOPES),
  days: z.int().min(1, 'At least one day.').max(TOKEN_DAYS_MOST, `At most ${TOKEN_DAYS_MOST} days.`),
});

/** The signed-in person's own password, preferences, sessions and tokens. */
export function meRoutes(app: FastifyInstance, { db, auth, limits, note, now }: AccountServices): void {
  app.put(PASSWORD_PATH, async (request) => {
    const { person: me, sessionId } = personOf(request);
    const { current, next } = parseRequest(passwordChange, request.body);
    // A stranger at an unlocked screen must not be able to guess the password.
    await limits.countChange(me.id);
    await checkPassword(next, [me.email, me.name], 'next');
    await auth.api
      .changePassword({ body: { currentPassword: current, newPassword: next }, headers: authHeaders(request) })
      .catch((error: unknown) => {
        if (!(error instanceof APIError) || error.statusCode >= 500) throw error;
        note({ event: 'password change refused', person: me.id });
        throw Problem.one(403, 403, 'This is not the current password.', 'current');
      });
    await limits.forgetChange(me.id);
    await db.delete(session).where(and(eq(session.personId, me.id), ne(session.id, sessionId)));
    note({ event: 'password changed', person: me.id, by: 'password' });
    return {};
  });

  app.put(PREFERENCES_PATH, async (request): Promise<Preferences> => {
    const input = parseRequest(preferences, request.body);
    await db
      .update(person)
      .set({ preferences: input })
      .where(eq(person.id, personOf(request).person.id));
    return input;
  });

  app.get(SESSIONS_PATH, async (request): Promise<SessionsAnswer> => {
    const { person: me, sessionId } = personOf(request);
    const rows = await db
      .select()
      .from(session)
      .where(and(eq(session.personId, me.id), gt(session.expiresAt, new Date(now()))))
      .orderBy(desc(session.updatedAt));
    return {
      sessions: rows.map((row) => ({
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

  app.delete(SESSIONS_PATH, async (request) => {
    const { id } = personOf(request).person;
    await db.delete(session).where(eq(session.personId, id));
    note({ event: 'session ended', person: id, which: 'all' });
    return {};
  });

  app.delete(`${SESSIONS_PATH}/:id`, async (request) => {
    const { id: me } = personOf(request).person;
    const ended = await db
      .delete(session)
      .where(and(eq(session.personId, me), eq(session.id, pathId(request))))
      .returning({ id: session.id });
    if (ended.length === 0) throw plainProblem(404, 'This session has already ended.');
    note({ event: 'session ended', person: me, which: 'one' });
    return {};
  });

  app.get(TOKENS_PATH, async (request): Promise<TokensAnswer> => {
    const rows = await db
      .select()
      .from(apiToken)
      .where(eq(apiToken.personId, personOf(request).person.id))
      .orderBy(desc(apiToken.createdAt), desc(apiToken.id));
    return { tokens: rows.map(tokenInfo) };
  });

  app.post(TOKENS_PATH, async (request, reply): Promise<MadeToken> => {
    const { person: me } = personOf(request);
    const { name, scope, days } = parseRequest(newToken, request.body);
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
      expiresAt: new Date(now() + days * DAY_MS),
      lastUsedAt: null,
    };
    await db.transaction(async (tx) => {
      // Locks the person: a concurrent switch-off must not leave a token, and concurrent requests must not exceed the
      // limit.
      const [current] = await tx.select().from(person).where(eq(person.id, me.id)).for('update');
      if (!current?.isActive) throw unauthorised('This account is switched off.');
      const [existing] = await tx.select({ total: count() }).from(apiToken).where(eq(apiToken.personId, me.id));
      if ((existing?.total ?? 0) >= TOKENS_MOST)
        throw plainProblem(
          409,
          `You already have ${TOKENS_MOST} tokens, the most allowed. Remove one that you no longer use.`,
        );
      await tx.insert(apiToken).values(row);
    });
    note({ event: 'token made', person: me.id, token: row.id, scope });
    void reply.code(201);
    return { ...tokenInfo(row), token };
  });

  app.delete(`${TOKENS_PATH}/:id`, async (request) => {
    const id = pathId(request);
    const { id: me } = personOf(request).person;
    const deleted = z.uuid().safeParse(id).success
      ? await db
          .delete(apiToken)
          .where(and(eq(apiToken.personId, me), eq(apiToken.id, id)))
          .returning({ id: apiToken.id })
      : [];
    if (deleted.length === 0) throw plainProblem(404, 'This token no longer exists.');
    note({ event: 'token revoked', person: me, token: id });
    return {};
  });
}

const pathId = (request: FastifyRequest) => (request.params as { id: string }).id; // the route patterns contain :id

function tokenInfo({
  id,
  name,
  scope,
  start,
  createdAt,
  expiresAt,
  lastUsedAt,
}: typeof apiToken.$inferSelect): TokenInfo {
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
