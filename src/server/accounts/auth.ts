import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { genericOAuth } from 'better-auth/plugins/generic-oauth';
import { and, eq } from 'drizzle-orm';
import type { FastifyBaseLogger } from 'fastify';
import * as z from 'zod';
import { MIN_PASSWORD_LENGTH, MAX_PASSWORD_LENGTH } from '#contract/endpoint-constants.ts';
import { type Role, ROLES } from '#domain/permissions.ts';
import type { Database } from '../database/connect.ts';
import { credential, person, session, verification } from '../database/schema.ts';
import type { OidcEnv } from '../environment/env.ts';
import { withSignal } from '../environment/time-limit.ts';
import { withoutInvisible } from '#contract/common-schemas.ts';
import type { WriteAuditEvent } from './audit-log.ts';
import { findOpenInvitation, closeInvitation } from './account-links.ts';

/** A session ends after this idle time, seconds. */
const IDLE_SECONDS = 12 * 3600;
/** Minimum time between two renewals of a session's expiry, seconds. */
const RENEW_AFTER_SECONDS = 15 * 60;

/** Header with the client's address for better-auth. Only `authHeaders` sets it. */
export const ADDRESS_HEADER = 'x-desk-address';
export const OIDC_PROVIDER = 'company';

/** Timeout of the request for the provider's discovery document. */
const DISCOVERY_TIMEOUT_MS = 5_000;
const MAX_EMAIL_LENGTH = 320;

export interface AuthOptions {
  readonly db: Database;
  /** Origin that browsers use for the server. */
  readonly origin: string;
  readonly secret: string;
  /** The company's sign-in; null: not configured. */
  readonly oidc: OidcEnv | null;
  readonly log: FastifyBaseLogger;
  readonly note: WriteAuditEvent;
  readonly now: () => number;
}

export type Auth = ReturnType<typeof createAuth>;

/**
 * Passwords, sessions, cookies and the company's sign-in, with better-auth on our own tables. Our routes call it; of its
 * own routes only the provider's callback is served.
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
    // `secrets` instead of `secret`: the library prefers its own environment variable to `secret`.
    secrets: [{ version: 1, value: secret }],
    telemetry: { enabled: false },
    logger: {
      // The library's log arguments may contain personal data, so only its message is logged.
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
      updateAge: RENEW_AFTER_SECONDS,
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
      minPasswordLength: MIN_PASSWORD_LENGTH,
      maxPasswordLength: MAX_PASSWORD_LENGTH,
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
            // If the company reassigns an e-mail address, its new owner must not get the previous owner's account.
            const [other] = await db
              .select({ id: credential.id })
              .from(credential)
              .where(and(eq(credential.personId, userId), eq(credential.providerId, providerId)));
            if (other || !(await isActive(userId)))
              throw new APIError('FORBIDDEN', {
                code: 'account_not_linked',
                message: 'This account belongs to another person.',
              });
          },
        },
      },
      session: {
        create: {
          before: async ({ userId }) => {
            if (!(await isActive(userId)))
              throw new APIError('FORBIDDEN', { code: 'switched_off', message: 'This account is switched off.' });
          },
          // Our own routes log the other sign-in methods.
          after: async ({ userId }) => (oidc ? note({ event: 'signed in', person: userId, by: 'company' }) : undefined),
        },
      },
      user: {
        create: {
          before: async ({ email, emailVerified }) => {
            if (email.length > MAX_EMAIL_LENGTH)
              throw new APIError('FORBIDDEN', { code: 'email_not_found', message: 'Too long.' });
            // Only the company's sign-in creates accounts here. An unverified address could belong to anyone.
            if (!emailVerified) throw new APIError('FORBIDDEN', { code: 'email_not_verified', message: 'Unverified.' });
            const invitation = await findOpenInvitation(db, email, now());
            const role = invitation?.role ?? oidc?.newAccounts;
            if (!role) throw new APIError('FORBIDDEN', { code: 'not_invited', message: 'Not invited.' });
            return { data: { role } };
          },
          after: async ({ id, email }) => {
            const invitation = await closeInvitation(db, email, now());
            const [created] = await db.select({ role: person.role }).from(person).where(eq(person.id, id));
            if (created) note({ event: 'account made', person: id, role: created.role, by: 'company' });
            if (invitation)
              note({ event: 'link used', link: invitation.id, kind: 'invited', role: invitation.role, person: id });
          },
        },
      },
    },
    plugins: [
      {
        id: 'desk',
        endpoints: {
          /**
           * Opens a session without a password. The caller has already authorised it: by a link, or as a demo
           * account.
           */
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
 * Creates an `Auth` with the company's sign-in at the first call for which the provider answers; rejects until then. A
 * separate instance, because better-auth loads the provider's discovery document before anything else: a provider that
 * is down must not block sign-ins with a password.
 */
export function companyAuth(options: AuthOptions & { readonly oidc: OidcEnv }): () => Promise<Auth> {
  let created: Promise<Auth> | undefined;
  return async () => {
    const url = discoveryUrl(options.oidc.issuer);
    if (!created) {
      const status = await withSignal(DISCOVERY_TIMEOUT_MS, undefined, async (signal) => {
        const answer = await fetch(url, { signal });
        await answer.body?.cancel();
        return answer.status;
      });
      if (status !== 200) throw new Error(`It answers ${status} at ${url}.`);
      created ??= Promise.resolve(createAuth(options));
    }
    return created;
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
        mapProfileToUser: (profile) => ({ name: displayNameFrom(profile) }),
      },
    ],
  });

function displayNameFrom(profile: Readonly<Record<string, unknown>>): string {
  const { name, email } = profile;
  const displayName = typeof name === 'string' ? Array.from(withoutInvisible(name)).slice(0, 100).join('') : '';
  return displayName === '' && typeof email === 'string' ? withoutInvisible(email.split('@')[0] ?? '') : displayName;
}
