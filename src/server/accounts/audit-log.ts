import type { FastifyBaseLogger } from 'fastify';
import type { SettingsChange } from '#contract/series-endpoints.ts';
import type { Right, Role, Scope } from '#domain/permissions.ts';
import type { LinkFor } from './account-links.ts';

/** Why the company's sign-in sent somebody back, as far as it is a word of ours; anything else is `other`. */
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
 * What people do and are refused. Nothing in it is text that somebody else chose, so that nobody is named by it and no line can be
 * forged: ids and words of ours only. `person` is whom it is about; `actor`, as in the journal, who did it where that may be another.
 */
type PeopleEvent =
  | { event: 'signed in'; person: string; by: 'password' | 'link' | 'company' | 'demo' }
  /** `person` is null where no account with a password has the address. */
  | { event: 'sign-in refused'; by: 'password'; person: string | null; reason: PasswordReason }
  | { event: 'sign-in refused'; by: 'company'; reason: CompanyReason }
  | { event: 'sign-in refused'; by: 'link' }
  | { event: 'signed out'; person: string }
  | { event: 'session ended'; person: string; which: 'one' | 'all' }
  | { event: 'password changed'; person: string; by: 'password' | 'link' }
  | { event: 'password change refused'; person: string }
  /** Said once for each time that somebody is held back, not for each try. */
  | { event: 'held back'; limit: 'network' | 'account from network' | 'account' }
  | { event: 'held back'; limit: 'password change' | 'writes'; actor: string | null }
  /** The link for the first administrator is printed by the start instead. */
  | { event: 'link made'; link: string; kind: 'invited' | 'password'; role: Role; person: string | null; actor: string }
  | { event: 'link used'; link: string; kind: LinkFor['kind']; role: Role; person: string }
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
  'held back',
  'token refused',
  'refused',
]);

/** Writes them to the server's log, a line each, also where the log is otherwise quiet. */
export function auditLogIn(log: FastifyBaseLogger): WriteAuditEvent {
  const people = log.child({ about: 'people' }, { level: 'info' });
  return ({ event, ...details }) => people[WARNINGS.has(event) ? 'warn' : 'info'](details, event);
}
