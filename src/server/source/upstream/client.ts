import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonObject } from '#catalogue/kinds.ts';
import { isObject } from '#catalogue/place.ts';
import { seriesUrl, updateUrl } from '#contract/api.ts';
import { Problem } from '../../problems.ts';
import { withSignal } from '../../time-limit.ts';
import { answerOf, idsIn, NO_ANSWER, OutcomeUnknown, unreachable, wasNeverSent, whyBroken } from './answers.ts';

export interface UpstreamAccount {
  /** Base address of the API's cluster, such as https://eu.api.capillarytech.com */
  readonly url: string;
  readonly username: string;
  readonly password: string;
  /** How long one call may take, ms. */
  readonly timeoutMs: number;
  /** How long to wait before each further try of a read, ms. A write is never tried again. */
  readonly pausesMs?: readonly number[];
}

const PAUSES_MS = [200, 800];

export interface UpstreamClient {
  get(ids: readonly number[], signal?: AbortSignal): Promise<readonly JsonObject[]>;
  /** Ids of every series of the organisation, by the older list call: the newer one cannot list. */
  listIds(signal?: AbortSignal): Promise<readonly number[]>;
  /** What one of the older calls answers, such as `/v1.1/organization/entities?…`. The signal ends it, with what it was aborted for. */
  readOlder(path: string, signal: AbortSignal): Promise<JsonObject>;
  /** Throws a Problem where the API refused, OutcomeUnknown where nobody can tell. */
  put(id: number, body: JsonObject): Promise<{ readonly warnings: readonly unknown[] }>;
}

/** Speaks to the real API over HTTP Basic: the till's code and the MD5 of its password, as the API asks for. */
export function upstreamClient(account: UpstreamAccount): UpstreamClient {
  const pauses = account.pausesMs ?? PAUSES_MS;
  const digest = createHash('md5').update(account.password).digest('hex');
  const authorization = `Basic ${Buffer.from(`${account.username}:${digest}`).toString('base64')}`;

  /** One call with what is done with its answer, which may take as long as one call in all. */
  const call = <T>(
    path: string,
    { signal: outer, ...init }: { method: 'GET' | 'PUT'; body?: string; signal?: AbortSignal | undefined },
    use: (response: Response, signal: AbortSignal) => Promise<T>,
  ): Promise<T> =>
    withSignal(account.timeoutMs, outer, async (signal) => {
      const headers = { authorization, accept: 'application/json', 'content-type': 'application/json' };
      const response = await fetch(new URL(path, account.url), { ...init, redirect: 'error', headers, signal });
      return use(response, signal);
    });

  const read = async (path: string, signal?: AbortSignal): Promise<JsonObject> => {
    for (let attempt = 0; ; attempt++) {
      const pause = pauses[attempt];
      try {
        const answer = await call(path, { method: 'GET', signal }, async (response, limit) => {
          if (response.status < 500 || pause === undefined) return answerOf(response, limit);
          await response.body?.cancel();
          return null;
        });
        if (answer) return answer;
      } catch (error) {
        signal?.throwIfAborted();
        if (error instanceof Problem) throw error;
        if (pause === undefined) throw unreachable(error);
      }
      await sleep(pause, undefined, { signal });
    }
  };

  return {
    async get(ids, signal) {
      if (ids.length === 0) return [];
      try {
        const { entity } = await read(seriesUrl(ids), signal);
        const list: readonly unknown[] = Array.isArray(entity) ? entity : [];
        return list.filter(isObject);
      } catch (error) {
        // 707 is the API's "no such series".
        if (error instanceof Problem && error.errors.some(({ code }) => code === 707)) return [];
        throw error;
      }
    },
    async listIds(signal) {
      return idsIn(await read('/v1.1/coupon/series?format=json', signal));
    },
    readOlder: read,
    async put(id, body) {
      const init = { method: 'PUT', body: JSON.stringify({ CouponSeriesV2: body }) } as const;
      try {
        const { warnings } = await call(`${updateUrl(id)}?format=json`, init, putAnswerOf);
        return { warnings: Array.isArray(warnings) ? warnings : [] };
      } catch (error) {
        if (error instanceof Problem || error instanceof OutcomeUnknown) throw error;
        if (wasNeverSent(error)) throw Problem.one(502, 502, 'The loyalty API cannot be reached. Nothing was sent.');
        throw new OutcomeUnknown(whyBroken(error), whyBroken(error) === NO_ANSWER);
      }
    },
  };
}

async function putAnswerOf(response: Response, signal: AbortSignal): Promise<JsonObject> {
  const { status, ok } = response;
  // A 5xx may come from a proxy that gave up waiting while the write went on.
  if (status >= 500) {
    await response.body?.cancel();
    throw new OutcomeUnknown(`The loyalty API answered ${status}.`, status === 504);
  }
  try {
    return await answerOf(response, signal);
  } catch (error) {
    // It claims success, in a form that says nothing of what was done.
    if (error instanceof Problem && ok && error.status >= 500) throw new OutcomeUnknown(error.message, false);
    throw error;
  }
}
