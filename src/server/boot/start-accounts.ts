import { createHmac } from 'node:crypto';
import { lt } from 'drizzle-orm';
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from 'fastify';
import type pg from 'pg';
import { DAY, HOUR } from '#values/durations.ts';
import { DRAFT_DAYS, JOIN_PAGE } from '#contract/endpoint-constants.ts';
import type { Database } from '../database/connect.ts';
import { attempts, draft, joinLink, session, verification } from '../database/schema.ts';
import type { Env } from '../environment/env.ts';
import { accountsRoutes } from '../accounts/account-routes.ts';
import { joinRoutes } from '../accounts/join-routes.ts';
import { meRoutes } from '../accounts/me-routes.ts';
import { type PageSession, pageSession, sessionRoutes } from '../accounts/session-routes.ts';
import { oneLine } from '../environment/errors.ts';
import { hasAdministrator } from '../accounts/account-store.ts';
import { companyAuth, createAuth } from '../accounts/auth.ts';
import { callerFinder } from '../accounts/caller.ts';
import { auditLogIn } from '../accounts/audit-log.ts';
import { addGuard } from '../accounts/guard.ts';
import { knownBrowsers } from '../accounts/known-browsers.ts';
import { tokenLimits } from '../accounts/token-limits.ts';
import { signInLimits } from '../accounts/sign-in-limits.ts';
import { makeLink } from '../accounts/account-links.ts';
import { isFromThisMachine, type RequestOrigin } from '../http/request-origin.ts';
import type { AccountServices } from '../accounts/account-services.ts';

const WRITES_A_MINUTE = 1200;
/** Far above what people and scripts need. Searches also run one at a time. */
const READS_A_MINUTE = 30_000;
const UNKNOWN_TOKENS_A_MINUTE = 30;
const EXPIRED_LINK_RETENTION_MS = 30 * DAY;

export interface AccountsOptions {
  readonly db: Database;
  readonly pool: pg.Pool;
  readonly log: FastifyBaseLogger;
  /** Origin that browsers use for the server. */
  readonly origin: string;
  readonly secret: string;
  readonly surroundings: RequestOrigin;
  readonly apiToken: string | null;
  readonly oidc: Env['oidc'];
  /** True if the data is sample data. Demo accounts exist only then, and only until an administrator has an account. */
  readonly hasSamples: boolean;
  readonly now: () => number;
  readonly writesAMinute?: number;
  readonly readsAMinute?: number;
  readonly unknownTokensAMinute?: number;
}

export interface StartedAccounts {
  /** Adds the guard and the routes of accounts. Add every other route after it, so that the guard covers it. */
  readonly routes: (app: FastifyInstance) => void;
  readonly pageSession: (request: FastifyRequest) => Promise<PageSession | null>;
  /** A link that makes the first administrator; null if an administrator exists. */
  readonly firstLink: () => Promise<string | null>;
  readonly close: () => void;
}

export function startAccounts(options: AccountsOptions): StartedAccounts {
  const { db, pool, log, origin, secret, surroundings, apiToken, oidc, hasSamples, now } = options;
  const note = auditLogIn(log);
  const authOptions = { db, origin, secret, log, note, now };
  const auth = createAuth({ ...authOptions, oidc: null });
  const demoAllowed: AccountServices['demoAllowed'] = async (request, tx = db) =>
    hasSamples && !(await hasAdministrator(tx)) && (await isFromThisMachine(request, surroundings));
  const findCaller = callerFinder({
    db,
    auth,
    environmentToken: apiToken,
    demoAllowed,
    note,
    tokenLimits: tokenLimits(options.unknownTokensAMinute ?? UNKNOWN_TOKENS_A_MINUTE),
    now,
  });
  const browsers = knownBrowsers(secret, origin.startsWith('https:'));
  const services: AccountServices = {
    db,
    auth,
    company: oidc && companyAuth({ ...authOptions, oidc }),
    limits: signInLimits(pool, browsers, note),
    knownBrowsers: browsers,
    note,
    origin,
    oidcName: oidc?.name ?? null,
    findCaller,
    demoAllowed,
    draftKey: (personId) => createHmac('sha256', secret).update(`draft key ${personId}`).digest('base64'),
    now,
  };
  const cleanupTimer = setInterval(() => {
    deleteExpired(db, now()).catch((error: unknown) =>
      log.warn(`Expired sessions, links and drafts were not deleted: ${oneLine(error)}`),
    );
  }, HOUR).unref();
  return {
    routes: (app) => {
      const { writesAMinute = WRITES_A_MINUTE, readsAMinute = READS_A_MINUTE } = options;
      addGuard(app, { surroundings, findCaller, writesAMinute, readsAMinute, note });
      sessionRoutes(app, services);
      joinRoutes(app, services);
      meRoutes(app, services);
      accountsRoutes(app, services);
    },
    pageSession: (request) => pageSession(services, request),
    firstLink: async () => {
      if (await hasAdministrator(db)) return null;
      const { token } = await makeLink(db, { kind: 'first' }, now());
      return `${origin}${JOIN_PAGE}#${token}`;
    },
    close: () => clearInterval(cleanupTimer),
  };
}

async function deleteExpired(db: Database, now: number): Promise<void> {
  await db.delete(session).where(lt(session.expiresAt, new Date(now)));
  await db.delete(verification).where(lt(verification.expiresAt, new Date(now)));
  await db.delete(joinLink).where(lt(joinLink.expiresAt, new Date(now - EXPIRED_LINK_RETENTION_MS)));
  await db.delete(draft).where(lt(draft.savedAt, new Date(now - DRAFT_DAYS * DAY)));
  await db.delete(attempts).where(lt(attempts.expire, now));
}
