import { isObject } from '#values/json.ts';
import type { ApiError, ErrorBody } from '#contract/api-error.ts';
import type { AnswerOf } from '#contract/endpoint.ts';
import type { EndpointName, Endpoints } from '#contract/endpoints.ts';
import { readConflict, readErrors } from '#contract/warnings.ts';
import { type AnyInput, buildUrl, type InputArguments } from './endpoint-url.ts';
import { takePrefetched, TIMEOUT_MS } from './prefetch.ts';
import { reportAnswer, reportNoAnswer } from './connection.ts';
import { setClock } from './server-clock.ts';
import { reportSessionExpired, sessionEpoch } from './session-expiry.ts';

/** The server answered with an error status. */
export class Refused extends Error {
  readonly status: number;
  readonly errors: readonly ApiError[];
  readonly conflict: ErrorBody['conflict'];
  /** The request may have been executed despite the error. */
  readonly outcomeUnknown: boolean;
  /** The id of the request in the log of the server; null if the answer has none. */
  readonly requestId: string | null;

  constructor(status: number, body: unknown, requestId: string | null = null) {
    const read = readErrors(body);
    const errors = read ?? [
      { status: false, code: status, message: `The server answered ${status} without an error message.`, field: null },
    ];
    super(errors.map((error) => error.message).join(' '));
    this.status = status;
    this.errors = errors;
    this.conflict = readConflict(body);
    this.requestId = requestId;
    // Without an error of ours, a gateway has answered, and our server may be carrying out the request.
    this.outcomeUnknown = (isObject(body) && body['outcome'] === 'unknown') || (status >= 500 && read === null);
  }
}

/** No answer: offline, connection lost or timeout. Whether a write was executed is unknown. */
export class NoAnswer extends Error {}

export const refusedBy = (response: Response, body: unknown) =>
  new Refused(response.status, body, response.headers.get('x-request-id'));

interface Options {
  readonly signal?: AbortSignal | undefined;
  /**
   * The user did not start the request: it opens no dialog, and continues after the page closes if the browser allows it.
   */
  readonly background?: boolean;
}

/** Browsers limit what continues after the page to 64 kB. A character has up to 3 bytes. */
const MAX_KEPT_ALIVE = 20_000;

export interface Answer<Body = unknown> {
  readonly body: Body;
  /** Without its quotes; null where the answer has none. */
  readonly etag: string | null;
  /** The id of the journal's entry of a save. */
  readonly entry: string | null;
}

type BodyOf<Name extends EndpointName> = AnswerOf<Endpoints[Name]>;

/** The answer to `call`, without its ETag. */
export async function request<Name extends EndpointName>(
  name: Name,
  ...input: InputArguments<Name, Options>
): Promise<BodyOf<Name>> {
  return (await call(name, ...input)).body;
}

/**
 * Calls an endpoint of our server, such as `PUT /api/settings`. Its declaration types the request and the answer; the
 * server's tests check the answers. Throws `Refused` or `NoAnswer`, or the abort error if `signal` was aborted.
 */
export function call<Name extends EndpointName>(
  name: Name,
  ...input: InputArguments<Name, Options>
): Promise<Answer<BodyOf<Name>>>;
export async function call(name: EndpointName, input: AnyInput & Options = {}): Promise<Answer> {
  const { signal, headers, body: sent, background = false } = input;
  const url = buildUrl(name, input);
  const [method = ''] = name.split(' ');
  const since = sessionEpoch();
  let response: Response;
  let text: string;
  try {
    const prefetched = method === 'GET' ? takePrefetched(url) : undefined;
    const withBody = sent !== undefined && { 'content-type': 'application/json' };
    const body = withBody ? JSON.stringify(sent) : null;
    const sentAt = prefetched?.sentAt ?? Date.now();
    response = await (prefetched?.response ??
      fetch(url, {
        method,
        headers: { ...headers, ...withBody },
        body,
        keepalive: background && (body?.length ?? 0) < MAX_KEPT_ALIVE,
        signal: signal ?? AbortSignal.timeout(TIMEOUT_MS),
      }));
    setClock(response.headers.get('date'), sentAt, Date.now());
    text = await response.text();
    reportAnswer();
  } catch (error) {
    if (signal?.aborted) throw error;
    reportNoAnswer();
    throw new NoAnswer(navigator.onLine ? 'The server cannot be reached.' : 'You are offline.', { cause: error });
  }
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    answer = null;
  }
  if (!response.ok) {
    const refused = refusedBy(response, answer);
    // Except when signing in, 401 means that the session has expired.
    if (refused.status === 401 && !background && !url.startsWith('/api/session'))
      reportSessionExpired(refused.message, { since, insists: method !== 'GET' && method !== 'POST' });
    throw refused;
  }
  if (answer === null && text !== 'null') throw new NoAnswer('The server answered with something that is not JSON.');
  const etag = response.headers.get('etag')?.replace(/^W\//, '').replaceAll('"', '') ?? null;
  return { body: answer, etag, entry: response.headers.get('coupon-desk-entry') };
}
