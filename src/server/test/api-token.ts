/** What tests ask with that are not about people: every right but those of a person. */
export const TOKEN = 'a-token-for-tests';
export const BEARER = { authorization: `Bearer ${TOKEN}` } as const;
