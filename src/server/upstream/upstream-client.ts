import type { JsonObject } from '#values/json.ts';
import { isObject } from '#values/json.ts';
import type { UpstreamState } from '#contract/server-endpoints.ts';
import type { Env } from '../environment/env.ts';
import { oneLine } from '../environment/errors.ts';
import { Problem } from '../http/problems.ts';
import { withSignal } from '../environment/time-limit.ts';
import {
  answerOf,
  idsIn,
  OutcomeUnknown,
  secondsIn,
  tooManyCalls,
  wasNeverSent,
  whyBroken,
} from './upstream-answers.ts';
import { sendRepeatedly } from './send-repeatedly.ts';
import { upstreamSignIn } from './upstream-sign-in.ts';

export type UpstreamAccount = NonNullable<Env['upstream']> & {
  /** Delays before the retries of a read, ms. A write is never retried. */
  readonly pausesMs?: readonly number[];
};

const SERIES_PATH = '/v2/coupon/series';
const PAUSES_MS = [200, 800];
/** The longest list of all series, in MB: the older API sends about 3 kB for each of them. */
const MAX_LIST_MB = 256;
/** The longest pause that the API can ask for. */
const MAX_RETRY_AFTER_MS = 60_000;

export interface UpstreamClient {
  get(ids: readonly number[], signal?: AbortSignal): Promise<readonly JsonObject[]>;
  /** Ids of all series of the organisation. Uses the older API, because the newer one has no list. */
  listIds(signal?: AbortSignal): Promise<readonly number[]>;
  /**
   * Reads a path of the older API, such as `/v1.1/organization/entities?…`. Rejects with the signal's reason if it
   * aborts.
   */
  readOlder(path: string, signal: AbortSignal): Promise<JsonObject>;
  /**
   * As `readOlder`, for a path with a coupon code or a customer. The API's message may repeat them, and the state of the
   * server shows the last failure, so a failure has no message of the API.
   */
  readPrivate(path: string): Promise<JsonObject>;
  /** Throws a Problem if the API refused, OutcomeUnknown if the outcome cannot be determined. */
  put(id: number, body: JsonObject): Promise<{ readonly warnings: readonly unknown[] }>;
  state(): UpstreamState;
}

/** A client of the real API. */
export function upstreamClient(account: UpstreamAccount): UpstreamClient {
  const pauses = account.pausesMs ?? PAUSES_MS;
  const signIn = upstreamSignIn({ ...account, pauses });

  /** When the API accepts calls again, by `performance.now()`, if it asked for a pause. */
  const pausedUntil = { GET: 0, PUT: 0 };

  /**
   * Signs in, sends one call and processes its response. Sending and processing share one timeout. A 401 proves that the
   * call was not carried out, so it is sent once more with a new sign-in, if there can be one.
   */
  const call = async <T>(
    path: string,
    { signal: outer, ...init }: { method: 'GET' | 'PUT'; body?: string; signal?: AbortSignal | undefined },
    use: (response: Response, signal: AbortSignal) => Promise<T>,
    isRetry = false,
  ): Promise<T> => {
    const { method } = init;
    const pauseMs = pausedUntil[method] - performance.now();
    if (pauseMs > 0) throw tooManyCalls(Math.ceil(pauseMs / 1000));
    const own = await signIn.headers(outer);
    const headers = { ...own, accept: 'application/json', 'content-type': 'application/json' };
    const answer = await withSignal(account.timeoutMs, outer, async (signal) => {
      const response = await fetch(new URL(path, account.url), { ...init, redirect: 'error', headers, signal });
      if (response.status === 401 && !isRetry && signIn.discard(own)) {
        await response.body?.cancel();
        return null;
      }
      const seconds = response.status === 429 ? secondsIn(response.headers.get('retry-after')) : null;
      if (seconds !== null) pausedUntil[method] = performance.now() + Math.min(seconds * 1000, MAX_RETRY_AFTER_MS);
      return { result: await use(response, signal) };
    });
    return answer ? answer.result : call(path, { ...init, signal: outer }, use, true);
  };

  let answeredAt: UpstreamState['answeredAt'] = null;
  let failure: UpstreamState['failure'] = null;
  /** Notes the outcome of a call. A refused call was answered; an aborted one says nothing about the API. */
  const noted = async <T>(sent: Promise<T>): Promise<T> => {
    try {
      const answer = await sent;
      answeredAt = new Date().toISOString();
      return answer;
    } catch (error) {
      const at = new Date().toISOString();
      if (error instanceof Problem && error.status < 500) answeredAt = at;
      else if (error instanceof Problem || error instanceof OutcomeUnknown) failure = { at, message: oneLine(error) };
      throw error;
    }
  };

  const read = (path: string, signal?: AbortSignal, maxMb?: number): Promise<JsonObject> =>
    noted(sendRepeatedly(pauses, signal, (use) => call(path, { method: 'GET', signal }, use), maxMb));

  const readPrivate = (path: string): Promise<JsonObject> =>
    noted(
      sendRepeatedly(pauses.slice(0, 1), undefined, (use) => call(path, { method: 'GET' }, use)).catch(
        (error: unknown) => {
          throw withoutDetails(error);
        },
      ),
    );

  const put = async (id: number, body: JsonObject) => {
    const init = { method: 'PUT', body: JSON.stringify({ CouponSeriesV2: body }) } as const;
    try {
      const { warnings } = await call(`${SERIES_PATH}/${id}?format=json`, init, putAnswerOf);
      // Some answers have one warning instead of a list.
      return { warnings: [warnings ?? []].flat() };
    } catch (error) {
      if (error instanceof Problem || error instanceof OutcomeUnknown) throw error;
      if (wasNeverSent(error)) throw Problem.one(502, 502, 'The loyalty API cannot be reached. Nothing was sent.');
      throw new OutcomeUnknown(whyBroken(error));
    }
  };

  return {
    async get(ids, signal) {
      if (ids.length === 0) return [];
      try {
        const { entity } = await read(`${SERIES_PATH}?${ids.map((id) => `ids=${id}`).join('&')}`, signal);
        // An object without the list says nothing about the series, so they must not count as unknown.
        if (!Array.isArray(entity)) throw Problem.one(502, 502, 'The loyalty API answered a read without series.');
        return (entity as readonly unknown[]).filter(isObject);
      } catch (error) {
        // 707 is the API's "no such series".
        if (error instanceof Problem && error.errors.some(({ code }) => code === 707)) return [];
        throw error;
      }
    },
    async listIds(signal) {
      return idsIn(await read('/v1.1/coupon/series?format=json', signal, MAX_LIST_MB));
    },
    readOlder: (path, signal) => read(path, signal),
    readPrivate,
    put: (id, body) => noted(put(id, body)),
    state: () => ({
      address: new URL(account.url).origin,
      signIn: 'key' in account.credentials ? 'oauth' : 'basic',
      answeredAt,
      failure,
    }),
  };
}

/** A failure without the API's own text. A refusal (4xx) stays: only the caller sees it. */
const withoutDetails = (error: unknown) =>
  error instanceof Problem && error.status >= 500
    ? Problem.one(
        error.status,
        error.errors[0]?.code ?? error.status,
        error.message.replace(/^(The loyalty API answered \d+):[^]*$/, '$1.'),
      )
    : error;

async function putAnswerOf(response: Response, signal: AbortSignal): Promise<JsonObject> {
  const { status, ok } = response;
  // These may come from a proxy that gave up waiting while the write went on.
  if (status >= 500 || status === 408 || status === 499) {
    await response.body?.cancel();
    throw new OutcomeUnknown(`The loyalty API answered ${status}.`);
  }
  let answer: JsonObject;
  try {
    answer = await answerOf(response, signal);
  } catch (error) {
    if (error instanceof Problem && ok && error.status >= 500) throw new OutcomeUnknown(error.message);
    throw error;
  }
  // The status says success, but the body does not show what was saved.
  if (answer['id'] === undefined) throw new OutcomeUnknown(`The loyalty API answered ${status} without the series.`);
  return answer;
}
