import { expect, test } from 'vitest';
import { type PermissionHolder, may, type Right, ROLES, whyNot } from './permissions.ts';

const RIGHTS: readonly Right[] = ['read', 'edit', 'administer', 'own'];
const allowed = (holder: PermissionHolder) => RIGHTS.filter((right) => may(holder, right)).join(' ');

test.each([
  ['administrator', null, 'read edit administer own'],
  ['administrator', 'all', 'read edit administer'],
  ['administrator', 'edit', 'read edit'],
  ['administrator', 'read', 'read'],
  ['marketer', null, 'read edit own'],
  ['marketer', 'edit', 'read edit'],
  ['marketer', 'read', 'read'],
  ['support', null, 'read own'],
  ['support', 'edit', 'read'],
  ['support', 'read', 'read'],
] as const)('the role %s with the scope %s may %s', (role, scope, rights) => {
  expect(allowed({ role, scope })).toBe(rights);
});

test('a token never has more rights than its role', () => {
  for (const role of ROLES)
    for (const scope of ['read', 'edit', 'all'] as const)
      for (const right of RIGHTS) if (may({ role, scope }, right)) expect(may({ role, scope: null }, right)).toBe(true);
});

test('whyNot says whether the role or the token lacks the right', () => {
  expect(whyNot({ role: 'marketer', scope: null }, 'edit')).toBeNull();
  expect(whyNot({ role: 'support', scope: null }, 'edit')).toMatch(/^The role support cannot edit series\./);
  expect(whyNot({ role: 'support', scope: 'edit' }, 'edit')).toMatch(/^The role support/);
  expect(whyNot({ role: 'marketer', scope: 'read' }, 'edit')).toBe(
    'This token can only read, so it cannot edit series.',
  );
});
