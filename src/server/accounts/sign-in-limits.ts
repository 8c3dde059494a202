import type { FastifyRequest } from 'fastify';
import type pg from 'pg';
import { type RateLimiterAbstract, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { networkOf } from '../http/client-network.ts';
import { apiError, Problem } from '../http/problems.ts';
import type { SignInLimit, WriteAuditEvent } from './audit-log.ts';
import { accountKey, type KnownBrowsers } from './known-browsers.ts';
import { hashOf } from './secrets.ts';

const WINDOW_SECONDS = 15 * 60;

const tooManyAttempts = (waitTime: string) => `Too many sign-in attempts. Try again in ${waitTime}.`;

const accountAndNetworkKey = (email: string, address: string) => hashOf(`${accountKey(email)} ${networkOf(address)}`);

export interface SignInLimits {
  /** Counts one attempt. Throws a Problem 429 if there were too many. */
  readonly count: (email: string, request: FastifyRequest) => Promise<void>;
  /** Forgets the attempts for this account from this browser or network, after a correct password. */
  readonly forget: (email: string, request: FastifyRequest) => Promise<void>;
  /** Counts wrong current passwords of a signed-in person, separately, so that strangers cannot lock them out. */
  readonly countChange: (personId: string, request: FastifyRequest) => Promise<void>;
  readonly forgetChange: (personId: string) => Promise<void>;
}

/** A limit per 15 minutes that all servers on one database share. */
export const sharedLimiter = (pool: pg.Pool, keyPrefix: string, points: number) =>
  new RateLimiterPostgres({
    storeClient: pool,
    tableName: 'attempts',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix,
    points,
    duration: WINDOW_SECONDS,
  });

/**
 * Limits per 15 minutes: 10 attempts for an account from one network, 50 from one network, 100 for an account. A browser
 * in which the person signed in before has 10 attempts of its own, so that strangers who guess do not lock out the owner.
 * All servers on one database share the counters.
 */
export function signInLimits(pool: pg.Pool, knownBrowsers: KnownBrowsers, note: WriteAuditEvent): SignInLimits {
  const byNetwork = sharedLimiter(pool, 'address', 50);
  const byAccountAndNetwork = sharedLimiter(pool, 'both', 10);
  const byAccount = sharedLimiter(pool, 'account', 100);
  const byBrowser = sharedLimiter(pool, 'browser', 10);
  const byPerson = sharedLimiter(pool, 'person', 10);
  return {
    count: async (email, request) => {
      const count = (limit: SignInLimit, limits: RateLimiterAbstract, key: string) =>
        countAttempt(limits, key, tooManyAttempts, () => note({ event: 'rate limited', limit }, request));
      const browser = knownBrowsers.find(request, email);
      if (browser !== null) return count('known browser', byBrowser, browser);
      await count('network', byNetwork, networkOf(request.ip));
      await count('account from network', byAccountAndNetwork, accountAndNetworkKey(email, request.ip));
      await count('account', byAccount, accountKey(email));
    },
    forget: async (email, request) => {
      const browser = knownBrowsers.find(request, email);
      if (browser !== null) return void (await byBrowser.delete(browser));
      await byAccountAndNetwork.delete(accountAndNetworkKey(email, request.ip));
      await byAccount.reward(accountKey(email));
      await byNetwork.reward(networkOf(request.ip));
    },
    countChange: async (personId, request) =>
      countAttempt(byPerson, personId, tooManyAttempts, () =>
        note({ event: 'rate limited', limit: 'password change', actor: personId }, request),
      ),
    forgetChange: async (personId) => void (await byPerson.delete(personId)),
  };
}

/**
 * Counts one attempt. Throws a Problem 429 with `retry-after` if the limit is exceeded, and calls `onFirstRefusal` at
 * the first of these. Rethrows other errors of the limiter.
 */
export async function countAttempt(
  limiter: RateLimiterAbstract,
  key: string,
  messageFor: (waitTime: string) => string,
  onFirstRefusal: () => void,
): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    if (error.consumedPoints === limiter.points + 1) onFirstRefusal();
    throw tooMany(error, messageFor);
  }
}

/** The Problem 429 with the time to wait. */
export function tooMany({ msBeforeNext }: RateLimiterRes, messageFor: (waitTime: string) => string): Problem {
  const seconds = Math.max(1, Math.ceil(msBeforeNext / 1000));
  const waitTime = seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
  return new Problem(429, [apiError(429, messageFor(waitTime))], { 'retry-after': String(seconds) });
}
