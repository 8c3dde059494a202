import type { Right } from '#domain/permissions.ts';
import { LIST_PATH, SERIES_PATH, SETTINGS_PATH } from './series-endpoints.ts';
import { DIRECTORY_PATH } from './directory-endpoints.ts';
import {
  ACCOUNTS_PATH,
  DEMO_PATH,
  INVITATIONS_PATH,
  JOIN_LOOK_PATH,
  JOIN_PATH,
  OIDC_PATH,
  PASSWORD_PATH,
  PREFERENCES_PATH,
  SESSION_PATH,
  SESSIONS_PATH,
  TOKENS_PATH,
} from './account-endpoints.ts';

/** `anybody`: no session or token needed. */
export type Access = 'anybody' | Right;

/** The OIDC redirect URI. The company's provider must allow it. */
export const OIDC_CALLBACK = '/api/auth/callback/:provider';

/**
 * Every endpoint and the right it needs. The server refuses to start with a route that is missing here, and checks the
 * right before a handler runs. A GET covers its HEAD.
 */
export const ENDPOINTS = {
  'GET /api/health': 'anybody',
  'GET /api/health/ready': 'anybody',

  [`GET ${SERIES_PATH}`]: 'read',
  [`PUT ${SERIES_PATH}/:id`]: 'edit',
  [`GET ${LIST_PATH}`]: 'read',
  [`GET ${LIST_PATH}/:id/sent`]: 'read',

  [`GET ${DIRECTORY_PATH}/search`]: 'read',
  [`GET ${DIRECTORY_PATH}/children`]: 'read',
  [`POST ${DIRECTORY_PATH}/lookup`]: 'read',
  [`POST ${DIRECTORY_PATH}/ancestors`]: 'read',
  [`GET ${DIRECTORY_PATH}/property-keys`]: 'read',

  [`GET ${SETTINGS_PATH}`]: 'read',
  [`PUT ${SETTINGS_PATH}`]: 'administer',

  [`GET ${SESSION_PATH}`]: 'anybody',
  [`POST ${SESSION_PATH}`]: 'anybody',
  [`DELETE ${SESSION_PATH}`]: 'anybody',
  [`POST ${DEMO_PATH}`]: 'anybody',
  [`POST ${OIDC_PATH}`]: 'anybody',
  [`GET ${OIDC_CALLBACK}`]: 'anybody',
  [`POST ${JOIN_LOOK_PATH}`]: 'anybody',
  [`POST ${JOIN_PATH}`]: 'anybody',

  [`PUT ${PASSWORD_PATH}`]: 'own',
  [`PUT ${PREFERENCES_PATH}`]: 'own',
  [`GET ${SESSIONS_PATH}`]: 'own',
  [`DELETE ${SESSIONS_PATH}`]: 'own',
  [`DELETE ${SESSIONS_PATH}/:id`]: 'own',
  [`GET ${TOKENS_PATH}`]: 'own',
  [`POST ${TOKENS_PATH}`]: 'own',
  [`DELETE ${TOKENS_PATH}/:id`]: 'own',

  [`GET ${ACCOUNTS_PATH}`]: 'administer',
  [`PATCH ${ACCOUNTS_PATH}/:id`]: 'administer',
  [`POST ${ACCOUNTS_PATH}/:id/password-link`]: 'administer',
  [`POST ${INVITATIONS_PATH}`]: 'administer',
  [`DELETE ${INVITATIONS_PATH}/:id`]: 'administer',
} as const satisfies Readonly<Record<string, Access>>;
