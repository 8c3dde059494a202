import { type Role, ROLES } from '#domain/permissions.ts';

export const ROLE_LABELS: Readonly<Record<Role, string>> = {
  administrator: 'Administrator',
  marketer: 'Marketer',
  support: 'Support',
};

/** What each role can do, in one line. */
export const ROLE_DESCRIPTIONS: Readonly<Record<Role, string>> = {
  administrator: 'Edits series and manages accounts and settings',
  marketer: 'Reads and edits coupon series',
  support: 'Reads all series, changes nothing',
};

export const ROLE_OPTIONS = ROLES.map((value) => ({ value, label: ROLE_LABELS[value] }));
