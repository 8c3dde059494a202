import type { JsonObject } from '#values/json.ts';
import { isObject } from '#values/json.ts';
import { INT32_MAX } from '#values/int32.ts';
import { readErrors } from '#contract/warnings.ts';
import { apiError, plainProblem, Problem } from '../http/problems.ts';
import { errorCode } from '../environment/errors.ts';
import { TimeLimit, within } from '../environment/time-limit.ts';

/**
 * The request was sent, but its response proves neither success nor refusal. The API may still be processing it, so a read
 * that shows the old values proves nothing.
 */
export class OutcomeUnknown extends Error {}

/** The response is longer than we read. Its rest was not read. */
export class AnswerTooLarge extends Problem {
  constructor(maxMb: number) {
    super(502, [apiError(502, `The loyalty API sent more than ${maxMb} MB. The rest was not read.`)]);
  }
}

/** The longest response, after decompression, in MB. One series has at most a few MB. */
const MAX_ANSWER_MB = 16;
/** The longest response that is no success, in MB. */
const MAX_ERROR_MB = 1;
const MB = 1024 * 1024;

/** Maximum pause between two chunks of a response, ms. */
const MAX_PAUSE_MS = 5_000;

const NO_ANSWER = 'The loyalty API did not answer in time.';

/**
 * Returns the body of a successful response; throws a Problem for every other one. Rejects with the signal's reason if
 * it aborts while the body is read.
 */
export async function answerOf(
  response: Response,
  signal: AbortSignal,
  maxMb: number = MAX_ANSWER_MB,
): Promise<JsonObject> {
  const text = await textOf(response, signal, response.ok ? maxMb : MAX_ERROR_MB);
  let body: unknown = null;
  try {
    body = JSON.parse(text);
  } catch {
    // Not JSON, for example an HTML page of a proxy: only the status matters below.
  }
  const { status, ok } = response;
  if (status === 401)
    throw Problem.one(
      502,
      401,
      'The loyalty API does not accept our sign-in. An administrator must check its credentials.',
    );
  if (status === 429) throw tooManyCalls(secondsIn(response.headers.get('retry-after')));
  if (status === 403) throw Problem.one(502, 403, 'The loyalty API does not allow our sign-in to do this.');
  const errors = readErrors(body) ?? [];
  if (status >= 500) {
    const details = errors.map(({ message }) => message).join(' ');
    throw Problem.one(502, status, `The loyalty API answered ${status}${details ? `: ${details}` : ''}.`);
  }
  if (errors.length > 0) throw new Problem(ok ? 400 : status, errors);
  if (!ok) throw Problem.one(502, status, `The loyalty API answered ${status}.`);
  if (!isObject(body)) throw Problem.one(502, 502, 'The loyalty API returned no JSON object.');
  return body;
}

async function textOf({ body, headers }: Response, signal: AbortSignal, maxMb: number): Promise<string> {
  if (body === null) return '';
  signal.throwIfAborted();
  const reader = body.getReader();
  // Closes the connection. Without this, the body is read to its end.
  const cancel = () => void reader.cancel().catch(() => {});
  signal.addEventListener('abort', cancel);
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  try {
    if (Number(headers.get('content-length')) > maxMb * MB) throw new AnswerTooLarge(maxMb);
    for (;;) {
      const { done, value } = await within(MAX_PAUSE_MS, reader.read(), NO_ANSWER);
      signal.throwIfAborted();
      if (done) return text + decoder.decode();
      bytes += value.byteLength;
      if (bytes > maxMb * MB) throw new AnswerTooLarge(maxMb);
      text += decoder.decode(value, { stream: true });
    }
  } catch (error) {
    cancel();
    throw error;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

/** The seconds of Retry-After, which is a number or a date. Null if it is neither. */
export function secondsIn(retryAfter: string | null): number | null {
  if (retryAfter === null) return null;
  const seconds = /^\d+$/.test(retryAfter) ? Number(retryAfter) : (Date.parse(retryAfter) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(1, Math.ceil(seconds)) : null;
}

export function tooManyCalls(seconds: number | null): Problem {
  return plainProblem(
    429,
    `The loyalty API accepts no more calls at the moment. Try again ${seconds === null ? 'later' : `in ${seconds} s`}.`,
    seconds === null ? {} : { 'retry-after': String(seconds) },
  );
}

export function unreachable(error: unknown): Problem {
  return isTimeout(error)
    ? Problem.one(504, 504, NO_ANSWER)
    : Problem.one(502, 502, 'The loyalty API cannot be reached.');
}

/** Describes why a request that was sent got no response. */
export function whyBroken(error: unknown): string {
  return isTimeout(error) ? NO_ANSWER : 'The connection to the loyalty API broke.';
}

/** Whether a request failed before any byte could have reached the API. */
export function wasNeverSent(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT)$/.test(errorCode(cause) ?? '');
}

function isTimeout(error: unknown): boolean {
  return error instanceof TimeLimit;
}

/** Collects every `id` in the answer of the older list call, at any depth. */
export function idsIn(answer: unknown): number[] {
  if (Array.isArray(answer)) return answer.flatMap(idsIn);
  if (!isObject(answer)) return [];
  const id = Number(answer['id']);
  if (answer['id'] !== undefined && Number.isInteger(id) && id > 0 && id <= INT32_MAX) return [id];
  return Object.values(answer).flatMap(idsIn);
}
