import type { Role, Scope } from '#domain/permissions.ts';

/** All moments are ISO date-times in UTC. Errors have the shape of `ErrorBody`. */

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** One of the three accounts for trying the product with sample data. */
  readonly isDemo: boolean;
  /** False if this person can only sign in with the company's provider. */
  readonly hasPassword: boolean;
}

/** Display settings, stored with the account. */
export interface Preferences {
  readonly theme: 'auto' | 'light' | 'dark';
  readonly density: 'comfortable' | 'compact';
  /** The zone for displaying moments: an IANA name, or null for the organisation's zone. */
  readonly timeZone: string | null;
  /** Hidden columns of the series list. */
  readonly hiddenColumns: readonly ListColumn[];
}
/** The columns that can be hidden. The name and the status always show. */
export const LIST_COLUMNS = ['until', 'discount', 'figures', 'limit', 'changed'] as const;
export type ListColumn = (typeof LIST_COLUMNS)[number];
export const DEFAULT_PREFERENCES: Preferences = {
  theme: 'auto',
  density: 'comfortable',
  timeZone: null,
  hiddenColumns: [],
};

/**
 * `GET /api/session`: the signed-in person and the available ways to sign in. `POST` with `SignIn` signs in, `DELETE`
 * signs out. Each answers a `SessionAnswer`. A wrong address or password is 401; too many attempts are 429 with
 * `retry-after`.
 */
export const SESSION_PATH = '/api/session';
export interface SessionAnswer {
  readonly person: Person | null;
  /** The person's preferences, or the defaults without a session. */
  readonly preferences: Preferences;
  readonly ways: {
    /** Label of the button for the company's OIDC provider; null if none is configured. */
    readonly oidc: string | null;
    /** Whether the three demo accounts exist. */
    readonly demo: boolean;
    /** Only demo accounts exist: the link that the server printed creates the first administrator. */
    readonly noAccounts: boolean;
  };
}
export interface SignIn {
  readonly email: string;
  readonly password: string;
}
/** `POST` with the role to try. Needs `ways.demo`. Answers a `SessionAnswer`. */
export const DEMO_PATH = '/api/session/demo';
export interface DemoSignIn {
  readonly role: Role;
}
/** `POST`: answers the provider's URL for signing in. A failure redirects to `/?signInError=…`. */
export const OIDC_PATH = '/api/session/oidc';
export interface OidcSignIn {
  /** The path to return to after signing in. */
  readonly returnTo: string;
}
export interface OidcAnswer {
  readonly url: string;
}

/** The page of a join link. The secret follows the #, so that no server or log sees it. */
export const JOIN_PAGE = '/join';
/** `POST` with `{ token }`: describes a join link. 410 if it was used, was revoked or has expired. */
export const JOIN_LOOK_PATH = '/api/join/look';
export interface JoinAnswer {
  /** `first`: creates the first administrator. `invited`: creates an account. `password`: resets a password. */
  readonly kind: 'first' | 'invited' | 'password';
  /** Null for `first`: the form asks for it. */
  readonly email: string | null;
  readonly role: Role;
  readonly expiresAt: string;
}
/** `POST`: consumes the link and signs in. Answers a `SessionAnswer`. Errors name `email`, `name` or `password`. */
export const JOIN_PATH = '/api/join';
export interface Join {
  readonly token: string;
  /** For `first` only. */
  readonly email?: string;
  /** Not for `password`. */
  readonly name?: string;
  readonly password: string;
}

export const PASSWORD_LEAST = 12;
export const PASSWORD_MOST = 128;

/** `PUT`: needs the current password (403 at `current` if wrong). Ends every other session. Answers `{}`. */
export const PASSWORD_PATH = '/api/me/password';
export interface PasswordChange {
  readonly current: string;
  readonly next: string;
}
/** `PUT` with complete `Preferences`. Answers the stored ones. */
export const PREFERENCES_PATH = '/api/me/preferences';

/** `GET` lists; `DELETE` ends all sessions including this one; `DELETE …/{id}` ends one. */
export const SESSIONS_PATH = '/api/me/sessions';
export interface SessionsAnswer {
  /** Last used first. */
  readonly sessions: readonly SessionInfo[];
}
export interface SessionInfo {
  readonly id: string;
  readonly isCurrent: boolean;
  readonly createdAt: string;
  readonly lastActiveAt: string;
  /** The session ends then unless it is used before. */
  readonly expiresAt: string;
  /** IP address that opened the session, if known. */
  readonly address: string | null;
  /** The browser's user agent, if sent. */
  readonly agent: string | null;
}

/** `GET` lists; `POST` with `NewToken` answers a `MadeToken`; `DELETE …/{id}` revokes or removes one. */
export const TOKENS_PATH = '/api/me/tokens';
export const TOKEN_DAYS_MOST = 365;
export const TOKENS_MOST = 50;
export const TOKEN_PREFIX = 'cdt_';
export interface NewToken {
  readonly name: string;
  readonly scope: Scope;
  /** Lifetime in days, 1 to `TOKEN_DAYS_MOST`. */
  readonly days: number;
}
export interface TokensAnswer {
  /** Newest first. Expired tokens stay until they are removed. */
  readonly tokens: readonly TokenInfo[];
}
export interface TokenInfo {
  readonly id: string;
  readonly name: string;
  readonly scope: Scope;
  /** Its first characters, for recognising it. */
  readonly start: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly lastUsedAt: string | null;
}
export interface MadeToken extends TokenInfo {
  /** The whole token. Shown only once, never stored. */
  readonly token: string;
}

/** `GET`: all accounts and the open invitations. */
export const ACCOUNTS_PATH = '/api/accounts';
export interface AccountsAnswer {
  readonly accounts: readonly AccountInfo[];
  readonly invitations: readonly InvitationInfo[];
}
export interface AccountInfo {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly isActive: boolean;
  readonly isDemo: boolean;
  readonly createdAt: string;
  /** Null: never active. */
  readonly lastActiveAt: string | null;
}
/** `PATCH …/{id}`: answers the `AccountInfo`. 409 if it would leave no administrator or lock out the caller. */
export interface AccountChange {
  readonly role?: Role;
  /** False ends all sessions and tokens of the person. */
  readonly isActive?: boolean;
}
/** `POST …/{id}/password-link`: a `MadeLink` for resetting the password. */
export const passwordLinkUrl = (id: string) => `${ACCOUNTS_PATH}/${id}/password-link`;

/** `POST` with `NewInvitation` answers a `MadeLink`; `DELETE …/{id}` revokes it. */
export const INVITATIONS_PATH = '/api/accounts/invitations';
export interface InvitationInfo {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly createdAt: string;
  readonly expiresAt: string;
}
export interface NewInvitation {
  readonly email: string;
  readonly role: Role;
}
export interface MadeLink {
  /** The address to pass on. Shown only once, never stored. */
  readonly link: string;
  readonly expiresAt: string;
}
