import { isIP } from 'node:net';
import type pg from 'pg';
import { type RateLimiterAbstract, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { apiError, Problem } from '../http/problems.ts';
import type { WriteAuditEvent } from './audit-log.ts';
import { hashOf } from './secrets.ts';

const QUARTER_HOUR = 15 * 60;

/** A table of the addresses that people try to sign in with would be a list of people. */
const keyOf = (email: string) => hashOf(email.trim().toLowerCase());
const told = (wait: string) => `There were too many tries to sign in. Try again in ${wait}.`;

/** Whoever has one address of IPv6 has all of its network. */
function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (isIP(plain) !== 6) return plain;
  const [head = '', tail] = plain.split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail?.split(':').filter(Boolean) ?? [];
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  return [...left, ...zeros, ...right].slice(0, 4).join(':');
}

const both = (email: string, address: string) => hashOf(`${keyOf(email)} ${networkOf(address)}`);

export interface SignInLimits {
  /** Counts one try. Throws a Problem 429 when there were too many. */
  readonly count: (email: string, address: string) => Promise<void>;
  /** The password was right: the tries from there before it are forgotten. */
  readonly forget: (email: string, address: string) => Promise<void>;
  /** The same for the current password of somebody who is signed in, whom no stranger can hold back. */
  readonly countChange: (personId: string) => Promise<void>;
  readonly forgetChange: (personId: string) => Promise<void>;
}

/**
 * In a quarter of an hour ten tries for an account from an address, fifty from an address, and a hundred for an account: a stranger who
 * guesses must not keep its owner out soon. Counted in the database for all servers on it.
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
      duration: QUARTER_HOUR,
    });
  const byAddress = limiter('address', 50);
  const byBoth = limiter('both', 10);
  const byAccount = limiter('account', 100);
  const byPerson = limiter('person', 10);
  const noteOf = (limit: 'network' | 'account from network' | 'account') => () => note({ event: 'held back', limit });
  return {
    count: async (email, address) => {
      await count(byAddress, networkOf(address), told, noteOf('network'));
      await count(byBoth, both(email, address), told, noteOf('account from network'));
      await count(byAccount, keyOf(email), told, noteOf('account'));
    },
    forget: async (email, address) => {
      await byBoth.delete(both(email, address));
      await byAccount.reward(keyOf(email));
      await byAddress.reward(networkOf(address));
    },
    countChange: async (personId) =>
      count(byPerson, personId, told, () => note({ event: 'held back', limit: 'password change', actor: personId })),
    forgetChange: async (personId) => void (await byPerson.delete(personId)),
  };
}

/**
 * Counts one try, and throws a Problem 429 with `retry-after` where it is one too many; `onFirst` hears of the first of those. Other
 * failures of the limiter go on as they are.
 */
export async function count(
  limiter: RateLimiterAbstract,
  key: string,
  toldOf: (wait: string) => string,
  onFirst: () => void,
): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    if (error.consumedPoints === limiter.points + 1) onFirst();
    const seconds = Math.max(1, Math.ceil(error.msBeforeNext / 1000));
    const wait = seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
    throw new Problem(429, [apiError(429, toldOf(wait))], { 'retry-after': String(seconds) });
  }
}
