import { isObject } from '#values/json.ts';
import { SESSION_PATH } from '#contract/account-endpoints.ts';
import type { ApiError, ErrorBody } from '#contract/api-error.ts';
import { readErrors } from '#contract/warnings.ts';
import { takePrefetched, TIMEOUT_MS } from './prefetch.ts';
import { reportSessionExpired, sessionEpoch } from './session-expiry.ts';

/** The server answered with an error status. */
export class Refused extends Error {
  readonly status: number;
  readonly errors: readonly ApiError[];
  readonly conflict: ErrorBody['conflict'];
  /** The request may have been executed despite the error. */
  readonly outcomeUnknown: boolean;

  constructor(status: number, body: unknown) {
    const errors = readErrors(body) ?? [
      { status: false, code: status, message: `The server answered ${status} without an error message.`, field: null },
    ];
    super(errors.map((error) => error.message).join(' '));
    this.status = status;
    this.errors = errors;
    // Our own server's envelope, described in contract/api-error.ts.
    this.conflict = isObject(body) ? (body as unknown as ErrorBody).conflict : undefined;
    this.outcomeUnknown = isObject(body) && body['outcome'] === 'unknown';
  }
}

/** No answer: offline, connection lost or timeout. Whether a write was executed is unknown. */
export class NoAnswer extends Error {}

export interface Answer {
  readonly body: unknown;
  /** Without its quotes; null where the answer has none. */
  readonly etag: string | null;
}

/** One HTTP call to our server. Throws `Refused` or `NoAnswer`, or the abort error if `init.signal` was aborted. */
export async function call(path: string, init: RequestInit = {}): Promise<Answer> {
  const since = sessionEpoch();
  let response: Response;
  let text: string;
  try {
    const prefetched = init.method === undefined ? takePrefetched(path) : undefined;
    response = await (prefetched ?? fetch(path, { ...init, signal: init.signal ?? AbortSignal.timeout(TIMEOUT_MS) }));
    text = await response.text();
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new NoAnswer(navigator.onLine ? 'The server cannot be reached.' : 'You are offline.', { cause: error });
  }
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    body = null;
  }
  if (!response.ok) {
    const refused = new Refused(response.status, body);
    // Except when signing in, 401 means that the session has expired.
    if (refused.status === 401 && !path.startsWith(SESSION_PATH))
      reportSessionExpired(refused.message, { since, insists: init.method !== undefined && init.method !== 'POST' });
    throw refused;
  }
  if (body === null && text !== 'null') throw new NoAnswer('The server answered with something that is not JSON.');
  return { body, etag: response.headers.get('etag')?.replace(/^W\//, '').replaceAll('"', '') ?? null };
}
