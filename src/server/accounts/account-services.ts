import type { FastifyRequest } from 'fastify';
import type { Database } from '../database/connect.ts';
import type { Tx } from './account-store.ts';
import type { Auth } from './auth.ts';
import type { Caller } from './caller.ts';
import type { WriteAuditEvent } from './audit-log.ts';
import type { KnownBrowsers } from './known-browsers.ts';
import type { SignInLimits } from './sign-in-limits.ts';

/** Dependencies of the account routes. */
export interface AccountServices {
  readonly db: Database;
  readonly auth: Auth;
  /** `auth` with the company's sign-in; null if it is not configured. Rejects while the provider does not answer. */
  readonly company: (() => Promise<Auth>) | null;
  readonly limits: SignInLimits;
  readonly knownBrowsers: KnownBrowsers;
  readonly note: WriteAuditEvent;
  readonly origin: string;
  readonly oidcName: string | null;
  readonly findCaller: (request: FastifyRequest) => Promise<Caller | null>;
  /** `tx`: the transaction of the caller, which holds the only connection of an embedded database. */
  readonly demoAllowed: (request: FastifyRequest, tx?: Pick<Tx, 'select'>) => Promise<boolean>;
  /** The key with which browsers encrypt the unsaved edits of a person, in base64. */
  readonly draftKey: (personId: string) => string;
  readonly now: () => number;
}
