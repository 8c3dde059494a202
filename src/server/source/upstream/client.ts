import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JsonObject } from '#catalogue/kinds.ts';
import { isObject } from '#catalogue/place.ts';
import { seriesUrl, updateUrl } from '#contract/api.ts';
import { readErrors } from '#contract/warnings.ts';
import { Problem } from '../../problems.ts';

export interface UpstreamAccount {
  /** Base address of the API's cluster, such as https://eu.api.capillarytech.com */
  readonly url: string;
  readonly username: string;
  readonly password: string;
  /** How long one call may take, ms. */
  readonly timeoutMs: number;
}

/** The request went out and no usable answer came: what it did is not known. */
export class OutcomeUnknown extends Error {}

/** Reads are tried again after these pauses, ms; a write never is. */
const PAUSES = [200, 800];

export interface UpstreamClient {
  get(ids: readonly number[]): Promise<readonly JsonObject[]>;
  /** Ids of every series of the organisation, by the older list call: the newer one cannot list. */
  listIds(): Promise<readonly number[]>;
  /** Throws a Problem where the API refused, OutcomeUnknown where nobody can tell. */
  put(id: number, body: JsonObject): Promise<{ readonly warnings: readonly unknown[] }>;
}

/** Speaks to the real API over HTTP Basic: the till's code and the MD5 of its password, as the API asks for. */
export function upstreamClient(account: UpstreamAccount): UpstreamClient {
  const digest = createHash('md5').update(account.password).digest('hex');
  const authorization = `Basic ${Buffer.from(`${account.username}:${digest}`).toString('base64')}`;

  const call = async (path: string, init: { method: 'GET' | 'PUT'; body?: string }): Promise<Response> =>
    fetch(new URL(path, account.url), {
      ...init,
      redirect: 'error',
      headers: { authorization, accept: 'application/json', 'content-type': 'application/json' },
      signal: AbortSignal.timeout(account.timeoutMs),
    });

  const read = async (path: string): Promise<JsonObject> => {
    for (let attempt = 0; ; attempt++) {
      const pause = PAUSES[attempt];
      try {
        const response = await call(path, { method: 'GET' });
        if (response.status >= 500 && pause !== undefined) await response.body?.cancel();
        else return await answerOf(response);
      } catch (error) {
        if (error instanceof Problem) throw error;
        if (pause === undefined) throw unreachable(error);
      }
      await sleep(pause);
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
    async put(id, body) {
      let response: Response;
      try {
        response = await call(`${updateUrl(id)}?format=json`, {
          method: 'PUT',
          body: JSON.stringify({ CouponSeriesV2: body }),
        });
      } catch (error) {
        throw new OutcomeUnknown(messageOf(error));
      }
      // A 5xx may come from a proxy that gave up waiting while the write went on.
      if (response.status >= 500) {
        await response.body?.cancel();
        throw new OutcomeUnknown(`The loyalty API answered ${response.status}.`);
      }
      try {
        const { warnings } = await answerOf(response);
        return { warnings: Array.isArray(warnings) ? warnings : [] };
      } catch (error) {
        if (error instanceof Problem && (!response.ok || error.status < 500)) throw error;
        throw new OutcomeUnknown(messageOf(error));
      }
    },
  };
}

async function answerOf(response: Response): Promise<JsonObject> {
  const text = await response.text();
  let body: unknown = null;
  try {
    body = JSON.parse(text);
  } catch {
    // An HTML page of a proxy, say: judged below by the status alone.
  }
  if (response.status === 401)
    throw Problem.one(
      502,
      401,
      'The loyalty API does not accept our sign-in. An administrator must check its user name and password.',
    );
  if (response.status === 403) throw Problem.one(502, 403, 'The loyalty API does not let our sign-in do this.');
  const errors = readErrors(body);
  if (errors && errors.length > 0) throw new Problem(response.ok ? 400 : response.status, errors);
  if (!response.ok) throw Problem.one(502, response.status, `The loyalty API answered ${response.status}.`);
  if (!isObject(body)) throw Problem.one(502, 502, 'The loyalty API answered with something that is no JSON object.');
  return body;
}

function unreachable(error: unknown): Problem {
  const slow = error instanceof Error && error.name === 'TimeoutError';
  return Problem.one(
    slow ? 504 : 502,
    slow ? 504 : 502,
    slow ? 'The loyalty API did not answer in time.' : 'The loyalty API cannot be reached.',
  );
}

function messageOf(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return 'The loyalty API did not answer in time.';
  return error instanceof Problem ? error.message : 'The connection to the loyalty API broke.';
}

/** Every number under a key `id` of a list of series, however deep the older call nests it. */
function idsIn(answer: unknown): number[] {
  if (Array.isArray(answer)) return answer.flatMap(idsIn);
  if (!isObject(answer)) return [];
  const id = Number(answer['id']);
  if (answer['id'] !== undefined && Number.isSafeInteger(id) && id > 0) return [id];
  return Object.values(answer).flatMap(idsIn);
}
