import { createHmac, randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { DAY } from '#values/durations.ts';
import { hashOf, isEqualInConstantTime } from './secrets.ts';

const NAME = 'coupon-desk.browser';
const MAX_AGE_SECONDS = (180 * DAY) / 1000;

/** Hashed, so that the table of attempts does not list people's e-mail addresses. */
export const accountKey = (email: string) => hashOf(email.trim().toLowerCase());

/** Marks browsers in which a person signed in (OWASP's device cookies). The mark grants no access. */
export interface KnownBrowsers {
  /** The cookie to set after a sign-in of the account. */
  readonly cookieFor: (email: string) => string;
  /** The browser's id, if the account signed in with it before, otherwise null. */
  readonly find: (request: Pick<FastifyRequest, 'headers'>, email: string) => string | null;
}

export function knownBrowsers(secret: string, isSecure: boolean): KnownBrowsers {
  const name = isSecure ? `__Secure-${NAME}` : NAME;
  const sign = (id: string, email: string) =>
    createHmac('sha256', secret)
      .update(`known browser ${id} ${accountKey(email)}`)
      .digest('base64url');
  return {
    cookieFor: (email) => {
      const id = randomBytes(16).toString('base64url');
      const attributes = `Max-Age=${MAX_AGE_SECONDS}; Path=/api/session; HttpOnly; SameSite=Strict`;
      return `${name}=${id}.${sign(id, email)}; ${attributes}${isSecure ? '; Secure' : ''}`;
    },
    find: ({ headers }, email) => {
      const cookie = headers.cookie?.split('; ').find((pair) => pair.startsWith(`${name}=`));
      const [id = '', signature = ''] = cookie?.slice(name.length + 1).split('.') ?? [];
      return isEqualInConstantTime(signature, sign(id, email)) ? id : null;
    },
  };
}
