import type { FastifyRequest } from 'fastify';
import type pg from 'pg';
import type { WriteAuditEvent } from '../accounts/audit-log.ts';
import { countAttempt, sharedLimiter } from '../accounts/sign-in-limits.ts';

/** Enough for a call every minute with retries: 60 codes or customers in 15 minutes. */
const LOOK_UPS = 60;
/** What a look-up costs in addition if it finds nothing, so that guessing ends after 12 codes. */
const MISS = 4;

export interface LookUpLimits {
  /** Counts look-ups of a person. Throws a Problem 429 if there were too many. */
  readonly count: (actor: string, lookUps: number, request: FastifyRequest) => Promise<void>;
  readonly countMiss: (actor: string) => Promise<void>;
}

/** A search for codes is also a way to guess them. */
export function lookUpLimits(pool: pg.Pool, note: WriteAuditEvent): LookUpLimits {
  const limiter = sharedLimiter(pool, 'look-up', LOOK_UPS);
  return {
    count: async (actor, lookUps, request) => {
      await countAttempt(
        limiter,
        actor,
        (waitTime) => `Too many look-ups of coupons. Try again in ${waitTime}.`,
        () => note({ event: 'rate limited', limit: 'look-ups', actor }, request),
      );
      if (lookUps > 1) await limiter.penalty(actor, lookUps - 1);
    },
    countMiss: async (actor) => void (await limiter.penalty(actor, MISS)),
  };
}
