import type { FastifyRequest } from 'fastify';
import type { PermissionHolder } from '#domain/permissions.ts';
import { eq } from 'drizzle-orm';
import type { Database } from '../database/connect.ts';
import { apiToken, person } from '../database/schema.ts';
import { Problem } from '../http/problems.ts';
import { ADDRESS_HEADER, type Auth } from './auth.ts';
import type { WriteAuditEvent } from './audit-log.ts';
import { hashOf, isSame } from './secrets.ts';

/** How exactly the last use of an account or a token is known. */
const NOTED_EVERY_MS = 60_000;
/** A session ends after that long, however much it is used. */
const AT_MOST_MS = 30 * 24 * 3_600_000;

export type PersonRow = typeof person.$inferSelect;
/** What is known of whoever asks. */
export type Known = Pick<PersonRow, 'id' | 'name' | 'email' | 'role' | 'isActive' | 'isDemo' | 'lastActiveAt'>;

/** Who asks. */
export interface Caller {
  /** What the journal calls them: the id of a person, or `environment` for the token in the server's environment. */
  readonly actor: string;
  readonly holder: PermissionHolder;
  /** Whoever it is, or whose token it is; null for the environment's. */
  readonly person: Known | null;
  /** Id of the session; null where a token speaks. */
  readonly sessionId: string | null;
  /** Cookies to answer with, where the session moved on. */
  readonly cookies: readonly string[];
}

export interface CallerOptions {
  readonly db: Database;
  readonly auth: Auth;
  readonly environmentToken: string | null;
  readonly demoAllowed: (request: FastifyRequest) => boolean;
  readonly note: WriteAuditEvent;
  readonly now: () => number;
}

/** Headers for better-auth: what it needs and what the client cannot choose. */
export function authHeaders(request: FastifyRequest): Headers {
  const headers = new Headers({ [ADDRESS_HEADER]: request.ip });
  const { cookie, 'user-agent': agent } = request.headers;
  if (cookie !== undefined) headers.set('cookie', cookie);
  if (agent !== undefined) headers.set('user-agent', agent.slice(0, 300));
  return headers;
}

const ENVIRONMENT: Caller = {
  actor: 'environment',
  holder: { role: 'administrator', scope: 'all' },
  person: null,
  sessionId: null,
  cookies: [],
};

/** Tells who asks, by a bearer token or else by the session's cookie. Null: nobody. Throws a Problem 401 for a token that is not good. */
export function callers({ db, auth, environmentToken, demoAllowed, note, now }: CallerOptions) {
  const mayEnter = (row: Known, request: FastifyRequest) => row.isActive && (!row.isDemo || demoAllowed(request));

  async function noteActivity({ id, lastActiveAt }: Known): Promise<void> {
    if (lastActiveAt !== null && now() - lastActiveAt.getTime() < NOTED_EVERY_MS) return;
    await db
      .update(person)
      .set({ lastActiveAt: new Date(now()) })
      .where(eq(person.id, id));
  }

  async function byToken(token: string, request: FastifyRequest): Promise<Caller> {
    if (environmentToken !== null && isSame(token, environmentToken)) return ENVIRONMENT;
    const [found] = await db
      .select()
      .from(apiToken)
      .innerJoin(person, eq(apiToken.personId, person.id))
      .where(eq(apiToken.hash, hashOf(token)));
    if (!found || !mayEnter(found.person, request)) {
      const reason = found ? 'switched off or demo' : 'unknown';
      note({ event: 'token refused', person: found?.person.id ?? null, reason });
      throw unauthorised('This token is not known here.');
    }
    const { id, scope, expiresAt, lastUsedAt } = found.api_token;
    if (expiresAt.getTime() <= now()) {
      note({ event: 'token refused', person: found.person.id, reason: 'ended' });
      throw unauthorised(`This token has ended on ${expiresAt.toISOString().slice(0, 10)}. Make a new one.`);
    }
    if (lastUsedAt === null || now() - lastUsedAt.getTime() >= NOTED_EVERY_MS)
      await db
        .update(apiToken)
        .set({ lastUsedAt: new Date(now()) })
        .where(eq(apiToken.id, id));
    await noteActivity(found.person);
    return {
      actor: found.person.id,
      holder: { role: found.person.role, scope },
      person: found.person,
      sessionId: null,
      cookies: [],
    };
  }

  async function bySession(request: FastifyRequest): Promise<Caller | null> {
    if (!request.headers.cookie?.includes('coupon-desk.session_token')) return null;
    const { response, headers } = await auth.api.getSession({ headers: authHeaders(request), returnHeaders: true });
    if (!response || now() - response.session.createdAt.getTime() > AT_MOST_MS) return null;
    const { user } = response;
    const row: Known = { ...user, lastActiveAt: user.lastActiveAt ?? null };
    if (!mayEnter(row, request)) return null;
    await noteActivity(row);
    return {
      actor: row.id,
      holder: { role: row.role, scope: null },
      person: row,
      sessionId: response.session.id,
      cookies: headers.getSetCookie(),
    };
  }

  return async (request: FastifyRequest): Promise<Caller | null> => {
    const { authorization } = request.headers;
    if (authorization === undefined) return bySession(request);
    const [, token] = /^Bearer +([\x21-\x7e]+) *$/i.exec(authorization) ?? [];
    if (token === undefined) {
      note({ event: 'token refused', person: null, reason: 'unreadable' });
      throw unauthorised('Send a token as “Authorization: Bearer …”.');
    }
    return byToken(token, request);
  };
}

export function unauthorised(message: string): Problem {
  return new Problem(401, [{ status: false, code: 401, message, field: null }], {
    'www-authenticate': 'Bearer realm="Coupon Desk"',
  });
}
