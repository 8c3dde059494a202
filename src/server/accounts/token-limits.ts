import type { FastifyRequest } from 'fastify';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { networkOf } from '../http/client-network.ts';
import { countAttempt, tooMany } from './sign-in-limits.ts';

export interface TokenLimits {
  /** Throws a Problem 429 if the network sent too many unknown tokens, unless this token was accepted before. */
  readonly check: (hash: string, request: FastifyRequest) => Promise<void>;
  readonly accept: (hash: string) => void;
  /** Counts an unknown token. */
  readonly countUnknown: (request: FastifyRequest) => Promise<void>;
  /** Calls `write` at most once per minute for a network and owner of a token, so that guesses do not fill the log. */
  readonly logOnce: (request: FastifyRequest, owner: string | null, write: () => void) => Promise<void>;
}

const tooManyTokens = (waitTime: string) => `Too many unknown tokens from this address. Try again in ${waitTime}.`;

/** Limits the unknown tokens that one network may send per minute. */
export function tokenLimits(unknownAMinute: number): TokenLimits {
  const unknown = new RateLimiterMemory({ points: unknownAMinute, duration: 60 });
  const logged = new RateLimiterMemory({ points: 1, duration: 60 });
  /** Hashes of valid tokens: scripts continue to work while someone in their network guesses. */
  const accepted = new Set<string>();
  return {
    check: async (hash, { ip }) => {
      const count = accepted.has(hash) ? null : await unknown.get(networkOf(ip));
      if (count !== null && count.remainingPoints === 0) throw tooMany(count, tooManyTokens);
    },
    accept: (hash) => void accepted.add(hash),
    countUnknown: ({ ip }) => countAttempt(unknown, networkOf(ip), tooManyTokens, () => {}),
    logOnce: ({ ip }, owner, write) =>
      // It rejects only if the limit is exceeded.
      logged.consume(`${networkOf(ip)} ${owner ?? ''}`).then(write, () => {}),
  };
}
