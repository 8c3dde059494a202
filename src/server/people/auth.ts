import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { genericOAuth } from 'better-auth/plugins/generic-oauth';
import { eq } from 'drizzle-orm';
import type { FastifyBaseLogger } from 'fastify';
import * as z from 'zod';
import { PASSWORD_LEAST, PASSWORD_MOST } from '#contract/people.ts';
import { type Role, ROLES } from '#domain/permissions.ts';
import type { Database } from '../database/connect.ts';
import { credential, person, session, verification } from '../database/schema.ts';
import type { OidcEnv } from '../env.ts';
import { openInvitation, closeInvitation } from './links.ts';

/** A session ends when nobody used it for so long, seconds. */
const IDLE_SECONDS = 12 * 3600;
/** How stale the end of a session may get before it is moved on, seconds. */
const MOVE_ON_SECONDS = 15 * 60;

/** Where better-auth finds the caller's address: in a header that only `authHeaders` sets. */
export const ADDRESS_HEADER = 'x-desk-address';
export const OIDC_PROVIDER = 'company';

export interface AuthOptions {
  readonly db: Database;
  /** Origin that browsers reach the server under. */
  readonly origin: string;
  readonly secret: string;
  readonly oidc: OidcEnv | null;
  readonly log: FastifyBaseLogger;
  readonly now: () => number;
}

export type Auth = ReturnType<typeof createAuth>;

/**
 * Passwords, sessions, cookies and the company's sign-in, by better-auth over our own tables. None of its own addresses is served but
 * the one the provider sends browsers back to: our routes call it.
 */
export function createAuth({ db, origin, secret, oidc, log, now }: AuthOptions) {
  const isActive = async (id: string) => {
    const [found] = await db.select({ isActive: person.isActive }).from(person).where(eq(person.id, id));
    return found?.isActive === true;
  };
  return betterAuth({
    appName: 'Coupon Desk',
    baseURL: origin,
    basePath: '/api/auth',
    secret,
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
      session: {
        create: {
          before: async ({ userId }) => {
            if (!(await isActive(userId)))
              throw new APIError('FORBIDDEN', { code: 'switched_off', message: 'This account is switched off.' });
          },
        },
      },
      user: {
        create: {
          before: async ({ email, emailVerified }) => {
            // Only the company's sign-in makes people this way. An address it does not vouch for could be anybody's.
            if (!emailVerified) throw new APIError('FORBIDDEN', { code: 'email_not_verified', message: 'Unverified.' });
            const invited = await openInvitation(db, email, now());
            const role = invited?.role ?? oidc?.newAccounts;
            if (!role) throw new APIError('FORBIDDEN', { code: 'not_invited', message: 'Not invited.' });
            return { data: { role } };
          },
          after: async ({ email }) => closeInvitation(db, email, now()),
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
      ...(oidc ? [companySignIn(oidc)] : []),
    ],
  });
}

const companySignIn = ({ issuer, clientId, clientSecret }: OidcEnv) =>
  genericOAuth({
    config: [
      {
        providerId: OIDC_PROVIDER,
        discoveryUrl: `${issuer}/.well-known/openid-configuration`,
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
  if (typeof name === 'string' && name.trim() !== '') return name.trim().slice(0, 100);
  return typeof email === 'string' ? (email.split('@')[0] ?? '') : '';
}
