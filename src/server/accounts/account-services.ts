import type { FastifyRequest } from 'fastify';
import type { Database } from '../database/connect.ts';
import type { Auth } from './auth.ts';
import type { Caller } from './caller.ts';
import type { WriteAuditEvent } from './audit-log.ts';
import type { SignInLimits } from './sign-in-limits.ts';

/** What the routes for people work with. */
export interface AccountServices {
  readonly db: Database;
  readonly auth: Auth;
  /** The same with the company's sign-in; null where none is set up. Rejects while its provider does not answer. */
  readonly company: (() => Promise<Auth>) | null;
  readonly limits: SignInLimits;
  readonly note: WriteAuditEvent;
  readonly origin: string;
  readonly oidcName: string | null;
  readonly callerOf: (request: FastifyRequest) => Promise<Caller | null>;
  readonly demoAllowed: (request: FastifyRequest) => boolean;
  readonly now: () => number;
}
