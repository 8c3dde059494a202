/** From most to least. */
export const ROLES = ['administrator', 'marketer', 'support'] as const;
export type Role = (typeof ROLES)[number];

/** How far a token that somebody makes reaches, and never further than the role of whoever made it. */
export const SCOPES = ['read', 'edit'] as const;
export type Scope = (typeof SCOPES)[number];

/**
 * `read`: series, what they mean, their history and the directory. `edit`: series. `administer`: accounts and settings. `own`: one's own
 * password, sessions, tokens and preferences.
 */
export type Right = 'read' | 'edit' | 'administer' | 'own';

export interface PermissionHolder {
  readonly role: Role;
  /** Null: signed in, so everything the role allows. `all`: the token of the server's environment, which belongs to nobody. */
  readonly scope: Scope | 'all' | null;
}

const OF_ROLE: Readonly<Record<Role, readonly Right[]>> = {
  administrator: ['read', 'edit', 'administer', 'own'],
  marketer: ['read', 'edit', 'own'],
  support: ['read', 'own'],
};
const OF_SCOPE: Readonly<Record<Scope | 'all', readonly Right[]>> = {
  read: ['read'],
  edit: ['read', 'edit'],
  all: ['read', 'edit', 'administer'],
};
const REACH: Readonly<Record<Scope | 'all', string>> = {
  read: 'can only read',
  edit: 'can only read and edit series',
  all: 'belongs to nobody',
};

/** The one place that says who may do what: the server asks before it answers, the app before it offers. */
export function may({ role, scope }: PermissionHolder, right: Right): boolean {
  return OF_ROLE[role].includes(right) && (scope === null || OF_SCOPE[scope].includes(right));
}

const MAY_NOT: Readonly<Record<Right, string>> = {
  read: 'read series',
  edit: 'edit series',
  administer: 'manage accounts and settings',
  own: 'use what belongs to a signed-in person',
};

/** Why something is refused and who can help, in a sentence; null where it is allowed. */
export function whyNot(holder: PermissionHolder, right: Right): string | null {
  if (may(holder, right)) return null;
  const { role, scope } = holder;
  if (scope !== null && may({ role, scope: null }, right))
    return `This token ${REACH[scope]}, so it cannot ${MAY_NOT[right]}.`;
  return `The role ${role} cannot ${MAY_NOT[right]}. An administrator can change the role.`;
}
