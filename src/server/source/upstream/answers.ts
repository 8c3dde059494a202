import type { JsonObject } from '#catalogue/kinds.ts';
import { isObject } from '#catalogue/place.ts';
import { readErrors } from '#contract/warnings.ts';
import { Problem } from '../../problems.ts';
import { errorCode } from '../../start-error.ts';
import { TimeLimit, within } from '../../time-limit.ts';

/** The request went out and no usable answer came: what it did is not known. */
export class OutcomeUnknown extends Error {
  /** Nobody ended it: it may be carried out after a read has shown that it was not. */
  readonly mayStillRun: boolean;

  constructor(message: string, mayStillRun: boolean) {
    super(message);
    this.mayStillRun = mayStillRun;
  }
}

/** How long an answer may pause on its way. */
const PAUSES_AT_MOST_MS = 5_000;

export const NO_ANSWER = 'The loyalty API did not answer in time.';

/**
 * The body of an answer that says yes; every other answer is thrown as a Problem in our own words or the API's. The signal ends the
 * reading, with what it was aborted for.
 */
export async function answerOf(response: Response, signal: AbortSignal): Promise<JsonObject> {
  const text = await textOf(response, signal);
  let body: unknown = null;
  try {
    body = JSON.parse(text);
  } catch {
    // An HTML page of a proxy, say: judged below by the status alone.
  }
  const { status, ok } = response;
  if (status === 401)
    throw Problem.one(
      502,
      401,
      'The loyalty API does not accept our sign-in. An administrator must check its user name and password.',
    );
  if (status === 403) throw Problem.one(502, 403, 'The loyalty API does not let our sign-in do this.');
  const errors = readErrors(body) ?? [];
  if (status >= 500) {
    const said = errors.map(({ message }) => message).join(' ');
    throw Problem.one(502, status, `The loyalty API answered ${status}${said ? `: ${said}` : ''}.`);
  }
  if (errors.length > 0) throw new Problem(ok ? 400 : status, errors);
  if (!ok) throw Problem.one(502, status, `The loyalty API answered ${status}.`);
  if (!isObject(body)) throw Problem.one(502, 502, 'The loyalty API answered with something that is no JSON object.');
  return body;
}

async function textOf({ body }: Response, signal: AbortSignal): Promise<string> {
  if (body === null) return '';
  signal.throwIfAborted();
  const reader = body.getReader();
  // Closes the connection, which would go on to be read otherwise.
  const cancel = () => void reader.cancel().catch(() => {});
  signal.addEventListener('abort', cancel);
  const decoder = new TextDecoder();
  let text = '';
  try {
    for (;;) {
      const { done, value } = await within(PAUSES_AT_MOST_MS, reader.read(), NO_ANSWER);
      signal.throwIfAborted();
      if (done) return text + decoder.decode();
      text += decoder.decode(value, { stream: true });
    }
  } catch (error) {
    cancel();
    throw error;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

export function unreachable(error: unknown): Problem {
  return isTimeout(error)
    ? Problem.one(504, 504, NO_ANSWER)
    : Problem.one(502, 502, 'The loyalty API cannot be reached.');
}

/** Why a call that had begun gave no answer. */
export function whyBroken(error: unknown): string {
  return isTimeout(error) ? NO_ANSWER : 'The connection to the loyalty API broke.';
}

/** Whether a call failed before a byte of it could have arrived. */
export function wasNeverSent(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT)$/.test(errorCode(cause) ?? '');
}

function isTimeout(error: unknown): boolean {
  return error instanceof TimeLimit;
}

/** Every number under a key `id` of a list of series, however deep the older call nests it. */
export function idsIn(answer: unknown): number[] {
  if (Array.isArray(answer)) return answer.flatMap(idsIn);
  if (!isObject(answer)) return [];
  const id = Number(answer['id']);
  if (answer['id'] !== undefined && Number.isInteger(id) && id > 0 && id < 2 ** 31) return [id];
  return Object.values(answer).flatMap(idsIn);
}
