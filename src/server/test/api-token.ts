/**
 * The environment's token, for tests that need no account. It has every permission except those on own account data.
 */
export const TOKEN = 'a-token-for-tests';
export const BEARER = { authorization: `Bearer ${TOKEN}` } as const;
