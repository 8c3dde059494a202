import type { Role, Scope } from '#domain/permissions.ts';

/** Every moment below is an ISO date-time in UTC. Errors come as in `problem.ts`. */

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** One of the three accounts that exist for trying the product with sample data. */
  readonly isDemo: boolean;
  /** False where this person signs in with the company's own sign-in only. */
  readonly hasPassword: boolean;
}

/** What somebody likes, kept with their account. */
export interface Preferences {
  readonly theme: 'auto' | 'light' | 'dark';
  readonly density: 'comfortable' | 'compact';
  /** Zone in which moments are printed: an IANA name, or null for the organisation's. */
  readonly timeZone: string | null;
  /** Columns of the list of series that are not shown. */
  readonly hiddenColumns: readonly ListColumn[];
}
/** The columns that can be left out; the name and the status cannot. */
export const LIST_COLUMNS = ['until', 'discount', 'figures', 'limit', 'changed'] as const;
export type ListColumn = (typeof LIST_COLUMNS)[number];
export const DEFAULT_PREFERENCES: Preferences = {
  theme: 'auto',
  density: 'comfortable',
  timeZone: null,
  hiddenColumns: [],
};

/**
 * `GET /api/session`: who is signed in, and how one can sign in. `POST` with `SignIn` signs in, `DELETE` signs out; each answers the
 * same. A wrong address or password is 401, too many of them 429 with `retry-after`.
 */
export const SESSION_PATH = '/api/session';
export interface SessionAnswer {
  readonly person: Person | null;
  /** Of the person; the defaults when nobody is signed in. */
  readonly preferences: Preferences;
  readonly ways: {
    /** What the button of the company's own sign-in says; null where none is set up. */
    readonly oidc: string | null;
    /** Whether the three demo accounts exist here. */
    readonly demo: boolean;
    /** Nobody but demo accounts exists yet: the link that the server printed makes the first administrator. */
    readonly noAccounts: boolean;
  };
}
export interface SignIn {
  readonly email: string;
  readonly password: string;
}
/** `POST`, with the role to try: only where `ways.demo`. Answers a `SessionAnswer`. */
export const DEMO_PATH = '/api/session/demo';
export interface DemoSignIn {
  readonly role: Role;
}
/** `POST`: where the browser has to go to sign in at the company's provider. A failure comes back as `/?signInError=…`. */
export const OIDC_PATH = '/api/session/oidc';
export interface OidcSignIn {
  /** The path to come back to. */
  readonly returnTo: string;
}
export interface OidcAnswer {
  readonly url: string;
}

/** The page that a link to join leads to; the secret stands behind the # so that no server or log sees it. */
export const JOIN_PAGE = '/join';
/** `POST` with `{ token }`: what a link is for. 410 where it was used, has been taken back or is too old. */
export const JOIN_LOOK_PATH = '/api/join/look';
export interface JoinAnswer {
  /** `first`: makes the first administrator. `invited`: makes an account. `password`: gives an account a new password. */
  readonly kind: 'first' | 'invited' | 'password';
  /** Null for `first`, where it is asked for. */
  readonly email: string | null;
  readonly role: Role;
  readonly expiresAt: string;
}
/** `POST`: uses the link up, once, and signs in. Answers a `SessionAnswer`; errors name `email`, `name` or `password`. */
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

/** `PUT`: the current password is asked for again (403 at `current` where it is wrong). Ends every other session. Answers `{}`. */
export const PASSWORD_PATH = '/api/me/password';
export interface PasswordChange {
  readonly current: string;
  readonly next: string;
}
/** `PUT` with `Preferences`, whole. Answers them. */
export const PREFERENCES_PATH = '/api/me/preferences';

/** `GET`; `DELETE` ends all of them, this one included; `DELETE …/{id}` one. */
export const SESSIONS_PATH = '/api/me/sessions';
export interface SessionsAnswer {
  /** The last used first. */
  readonly sessions: readonly SessionInfo[];
}
export interface SessionInfo {
  readonly id: string;
  readonly isCurrent: boolean;
  readonly createdAt: string;
  readonly lastActiveAt: string;
  /** It ends by itself at that moment unless it is used before. */
  readonly expiresAt: string;
  /** Network address it was opened from, if known. */
  readonly address: string | null;
  /** What the browser calls itself, if it did. */
  readonly agent: string | null;
}

/** `GET`; `POST` with `NewToken` answers a `MadeToken`; `DELETE …/{id}` ends one. */
export const TOKENS_PATH = '/api/me/tokens';
export const TOKEN_DAYS_MOST = 365;
export const TOKENS_MOST = 50;
export const TOKEN_PREFIX = 'cdt_';
export interface NewToken {
  readonly name: string;
  readonly scope: Scope;
  /** How long it lasts, from 1 to `TOKEN_DAYS_MOST`. */
  readonly days: number;
}
export interface TokensAnswer {
  /** The newest first; those that have ended stay until they are removed. */
  readonly tokens: readonly TokenInfo[];
}
export interface TokenInfo {
  readonly id: string;
  readonly name: string;
  readonly scope: Scope;
  /** Its first characters, to know it by. */
  readonly start: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly lastUsedAt: string | null;
}
export interface MadeToken extends TokenInfo {
  /** The whole token: shown this once, kept nowhere. */
  readonly token: string;
}

/** `GET`: everybody, and the invitations that are open. */
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
  /** Null: never. */
  readonly lastActiveAt: string | null;
}
/** `PATCH …/{id}`: answers the `AccountInfo`. 409 where it would leave no administrator, or shut out oneself. */
export interface AccountChange {
  readonly role?: Role;
  /** False signs the person out everywhere and ends their tokens. */
  readonly isActive?: boolean;
}
/** `POST …/{id}/password-link`: a `MadeLink` for somebody who has forgotten the password. */
export const passwordLinkUrl = (id: string) => `${ACCOUNTS_PATH}/${id}/password-link`;

/** `POST` with `NewInvitation` answers a `MadeLink`; `DELETE …/{id}` takes it back. */
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
  /** The address to hand over: shown this once, kept nowhere. */
  readonly link: string;
  readonly expiresAt: string;
}
