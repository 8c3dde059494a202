import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonObject } from '#values/json.ts';
import { isObject } from '#values/json.ts';
import { seriesUrl, updateUrl } from '#contract/series-endpoints.ts';
import { Problem } from '../http/problems.ts';
import {
  answerOf,
  idsIn,
  NO_ANSWER,
  OutcomeUnknown,
  unreachable,
  wasNeverSent,
  whyBroken,
} from './upstream-answers.ts';

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
  get(ids: readonly number[]): Promise<readonly JsonObject[]>;
  /** Ids of every series of the organisation, by the older list call: the newer one cannot list. */
  listIds(): Promise<readonly number[]>;
  /**
   * What one of the older calls answers, such as `/v1.1/organization/entities?…`. The signal ends it, with what it was
   * aborted for.
   */
  readOlder(path: string, signal: AbortSignal): Promise<JsonObject>;
  /** Throws a Problem if the API refused, OutcomeUnknown if the outcome cannot be determined. */
  put(id: number, body: JsonObject): Promise<{ readonly warnings: readonly unknown[] }>;
}

/** Speaks to the real API over HTTP Basic: the till's code and the MD5 of its password, as the API asks for. */
export function upstreamClient(account: UpstreamAccount): UpstreamClient {
  const pauses = account.pausesMs ?? PAUSES_MS;
  const digest = createHash('md5').update(account.password).digest('hex');
  const authorization = `Basic ${Buffer.from(`${account.username}:${digest}`).toString('base64')}`;

  const call = async (
    path: string,
    { signal, ...init }: { method: 'GET' | 'PUT'; body?: string; signal?: AbortSignal | undefined },
  ): Promise<Response> =>
    fetch(new URL(path, account.url), {
      ...init,
      redirect: 'error',
      headers: { authorization, accept: 'application/json', 'content-type': 'application/json' },
      signal: AbortSignal.any([AbortSignal.timeout(account.timeoutMs), ...(signal ? [signal] : [])]),
    });

  const read = async (path: string, signal?: AbortSignal): Promise<JsonObject> => {
    for (let attempt = 0; ; attempt++) {
      const pause = pauses[attempt];
      try {
        const response = await call(path, { method: 'GET', signal });
        if (response.status >= 500 && pause !== undefined) await response.body?.cancel();
        else return await answerOf(response);
      } catch (error) {
        signal?.throwIfAborted();
        if (error instanceof Problem) throw error;
        if (pause === undefined) throw unreachable(error);
      }
      await sleep(pause, undefined, { signal });
    }
  };

  return {
    async get(ids) {
      if (ids.length === 0) return [];
      try {
        const { entity } = await read(seriesUrl(ids));
        const list: readonly unknown[] = Array.isArray(entity) ? entity : [];
        return list.filter(isObject);
      } catch (error) {
        // 707 is the API's "no such series".
        if (error instanceof Problem && error.errors.some(({ code }) => code === 707)) return [];
        throw error;
      }
    },
    async listIds() {
      return idsIn(await read('/v1.1/coupon/series?format=json'));
    },
    readOlder: read,
    async put(id, body) {
      let response: Response;
      try {
        response = await call(`${updateUrl(id)}?format=json`, {
          method: 'PUT',
          body: JSON.stringify({ CouponSeriesV2: body }),
        });
      } catch (error) {
        if (wasNeverSent(error)) throw Problem.one(502, 502, 'The loyalty API cannot be reached. Nothing was sent.');
        throw new OutcomeUnknown(whyBroken(error), mayStillRun(error));
      }
      // A 5xx may come from a proxy that gave up waiting while the write went on.
      if (response.status >= 500) {
        await response.body?.cancel();
        throw new OutcomeUnknown(`The loyalty API answered ${response.status}.`, response.status === 504);
      }
      try {
        const { warnings } = await answerOf(response);
        return { warnings: Array.isArray(warnings) ? warnings : [] };
      } catch (error) {
        if (error instanceof Problem && (!response.ok || error.status < 500)) throw error;
        throw new OutcomeUnknown(error instanceof Problem ? error.message : whyBroken(error), mayStillRun(error));
      }
    },
  };
}

const mayStillRun = (error: unknown) => whyBroken(error) === NO_ANSWER;
