/** Most rights first. */
export const ROLES = ['administrator', 'marketer', 'support'] as const;
export type Role = (typeof ROLES)[number];

/** What a person's token may do, and never more than its owner's role allows. */
export const SCOPES = ['read', 'edit'] as const;
export type Scope = (typeof SCOPES)[number];

/**
 * `read`: series, their meaning and history, and the directory. `edit`: series. `administer`: accounts and settings.
 * `own`: the person's password, sessions, tokens and preferences.
 */
export type Right = 'read' | 'edit' | 'administer' | 'own';

export interface PermissionHolder {
  readonly role: Role;
  /** Null: a session, with all rights of the role. `all`: the token of the server's environment, not of a person. */
  readonly scope: Scope | 'all' | null;
}

const RIGHTS_BY_ROLE: Readonly<Record<Role, readonly Right[]>> = {
  administrator: ['read', 'edit', 'administer', 'own'],
  marketer: ['read', 'edit', 'own'],
  support: ['read', 'own'],
};
const RIGHTS_BY_SCOPE: Readonly<Record<Scope | 'all', readonly Right[]>> = {
  read: ['read'],
  edit: ['read', 'edit'],
  all: ['read', 'edit', 'administer'],
};
const SCOPE_TEXT: Readonly<Record<Scope | 'all', string>> = {
  read: 'can only read',
  edit: 'can only read and edit series',
  all: 'belongs to no person',
};

/** The only definition of permissions: the server checks it before it answers, the app before it shows an action. */
export function may({ role, scope }: PermissionHolder, right: Right): boolean {
  return RIGHTS_BY_ROLE[role].includes(right) && (scope === null || RIGHTS_BY_SCOPE[scope].includes(right));
}

const RIGHT_TEXT: Readonly<Record<Right, string>> = {
  read: 'read series',
  edit: 'edit series',
  administer: 'manage accounts and settings',
  own: 'use a person’s account',
};

/** A sentence that says why a right is missing and who can help. Null if the right is granted. */
export function whyNot(holder: PermissionHolder, right: Right): string | null {
  if (may(holder, right)) return null;
  const { role, scope } = holder;
  if (scope !== null && may({ role, scope: null }, right))
    return `This token ${SCOPE_TEXT[scope]}, so it cannot ${RIGHT_TEXT[right]}.`;
  return `The role ${role} cannot ${RIGHT_TEXT[right]}. An administrator can change the role.`;
}
