import type { FastifyBaseLogger, FastifyRequest } from 'fastify';
import type { CUSTOMER_KEYS } from '#contract/endpoint-constants.ts';
import type { SettingsChange } from '#contract/settings-endpoints.ts';
import type { Right, Role, Scope } from '#domain/permissions.ts';
import type { LinkPurpose } from './account-links.ts';

/** Why the company's sign-in failed. Unknown reasons are logged as `other`. */
export const COMPANY_REASONS = [
  'access_denied',
  'switched_off',
  'not_invited',
  'email_not_verified',
  'account_not_linked',
  'silent',
  'other',
] as const;
export type CompanyReason = (typeof COMPANY_REASONS)[number];
export type PasswordReason =
  'no such account' | 'wrong password' | 'switched off' | 'demo account' | 'password changed meanwhile';

export type SignInLimit = 'network' | 'account from network' | 'account' | 'known browser';

/**
 * An account event. Contains only ids and fixed strings: no names, no e-mail addresses, and no log injection. `person` is
 * the subject; `actor` (the same id as in the journal) is the person who acted, if that can be another one.
 */
type Change =
  | { event: 'signed in'; person: string; by: 'password' | 'link' | 'company' | 'demo' }
  | { event: 'signed out'; person: string }
  | { event: 'session ended'; person: string; which: 'one' | 'all' }
  | { event: 'password changed'; person: string; by: 'password' | 'link' }
  /** The start prints the link for the first administrator instead. */
  | { event: 'link made'; link: string; kind: 'invited' | 'password'; role: Role; person: string | null; actor: string }
  | { event: 'link used'; link: string; kind: LinkPurpose['kind']; role: Role; person: string }
  | { event: 'link taken back'; link: string; actor: string }
  | { event: 'account made'; person: string; role: Role; by: 'link' | 'company' }
  | { event: 'account switched off' | 'account switched on'; person: string; actor: string }
  | { event: 'role changed'; person: string; from: Role; to: Role; actor: string }
  | { event: 'token made'; person: string; token: string; scope: Scope }
  | { event: 'token revoked'; person: string; token: string }
  | { event: 'backup sent'; actor: string }
  /**
   * Neither the code nor the customer, also not as a hash: codes are short enough to try all of them. `found` is null if the
   * real API did not answer.
   */
  | {
      event: 'coupon looked up';
      actor: string;
      by: readonly ('code' | 'coupon id' | (typeof CUSTOMER_KEYS)[number])[];
      series: readonly number[];
      found: boolean | null;
    }
  | { event: 'settings changed'; settings: readonly (keyof SettingsChange)[]; actor: string };

/** A refused request. It is logged with the client's address, which firewalls need, and the id of the request. */
type Refusal =
  /** `person` is null if no account with a password has the address. */
  | { event: 'sign-in refused'; by: 'password'; person: string | null; reason: PasswordReason }
  | { event: 'sign-in refused'; by: 'company'; reason: CompanyReason }
  | { event: 'sign-in refused'; by: 'link' }
  | { event: 'password change refused'; person: string }
  /** Logged once per lockout, not once per attempt. */
  | { event: 'rate limited'; limit: SignInLimit }
  | { event: 'rate limited'; limit: 'password change' | 'writes' | 'reads' | 'look-ups'; actor: string | null }
  /** Logged once per minute for an address and owner. */
  | { event: 'token refused'; person: string | null; reason: TokenReason }
  | { event: 'refused'; actor: string; right: Right };

export type TokenReason = 'unreadable' | 'unknown' | 'ended' | 'switched off or demo';

export interface WriteAuditEvent {
  (event: Change): void;
  (event: Refusal, request: Pick<FastifyRequest, 'ip' | 'id'>): void;
}

/** Writes each event as one line to the server's log, also if the log level is above `info`. */
export function auditLogIn(log: FastifyBaseLogger): WriteAuditEvent {
  const auditLog = log.child({ about: 'people' }, { level: 'info' });
  return ({ event, ...details }: Change | Refusal, request?: Pick<FastifyRequest, 'ip' | 'id'>) =>
    request
      ? auditLog.warn({ ...details, address: request.ip, reqId: request.id }, event)
      : auditLog.info(details, event);
}
