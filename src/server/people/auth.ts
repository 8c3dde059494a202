import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { genericOAuth } from 'better-auth/plugins/generic-oauth';
import { and, eq } from 'drizzle-orm';
import type { FastifyBaseLogger } from 'fastify';
import * as z from 'zod';
import { PASSWORD_LEAST, PASSWORD_MOST } from '#contract/people.ts';
import { type Role, ROLES } from '#domain/permissions.ts';
import type { Database } from '../database/connect.ts';
import { credential, person, session, verification } from '../database/schema.ts';
import type { OidcEnv } from '../env.ts';
import { withSignal } from '../time-limit.ts';
import { withoutUnseen } from '../visible-text.ts';
import type { Note } from './events.ts';
import { openInvitation, closeInvitation } from './links.ts';

/** A session ends when nobody used it for so long, seconds. */
const IDLE_SECONDS = 12 * 3600;
/** How stale the end of a session may get before it is moved on, seconds. */
const MOVE_ON_SECONDS = 15 * 60;

/** Where better-auth finds the caller's address: in a header that only `authHeaders` sets. */
export const ADDRESS_HEADER = 'x-desk-address';
export const OIDC_PROVIDER = 'company';

/** How long the company's provider may take to say where its parts are. */
const PROVIDER_MS = 5_000;
const EMAIL_MOST = 320;

export interface AuthOptions {
  readonly db: Database;
  /** Origin that browsers reach the server under. */
  readonly origin: string;
  readonly secret: string;
  /** Null: without the company's sign-in. */
  readonly oidc: OidcEnv | null;
  readonly log: FastifyBaseLogger;
  readonly note: Note;
  readonly now: () => number;
}

export type Auth = ReturnType<typeof createAuth>;

/**
 * Passwords, sessions, cookies and the company's sign-in, by better-auth over our own tables. None of its own addresses is served but
 * the one the provider sends browsers back to: our routes call it.
 */
export function createAuth({ db, origin, secret, oidc, log, note, now }: AuthOptions) {
  const isActive = async (id: string) => {
    const [found] = await db.select({ isActive: person.isActive }).from(person).where(eq(person.id, id));
    return found?.isActive === true;
  };
  return betterAuth({
    appName: 'Coupon Desk',
    baseURL: origin,
    basePath: '/api/auth',
    // As a list, because the library would take one from its own environment variable before `secret`.
    secrets: [{ version: 1, value: secret }],
    telemetry: { enabled: false },
    logger: {
      // Its texts and what it hands along may name people: the level and the first line say enough.
      log: (level, message) => (level === 'error' ? log.warn(`Sign-in: ${message}`) : undefined),
    },
    database: drizzleAdapter(db, {
      provider: 'pg',
      schema: { person, session, credential, verification },
    }),
    user: {
      modelName: 'person',
      additionalFields: {
        role: { type: [...ROLES], input: false, defaultValue: 'support' satisfies Role },
        isActive: { type: 'boolean', input: false, defaultValue: true },
        isDemo: { type: 'boolean', input: false, defaultValue: false },
        lastActiveAt: { type: 'date', input: false, required: false },
      },
    },
    session: {
      fields: { userId: 'personId' },
      expiresIn: IDLE_SECONDS,
      updateAge: MOVE_ON_SECONDS,
    },
    account: {
      modelName: 'credential',
      fields: { userId: 'personId' },
      encryptOAuthTokens: true,
      accountLinking: { enabled: true },
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LEAST,
      maxPasswordLength: PASSWORD_MOST,
    },
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'coupon-desk',
      useSecureCookies: origin.startsWith('https:'),
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      cookies: { session_token: { attributes: { sameSite: 'strict' } } },
    },
    databaseHooks: {
      account: {
        create: {
          before: async ({ userId, providerId }) => {
            // An address that the company gave to somebody else must not open the account of whoever had it before.
            const [other] = await db
              .select({ id: credential.id })
              .from(credential)
              .where(and(eq(credential.personId, userId), eq(credential.providerId, providerId)));
            if (other || !(await isActive(userId)))
              throw new APIError('FORBIDDEN', { code: 'account_not_linked', message: 'It belongs to somebody else.' });
          },
        },
      },
      session: {
        create: {
          before: async ({ userId }) => {
            if (!(await isActive(userId)))
              throw new APIError('FORBIDDEN', { code: 'switched_off', message: 'This account is switched off.' });
          },
          // The other ways in are routes of ours, which note it themselves.
          after: async ({ userId }) => (oidc ? note({ event: 'signed in', person: userId, by: 'company' }) : undefined),
        },
      },
      user: {
        create: {
          before: async ({ email, emailVerified }) => {
            if (email.length > EMAIL_MOST)
              throw new APIError('FORBIDDEN', { code: 'email_not_found', message: 'Too long.' });
            // Only the company's sign-in makes people this way. An address it does not vouch for could be anybody's.
            if (!emailVerified) throw new APIError('FORBIDDEN', { code: 'email_not_verified', message: 'Unverified.' });
            const invited = await openInvitation(db, email, now());
            const role = invited?.role ?? oidc?.newAccounts;
            if (!role) throw new APIError('FORBIDDEN', { code: 'not_invited', message: 'Not invited.' });
            return { data: { role } };
          },
          after: async ({ id, email }) => {
            const invited = await closeInvitation(db, email, now());
            const [made] = await db.select({ role: person.role }).from(person).where(eq(person.id, id));
            if (made) note({ event: 'account made', person: id, role: made.role, by: 'company' });
            if (invited)
              note({ event: 'link used', link: invited.id, kind: 'invited', role: invited.role, person: id });
          },
        },
      },
    },
    plugins: [
      {
        id: 'desk',
        endpoints: {
          /** Opens a session for somebody whose right to it was checked otherwise: by a link, or as a demo account. */
          openSession: createAuthEndpoint.serverOnly(
            { method: 'POST', body: z.object({ personId: z.string() }), requireHeaders: true },
            async (ctx) => {
              const { internalAdapter } = ctx.context;
              const user = await internalAdapter.findUserById(ctx.body.personId);
              if (!user) throw new APIError('NOT_FOUND');
              const opened = await internalAdapter.createSession(user.id);
              await setSessionCookie(ctx, { session: opened, user });
            },
          ),
        },
      },
      ...(oidc ? [companyPlugin(oidc)] : []),
    ],
  });
}

/**
 * The same with the company's sign-in, made when it is first wanted and the provider answers. The library asks the provider for its
 * addresses before it does anything at all: one that is silent must not keep people with a password out. Rejects when it does not answer.
 */
export function companyAuth(options: AuthOptions & { readonly oidc: OidcEnv }): () => Promise<Auth> {
  let made: Promise<Auth> | undefined;
  return async () => {
    const address = discoveryUrl(options.oidc.issuer);
    if (!made) {
      const status = await withSignal(PROVIDER_MS, undefined, async (signal) => {
        const answer = await fetch(address, { signal });
        await answer.body?.cancel();
        return answer.status;
      });
      if (status !== 200) throw new Error(`It answers ${status} at ${address}.`);
      made ??= Promise.resolve(createAuth(options));
    }
    return made;
  };
}

const discoveryUrl = (issuer: string) => `${issuer}/.well-known/openid-configuration`;

const companyPlugin = ({ issuer, clientId, clientSecret }: OidcEnv) =>
  genericOAuth({
    config: [
      {
        providerId: OIDC_PROVIDER,
        discoveryUrl: discoveryUrl(issuer),
        clientId,
        clientSecret,
        scopes: ['openid', 'email', 'profile'],
        pkce: true,
        requireIdTokenVerification: true,
        mapProfileToUser: (profile) => ({ name: nameIn(profile) }),
      },
    ],
  });

function nameIn(profile: Readonly<Record<string, unknown>>): string {
  const { name, email } = profile;
  const told = typeof name === 'string' ? Array.from(withoutUnseen(name)).slice(0, 100).join('') : '';
  return told === '' && typeof email === 'string' ? withoutUnseen(email.split('@')[0] ?? '') : told;
}
