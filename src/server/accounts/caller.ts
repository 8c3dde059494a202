import type { FastifyRequest } from 'fastify';
import { DAY, MINUTE } from '#values/durations.ts';
import type { PermissionHolder } from '#domain/permissions.ts';
import { eq } from 'drizzle-orm';
import type { Database } from '../database/connect.ts';
import { apiToken, person } from '../database/schema.ts';
import { Problem } from '../http/problems.ts';
import { ADDRESS_HEADER, type Auth } from './auth.ts';
import type { TokenReason, WriteAuditEvent } from './audit-log.ts';
import type { PersonRow } from './account-store.ts';
import { hashOf, isEqualInConstantTime } from './secrets.ts';
import type { TokenLimits } from './token-limits.ts';

/** Resolution of the stored time of last use, of accounts and tokens: at most one write per minute each. */
const ACTIVITY_RESOLUTION_MS = MINUTE;
/** A session ends after this time, even if it is in use. */
export const SESSION_MAX_AGE_MS = 30 * DAY;

/** The columns of `person` that a request needs. */
export type CallerPerson = Pick<PersonRow, 'id' | 'name' | 'email' | 'role' | 'isActive' | 'isDemo' | 'lastActiveAt'>;

/** Who sent a request. */
export interface Caller {
  /** Id in the journal: a person's id, or `environment` for the token from the server's environment. */
  readonly actor: string;
  readonly holder: PermissionHolder;
  /** The signed-in person or the owner of the token; null for the environment's token. */
  readonly person: CallerPerson | null;
  /** Id of the session; null for requests with a token. */
  readonly sessionId: string | null;
  /** Cookies to send with the answer, if the session was renewed. */
  readonly cookies: readonly string[];
}

export interface CallerOptions {
  readonly db: Database;
  readonly auth: Auth;
  readonly environmentToken: string | null;
  readonly demoAllowed: (request: FastifyRequest) => Promise<boolean>;
  readonly note: WriteAuditEvent;
  readonly tokenLimits: TokenLimits;
  readonly now: () => number;
}

/** Headers for better-auth: only those it needs, with a client address that the client cannot forge. */
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

/**
 * Finds the caller of a request by its bearer token, otherwise by its session cookie. Returns null if there is neither,
 * or no valid session. Throws a Problem 401 for an invalid token.
 */
export function callerFinder(options: CallerOptions) {
  const { db, auth, environmentToken, demoAllowed, note, tokenLimits, now } = options;
  const isAllowed = async (row: CallerPerson, request: FastifyRequest) =>
    row.isActive && (!row.isDemo || (await demoAllowed(request)));

  async function saveActivity({ id, lastActiveAt }: CallerPerson): Promise<void> {
    if (lastActiveAt !== null && now() - lastActiveAt.getTime() < ACTIVITY_RESOLUTION_MS) return;
    await db
      .update(person)
      .set({ lastActiveAt: new Date(now()) })
      .where(eq(person.id, id));
  }

  const logRefusal = (request: FastifyRequest, owner: string | null, reason: TokenReason) =>
    tokenLimits.logOnce(request, owner, () => note({ event: 'token refused', person: owner, reason }, request));

  async function byToken(token: string, request: FastifyRequest): Promise<Caller> {
    const hash = hashOf(token);
    await tokenLimits.check(hash, request);
    if (environmentToken !== null && isEqualInConstantTime(token, environmentToken)) {
      tokenLimits.accept(hash);
      return ENVIRONMENT;
    }
    const [found] = await db
      .select()
      .from(apiToken)
      .innerJoin(person, eq(apiToken.personId, person.id))
      .where(eq(apiToken.hash, hash));
    if (!found || !(await isAllowed(found.person, request))) {
      await logRefusal(request, found?.person.id ?? null, found ? 'switched off or demo' : 'unknown');
      if (!found) await tokenLimits.countUnknown(request);
      throw unauthorised('This token is unknown. Check it, or make a new one on your account page.');
    }
    const { id, scope, expiresAt, lastUsedAt } = found.api_token;
    if (expiresAt.getTime() <= now()) {
      await logRefusal(request, found.person.id, 'ended');
      throw unauthorised(
        `This token expired on ${expiresAt.toISOString().slice(0, 10)}. Make a new one on your account page.`,
      );
    }
    tokenLimits.accept(hash);
    if (lastUsedAt === null || now() - lastUsedAt.getTime() >= ACTIVITY_RESOLUTION_MS)
      await db
        .update(apiToken)
        .set({ lastUsedAt: new Date(now()) })
        .where(eq(apiToken.id, id));
    await saveActivity(found.person);
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
    if (!response || now() - response.session.createdAt.getTime() > SESSION_MAX_AGE_MS) return null;
    const { user } = response;
    const row: CallerPerson = { ...user, lastActiveAt: user.lastActiveAt ?? null };
    if (!(await isAllowed(row, request))) return null;
    await saveActivity(row);
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
      await logRefusal(request, null, 'unreadable');
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
