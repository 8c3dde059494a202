import * as z from 'zod';
import { ROLES } from '#domain/permissions.ts';
import { done, email, moment } from './common-schemas.ts';
import { type DataOf, endpoint } from './endpoint.ts';

const path = z.object({ id: z.string() });

const account = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  isActive: z.boolean(),
  isDemo: z.boolean(),
  createdAt: moment,
  lastActiveAt: moment.nullable().describe('Null: never active.'),
});
export type AccountInfo = DataOf<typeof account>;

const invitation = z.object({
  id: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  createdAt: moment,
  expiresAt: moment,
});
export type InvitationInfo = DataOf<typeof invitation>;

const accounts = z.object({
  accounts: z.array(account),
  invitations: z.array(invitation).describe('Those not used yet.'),
});

const accountChange = z.strictObject({
  role: z.enum(ROLES).optional(),
  isActive: z.boolean().optional().describe('False ends all sessions and tokens of the person.'),
});
export type AccountChange = DataOf<typeof accountChange>;

const newInvitation = z.strictObject({ email, role: z.enum(ROLES) });
export type NewInvitation = DataOf<typeof newInvitation>;

const madeLink = z.object({
  link: z.string().describe('The address to pass on. Shown only once, never stored.'),
  expiresAt: moment,
});
export type MadeLink = DataOf<typeof madeLink>;

export const accountEndpoints = {
  listAccounts: endpoint({
    method: 'GET',
    path: '/api/accounts',
    access: 'administer',
    summary: 'List all accounts and the open invitations',
    answer: accounts,
  }),
  changeAccount: endpoint({
    method: 'PATCH',
    path: '/api/accounts/:id',
    access: 'administer',
    summary: 'Change the role of an account, or switch it off or on',
    description: '409 if it would leave no administrator or lock out the caller.',
    params: path,
    body: accountChange,
    answer: account,
  }),
  createPasswordLink: endpoint({
    method: 'POST',
    path: '/api/accounts/:id/password-link',
    access: 'administer',
    summary: 'Create a link that sets a new password',
    params: path,
    answer: madeLink,
    status: 201,
  }),
  invite: endpoint({
    method: 'POST',
    path: '/api/accounts/invitations',
    access: 'administer',
    summary: 'Create a link that creates an account',
    body: newInvitation,
    answer: madeLink,
    status: 201,
  }),
  revokeInvitation: endpoint({
    method: 'DELETE',
    path: '/api/accounts/invitations/:id',
    access: 'administer',
    summary: 'Revoke an invitation',
    params: path,
    answer: done,
  }),
};
