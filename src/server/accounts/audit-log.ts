import type { FastifyBaseLogger } from 'fastify';
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

/**
 * An account event. Contains only ids and fixed strings: no personal data, and no log injection. `person` is the
 * subject; `actor` (the same id as in the journal) is the person who acted, if that can be another one.
 */
type PeopleEvent =
  | { event: 'signed in'; person: string; by: 'password' | 'link' | 'company' | 'demo' }
  /** `person` is null if no account with a password has the address. */
  | { event: 'sign-in refused'; by: 'password'; person: string | null; reason: PasswordReason }
  | { event: 'sign-in refused'; by: 'company'; reason: CompanyReason }
  | { event: 'sign-in refused'; by: 'link' }
  | { event: 'signed out'; person: string }
  | { event: 'session ended'; person: string; which: 'one' | 'all' }
  | { event: 'password changed'; person: string; by: 'password' | 'link' }
  | { event: 'password change refused'; person: string }
  /** Logged once per lockout, not once per attempt. */
  | { event: 'rate limited'; limit: 'network' | 'account from network' | 'account' }
  | { event: 'rate limited'; limit: 'password change' | 'writes'; actor: string | null }
  /** The start prints the link for the first administrator instead. */
  | { event: 'link made'; link: string; kind: 'invited' | 'password'; role: Role; person: string | null; actor: string }
  | { event: 'link used'; link: string; kind: LinkPurpose['kind']; role: Role; person: string }
  | { event: 'link taken back'; link: string; actor: string }
  | { event: 'account made'; person: string; role: Role; by: 'link' | 'company' }
  | { event: 'account switched off' | 'account switched on'; person: string; actor: string }
  | { event: 'role changed'; person: string; from: Role; to: Role; actor: string }
  | { event: 'token made'; person: string; token: string; scope: Scope }
  | { event: 'token revoked'; person: string; token: string }
  | {
      event: 'token refused';
      person: string | null;
      reason: 'unreadable' | 'unknown' | 'ended' | 'switched off or demo';
    }
  | { event: 'refused'; actor: string; right: Right }
  | { event: 'settings changed'; settings: readonly (keyof SettingsChange)[]; actor: string };

export type WriteAuditEvent = (event: PeopleEvent) => void;

const WARNINGS: ReadonlySet<PeopleEvent['event']> = new Set([
  'sign-in refused',
  'password change refused',
  'rate limited',
  'token refused',
  'refused',
]);

/** Writes each event as one line to the server's log, also if the log level is above `info`. */
export function auditLogIn(log: FastifyBaseLogger): WriteAuditEvent {
  const auditLog = log.child({ about: 'people' }, { level: 'info' });
  return ({ event, ...details }) => auditLog[WARNINGS.has(event) ? 'warn' : 'info'](details, event);
}
