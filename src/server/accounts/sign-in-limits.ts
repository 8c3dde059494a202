import { isIP } from 'node:net';
import type pg from 'pg';
import { type RateLimiterAbstract, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { apiError, Problem } from '../http/problems.ts';
import type { WriteAuditEvent } from './audit-log.ts';
import { hashOf } from './secrets.ts';

const WINDOW_SECONDS = 15 * 60;

/** Hashed, so that the table of attempts does not list people's e-mail addresses. */
const accountKey = (email: string) => hashOf(email.trim().toLowerCase());
const tooManyAttempts = (waitTime: string) => `Too many sign-in attempts. Try again in ${waitTime}.`;

/** The address, for IPv6 its /64 network: a client that has one address of the network has them all. */
function networkOf(address: string): string {
  const withoutPrefix = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (isIP(withoutPrefix) !== 6) return withoutPrefix;
  const [head = '', tail] = withoutPrefix.split('::');
  const headGroups = head.split(':').filter(Boolean);
  const tailGroups = tail?.split(':').filter(Boolean) ?? [];
  const zeros = Array.from({ length: Math.max(0, 8 - headGroups.length - tailGroups.length) }, () => '0');
  return [...headGroups, ...zeros, ...tailGroups].slice(0, 4).join(':');
}

const accountAndNetworkKey = (email: string, address: string) => hashOf(`${accountKey(email)} ${networkOf(address)}`);

export interface SignInLimits {
  /** Counts one attempt. Throws a Problem 429 if there were too many. */
  readonly count: (email: string, address: string) => Promise<void>;
  /** Forgets the attempts for this account from this network, after a correct password. */
  readonly forget: (email: string, address: string) => Promise<void>;
  /** Counts wrong current passwords of a signed-in person, separately, so that strangers cannot lock them out. */
  readonly countChange: (personId: string) => Promise<void>;
  readonly forgetChange: (personId: string) => Promise<void>;
}

/**
 * Limits per 15 minutes: 10 attempts for an account from one network, 50 from one network, 100 for an account. The limit
 * per account is high, so that a stranger who guesses does not soon lock out its owner. All servers on one database
 * share the counters.
 */
export function signInLimits(pool: pg.Pool, note: WriteAuditEvent): SignInLimits {
  const limiter = (keyPrefix: string, points: number) =>
    new RateLimiterPostgres({
      storeClient: pool,
      tableName: 'attempts',
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix,
      points,
      duration: WINDOW_SECONDS,
    });
  const byNetwork = limiter('address', 50);
  const byAccountAndNetwork = limiter('both', 10);
  const byAccount = limiter('account', 100);
  const byPerson = limiter('person', 10);
  const auditLockout = (limit: 'network' | 'account from network' | 'account') => () =>
    note({ event: 'rate limited', limit });
  return {
    count: async (email, address) => {
      await countAttempt(byNetwork, networkOf(address), tooManyAttempts, auditLockout('network'));
      await countAttempt(
        byAccountAndNetwork,
        accountAndNetworkKey(email, address),
        tooManyAttempts,
        auditLockout('account from network'),
      );
      await countAttempt(byAccount, accountKey(email), tooManyAttempts, auditLockout('account'));
    },
    forget: async (email, address) => {
      await byAccountAndNetwork.delete(accountAndNetworkKey(email, address));
      await byAccount.reward(accountKey(email));
      await byNetwork.reward(networkOf(address));
    },
    countChange: async (personId) =>
      countAttempt(byPerson, personId, tooManyAttempts, () =>
        note({ event: 'rate limited', limit: 'password change', actor: personId }),
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
    const seconds = Math.max(1, Math.ceil(error.msBeforeNext / 1000));
    const waitTime = seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
    throw new Problem(429, [apiError(429, messageFor(waitTime))], { 'retry-after': String(seconds) });
  }
}
