import * as z from 'zod';
import { ROLES } from '#domain/permissions.ts';
import { displayName, email, moment, password } from './common-schemas.ts';
import { type DataOf, endpoint } from './endpoint.ts';
import { preferences } from './me-endpoints.ts';

const person = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  isDemo: z.boolean().describe('One of the three accounts for trying the product with sample data.'),
  hasPassword: z.boolean().describe('False if this person can only sign in with the company’s provider.'),
});
export type Person = DataOf<typeof person>;

const session = z.object({
  person: person.nullable(),
  preferences: preferences.describe('The person’s preferences, or the defaults without a session.'),
  ways: z.object({
    oidc: z
      .string()
      .nullable()
      .describe('Label of the button for the company’s OIDC provider; null if none is configured.'),
    demo: z.boolean().describe('Whether the three demo accounts exist.'),
    noAccounts: z
      .boolean()
      .describe('Only demo accounts exist: the link that the server printed creates the first administrator.'),
  }),
});
export type SessionAnswer = DataOf<typeof session>;

const signIn = z.strictObject({ email: z.string().min(1, 'Enter your e-mail address.').max(320), password });
export type SignIn = DataOf<typeof signIn>;

const token = z.string().max(200);
const link = z.object({
  kind: z
    .enum(['first', 'invited', 'password'])
    .describe('`first` creates the first administrator, `invited` an account, `password` sets a new password.'),
  email: z.string().nullable().describe('Null for `first`: the form asks for it.'),
  role: z.enum(ROLES),
  expiresAt: moment,
});
export type JoinAnswer = DataOf<typeof link>;

const join = z.strictObject({
  token,
  email: email.optional().describe('For `first` only.'),
  name: displayName(100).optional().describe('Not for `password`.'),
  password,
});
export type Join = DataOf<typeof join>;

export const sessionEndpoints = {
  getSession: endpoint({
    method: 'GET',
    path: '/api/session',
    access: 'anybody',
    summary: 'Read the signed-in person and the ways to sign in',
    answer: session,
  }),
  signIn: endpoint({
    method: 'POST',
    path: '/api/session',
    access: 'anybody',
    summary: 'Sign in with a password',
    description: 'A wrong address or password is 401; too many attempts are 429 with `retry-after`.',
    body: signIn,
    answer: session,
  }),
  signOut: endpoint({
    method: 'DELETE',
    path: '/api/session',
    access: 'anybody',
    summary: 'Sign out',
    answer: session,
  }),
  signInAsDemo: endpoint({
    method: 'POST',
    path: '/api/session/demo',
    access: 'anybody',
    summary: 'Sign in with a demo account',
    body: z.strictObject({ role: z.enum(ROLES) }),
    answer: session,
  }),
  startCompanySignIn: endpoint({
    method: 'POST',
    path: '/api/session/oidc',
    access: 'anybody',
    summary: 'Ask for the address of the company’s sign-in',
    description: 'A failure there redirects to `/?signInError=…`.',
    body: z.strictObject({
      // Another origin would make the sign-in an open redirect.
      returnTo: z
        .string()
        .max(2000)
        .regex(/^\/(?![/\\])[^\\\s]*$/, 'Enter a path of this site that starts with one slash.')
        .describe('The path to return to after signing in.'),
    }),
    answer: z.object({ url: z.string() }),
  }),
  finishCompanySignIn: endpoint({
    method: 'GET',
    // The OIDC redirect URI. The company's provider must allow it.
    path: '/api/auth/callback/:provider',
    access: 'anybody',
    summary: 'Return from the company’s sign-in',
    params: z.object({ provider: z.string() }),
    answer: z.undefined(),
    status: 302,
  }),
  lookAtLink: endpoint({
    method: 'POST',
    path: '/api/join/look',
    access: 'anybody',
    onlyReads: true,
    summary: 'Describe a join link',
    description: '410 if it was used, was revoked or has expired.',
    body: z.strictObject({ token }),
    answer: link,
  }),
  join: endpoint({
    method: 'POST',
    path: '/api/join',
    access: 'anybody',
    summary: 'Use a join link and sign in',
    body: join,
    answer: session,
  }),
};
