import type pg from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { apiError, Problem } from '../problems.ts';
import { hashOf } from './secrets.ts';

const QUARTER_HOUR = 15 * 60;

/** A table of the addresses that people try to sign in with would be a list of people. */
const keyOf = (email: string) => hashOf(email.trim().toLowerCase());
const told = (wait: string) => `There were too many tries to sign in. Try again in ${wait}.`;

export interface SignInLimits {
  /** Counts one try. Throws a Problem 429 when there were too many for the account or from the address. */
  readonly count: (email: string, address: string) => Promise<void>;
  /** The password was right: the tries before it are forgotten. */
  readonly forget: (email: string, address: string) => Promise<void>;
}

/** Ten tries for an account and fifty from an address in a quarter of an hour, counted in the database for all servers on it. */
export function signInLimits(pool: pg.Pool): SignInLimits {
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
  const byAccount = limiter('account', 10);
  const byAddress = limiter('address', 50);
  return {
    count: async (email, address) => {
      await tooMany(() => byAddress.consume(address), told);
      await tooMany(() => byAccount.consume(keyOf(email)), told);
    },
    forget: async (email, address) => {
      await byAccount.delete(keyOf(email));
      await byAddress.reward(address);
    },
  };
}

/** Throws a Problem 429 with `retry-after` where the limiter says no; its other failures go on as they are. */
export async function tooMany(consume: () => Promise<unknown>, toldOf: (wait: string) => string): Promise<void> {
  try {
    await consume();
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    const seconds = Math.max(1, Math.ceil(error.msBeforeNext / 1000));
    const wait = seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
    throw new Problem(429, [apiError(429, toldOf(wait))], { 'retry-after': String(seconds) });
  }
}
