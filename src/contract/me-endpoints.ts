import * as z from 'zod';
import { SCOPES } from '#domain/permissions.ts';
import { displayName, done, moment, password, timeZone } from './common-schemas.ts';
import { type DataOf, endpoint } from './endpoint.ts';
import { LIST_COLUMNS, MAX_TOKEN_DAYS } from './endpoint-constants.ts';

const path = z.object({ id: z.string() });

const passwordChange = z.strictObject({ current: password, next: password });
export type PasswordChange = DataOf<typeof passwordChange>;

/** Display settings, stored with the account. */
export const preferences = z.strictObject({
  theme: z.enum(['auto', 'light', 'dark']),
  density: z.enum(['comfortable', 'compact']),
  timeZone: timeZone
    .nullable()
    .describe('The zone for displaying moments: an IANA name, or null for the organisation’s zone.'),
  hiddenColumns: z.array(z.enum(LIST_COLUMNS)).max(LIST_COLUMNS.length).describe('Hidden columns of the series list.'),
  hidesUnset: z.boolean().describe('Whether the page of a series hides fields that are not set.'),
});
export type Preferences = DataOf<typeof preferences>;

const sessionInfo = z.object({
  id: z.string(),
  isCurrent: z.boolean(),
  createdAt: moment,
  lastActiveAt: moment,
  expiresAt: moment.describe('The session ends then unless it is used before.'),
  address: z.string().nullable().describe('IP address that opened the session, if known.'),
  agent: z.string().nullable().describe('The browser’s user agent, if sent.'),
});
export type SessionInfo = DataOf<typeof sessionInfo>;

const newToken = z.strictObject({
  name: displayName(100, 'Enter a name, so that you recognise the token later.'),
  scope: z.enum(SCOPES),
  days: z
    .int()
    .min(1, 'At least one day.')
    .max(MAX_TOKEN_DAYS, `At most ${MAX_TOKEN_DAYS} days.`)
    .describe('Lifetime in days.'),
});

const tokenInfo = z.object({
  id: z.string(),
  name: z.string(),
  scope: z.enum(SCOPES),
  start: z.string().describe('Its first characters, for recognising it.'),
  createdAt: moment,
  expiresAt: moment,
  lastUsedAt: moment.nullable(),
});
export type TokenInfo = DataOf<typeof tokenInfo>;

const madeToken = tokenInfo.extend({
  token: z.string().describe('The whole token. Shown only once, never stored.'),
});
export type MadeToken = DataOf<typeof madeToken>;

const undoneSave = z.object({ seriesId: z.int(), at: moment });
export type UndoneSave = DataOf<typeof undoneSave>;

export const meEndpoints = {
  changePassword: endpoint({
    method: 'PUT',
    path: '/api/me/password',
    access: 'own',
    summary: 'Change the own password',
    description: 'Needs the current one (403 at `current` if wrong). Ends every other session.',
    body: passwordChange,
    answer: done,
  }),
  updatePreferences: endpoint({
    method: 'PUT',
    path: '/api/me/preferences',
    access: 'own',
    summary: 'Replace the own preferences',
    body: preferences,
    answer: preferences,
  }),
  listSessions: endpoint({
    method: 'GET',
    path: '/api/me/sessions',
    access: 'own',
    summary: 'List the own sessions, last used first',
    answer: z.object({ sessions: z.array(sessionInfo) }),
  }),
  endAllSessions: endpoint({
    method: 'DELETE',
    path: '/api/me/sessions',
    access: 'own',
    summary: 'End all own sessions, including this one',
    answer: done,
  }),
  endSession: endpoint({
    method: 'DELETE',
    path: '/api/me/sessions/:id',
    access: 'own',
    summary: 'End one session',
    params: path,
    answer: done,
  }),
  listUndoneSaves: endpoint({
    method: 'GET',
    path: '/api/me/undone-saves',
    access: 'own',
    summary: 'List the own saves that a late save undid',
    description: 'Without those of a series that was saved again since.',
    answer: z.object({ saves: z.array(undoneSave) }),
  }),
  getDraftKey: endpoint({
    method: 'GET',
    path: '/api/me/draft-key',
    access: 'own',
    summary: 'Read the key of the own unsaved edits in browsers',
    description: 'A browser encrypts the edits with it that it keeps while the server cannot be reached.',
    answer: z.object({ key: z.string().describe('256 bits in base64, always the same for an account.') }),
  }),
  listTokens: endpoint({
    method: 'GET',
    path: '/api/me/tokens',
    access: 'own',
    summary: 'List the own tokens, newest first',
    description: 'Expired tokens stay until they are removed.',
    answer: z.object({ tokens: z.array(tokenInfo) }),
  }),
  createToken: endpoint({
    method: 'POST',
    path: '/api/me/tokens',
    access: 'own',
    summary: 'Create a token',
    body: newToken,
    answer: madeToken,
    status: 201,
  }),
  revokeToken: endpoint({
    method: 'DELETE',
    path: '/api/me/tokens/:id',
    access: 'own',
    summary: 'Revoke or remove a token',
    params: path,
    answer: done,
  }),
};
