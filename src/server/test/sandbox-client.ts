import { createHash } from 'node:crypto';
import type { Json, JsonObject } from '#values/json.ts';
import { buildSandbox, type Sandbox, type SandboxOptions } from '../sandbox/sandbox.ts';

export const NOW = Date.parse('2026-11-23T06:00:00Z');

const token = createHash('md5').update('secret').digest('hex');
/** Credentials of every sandbox built by `sandboxOf`. */
export const AUTHORIZATION = `Basic ${Buffer.from(`till.1:${token}`).toString('base64')}`;

export function sandboxOf(series: readonly JsonObject[], options: Partial<SandboxOptions> = {}): Sandbox {
  return buildSandbox({
    clusterTimeZone: 'UTC',
    now: () => NOW,
    username: 'till.1',
    password: 'secret',
    series,
    ...options,
  });
}

export interface Answer {
  readonly status: number;
  readonly body: JsonObject;
}

export async function put(sandbox: Sandbox, id: number | string, series: Json): Promise<Answer> {
  return call(sandbox, 'PUT', `/v2/coupon/series/${id}?format=json`, JSON.stringify({ CouponSeriesV2: series }));
}

export async function get(sandbox: Sandbox, url: string): Promise<Answer> {
  return call(sandbox, 'GET', url);
}

export async function call(sandbox: Sandbox, method: 'GET' | 'PUT', url: string, payload?: string): Promise<Answer> {
  const response = await sandbox.app.inject({
    method,
    url,
    headers: { authorization: AUTHORIZATION, ...(payload === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(payload === undefined ? {} : { payload }),
  });
  return { status: response.statusCode, body: response.json<JsonObject>() };
}

/** Reads one series by id. */
export async function readOne(sandbox: Sandbox, id: number): Promise<JsonObject> {
  const { body } = await get(sandbox, `/v2/coupon/series?ids=${id}`);
  const [series] = body['entity'] as readonly JsonObject[];
  if (!series) throw new Error(`No series ${id} in the answer.`);
  return series;
}

/** The API's code of the first error in an answer. */
export function codeOf({ body }: Answer): Json | undefined {
  const errors = body['errors'] as readonly JsonObject[] | undefined;
  return errors?.[0]?.['code'];
}
