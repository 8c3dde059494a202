import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { UpstreamCredentials } from '../environment/env.ts';
import { oneLine } from '../environment/errors.ts';
import { unlessAborted, withSignal } from '../environment/time-limit.ts';
import { plainProblem, Problem } from '../http/problems.ts';
import { sendRepeatedly } from './send-repeatedly.ts';

type Headers = Readonly<Record<string, string>>;

export interface UpstreamSignIn {
  /** Returns the headers that sign in a call. Throws a Problem if the API grants no token: nothing is sent then. */
  headers(signal?: AbortSignal): Promise<Headers>;
  /** Discards the headers of a call that was answered with 401. Returns false if there can be no others. */
  discard(headers: Headers): boolean;
}

interface Options {
  readonly url: string;
  readonly credentials: UpstreamCredentials;
  readonly timeoutMs: number;
  /** Pauses before the retries of a token call, ms. */
  readonly pauses: readonly number[];
}

export function upstreamSignIn(options: Options): UpstreamSignIn {
  const { credentials } = options;
  return 'key' in credentials ? oauthSignIn(options, credentials) : basicSignIn(credentials);
}

/** HTTP Basic with the till's code and the MD5 of its password, as the API requires. */
function basicSignIn({ username, password }: { readonly username: string; readonly password: string }): UpstreamSignIn {
  const digest = createHash('md5').update(password).digest('hex');
  const authorization = `Basic ${Buffer.from(`${username}:${digest}`).toString('base64')}`;
  return { headers: async () => ({ authorization }), discard: () => false };
}

const TOKEN_PATH = '/v3/oauth/token/generate';
const TOKEN_HEADER = 'x-cap-api-oauth-token';
/** A token is renewed in the last part of its life: a tenth, but at most this long, ms. */
const MAX_RENEWAL_MS = 60_000;

const tokenAnswer = z.object({
  data: z.object({
    accessToken: z.string().regex(/^[\x21-\x7e]+$/),
    // Without a readable lifetime, only a 401 shows the end of a token.
    ttlSeconds: z.coerce.number().positive().catch(Infinity),
  }),
});

interface Token {
  readonly headers: Headers;
  /** By `performance.now()`, as the end. */
  readonly renewAt: number;
  readonly endsAt: number;
}

/** OAuth: a token from key and secret, which all calls share until it ends. */
function oauthSignIn(
  { url, timeoutMs, pauses }: Options,
  credentials: { readonly key: string; readonly secret: string },
): UpstreamSignIn {
  let current: Token | null = null;
  let renewal: Promise<Token> | null = null;

  const askForToken = (): Promise<unknown> =>
    withSignal(timeoutMs, undefined, (limit) =>
      sendRepeatedly(pauses, limit, async (use) => {
        const headers = { accept: 'application/json', 'content-type': 'application/json' };
        const body = JSON.stringify(credentials);
        const target = new URL(TOKEN_PATH, url);
        return use(await fetch(target, { method: 'POST', body, headers, redirect: 'error', signal: limit }), limit);
      }),
    );

  const newToken = async (): Promise<Token> => {
    const askedAt = performance.now();
    const answer = tokenAnswer.safeParse(await askForToken().catch(failed));
    if (!answer.success) return failed(new Error('The loyalty API returned no token.'));
    const { accessToken, ttlSeconds } = answer.data.data;
    const endsAt = askedAt + ttlSeconds * 1000;
    const renewAt = endsAt - Math.min(ttlSeconds * 100, MAX_RENEWAL_MS);
    return { headers: { [TOKEN_HEADER]: accessToken }, renewAt, endsAt };
  };

  /** All callers share one token call. */
  const renew = () =>
    (renewal ??= newToken()
      .then((token) => (current = token))
      .finally(() => (renewal = null)));

  return {
    async headers(signal) {
      const now = performance.now();
      if (current !== null && now < current.endsAt) {
        // The token still works, so a failure does not matter: the next call tries again.
        if (now >= current.renewAt) void renew().catch(() => {});
        return current.headers;
      }
      const token = renew();
      return (await (signal ? unlessAborted(signal, token) : token)).headers;
    },
    discard(headers) {
      if (current?.headers === headers) current = null;
      return true;
    },
  };
}

/** Never a Problem of the call itself: it was not sent, and a 4xx would blame the user. */
function failed(error: unknown): never {
  if (error instanceof Problem && error.status === 429) throw error;
  throw plainProblem(502, `The sign-in to the loyalty API failed. ${oneLine(error)}`);
}
