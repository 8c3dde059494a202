import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type * as z from 'zod';
import type { ApiError, ErrorBody } from '#contract/api-error.ts';
import { isDiskFull, isLocked, isOutage } from '../database/outage.ts';
import { errorCode, oneLine } from '../environment/errors.ts';
import { loggedPath } from './logged-path.ts';

/** The largest series that a save may store, in MB. */
export const MAX_SERIES_MB = 5;
/** The largest body that is read, in MB: a series that is somewhat too large gets an error at its largest field. */
const BODY_LIMIT_MB = 16;
export const BODY_LIMIT = BODY_LIMIT_MB * 1024 * 1024;

export function apiError(code: number, message: string, field: string | null = null): ApiError {
  return { status: false, code, message, field };
}

/** Throw a Problem to answer with these errors. Its messages are shown to users. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly body: ErrorBody;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    errors: readonly ApiError[],
    headers: Readonly<Record<string, string>> = {},
    extra: Omit<ErrorBody, 'errors'> = {},
  ) {
    super(errors.map(({ message }) => message).join(' '));
    this.status = status;
    this.body = { errors, ...extra };
    this.headers = headers;
  }

  get errors(): readonly ApiError[] {
    return this.body.errors;
  }

  static one(status: number, code: number, message: string, field: string | null = null): Problem {
    return new Problem(status, [apiError(code, message, field)]);
  }

  static unknownSeries(): Problem {
    return Problem.one(404, 707, 'Coupon Series ID is invalid', 'id');
  }

  static conflict(conflict: NonNullable<ErrorBody['conflict']>): Problem {
    return new Problem(409, [apiError(409, 'The series was changed in the meantime.')], {}, { conflict });
  }

  /** The request was sent to the API, but its outcome is unknown. */
  static outcomeUnknown(reason: string | null): Problem {
    const error = apiError(504, reason ?? 'It is unknown whether the series was saved.');
    return new Problem(504, [error], {}, { outcome: 'unknown' });
  }

  /** What a schema of an endpoint reports. A check may set the code of the error as its parameter `code`. */
  static ofIssues(issues: readonly z.core.$ZodIssue[]): Problem {
    return new Problem(
      400,
      issues.flatMap((issue) => {
        if (issue.code === 'unrecognized_keys')
          return issue.keys.map((key) => apiError(400, `There is no “${key}” here.`, key));
        const code: unknown = issue.code === 'custom' ? issue.params?.['code'] : undefined;
        const field = issue.path.length === 0 ? null : issue.path.join('.');
        return [apiError(typeof code === 'number' ? code : 400, issue.message, field)];
      }),
    );
  }
}

/** A problem whose code equals its HTTP status. */
export function plainProblem(status: number, message: string, headers?: Readonly<Record<string, string>>): Problem {
  return new Problem(status, [apiError(status, message)], headers);
}

/** A temporary problem (503). Its message asks the user to try again. */
export function unavailable(reason: string): Problem {
  return plainProblem(503, reason, { 'retry-after': '1' });
}

const fastifyMessages: Readonly<Record<string, string>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: `The request is too large: more than ${BODY_LIMIT_MB} MB. A series has at most ${MAX_SERIES_MB} MB.`,
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'Send the body as JSON, with the header Content-Type: application/json.',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'The body is empty, but its content type promises JSON.',
  FST_ERR_CTP_INVALID_JSON_BODY:
    'The body is not valid JSON, or it contains a forbidden key (__proto__, constructor.prototype).',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'The length of the body differs from the header Content-Length.',
  FST_ERR_BAD_URL: 'The address contains an invalid escape sequence.',
};

function asProblem(error: FastifyError | Problem | Error, requestId: string): Problem {
  if (error instanceof Problem) return error;
  const { statusCode = 500, code = '' } = error as Partial<FastifyError>;
  if (statusCode >= 400 && statusCode < 500) return plainProblem(statusCode, fastifyMessages[code] ?? error.message);
  if (isDiskFull(error))
    return unavailable('The disk of the database is full, so nothing was changed. Free some space and try again.');
  if (isLocked(error))
    return unavailable('Another save of this series takes long, so nothing was changed. Try again in a moment.');
  if (isOutage(error))
    return unavailable('The database does not answer, so nothing was changed. Try again in a moment.');
  return plainProblem(500, `Something went wrong on the server. Its log has the reason, with the id ${requestId}.`);
}

/**
 * Picks the properties of an error to log. Other properties of database errors hold row values, such as e-mail
 * addresses.
 */
const loggableError = (error: Error) => ({
  type: error.name,
  code: errorCode(error),
  message: error.message,
  stack: error.stack,
});

function send(error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = asProblem(error, request.id);
  if (problem.status >= 500 && !(error instanceof Problem)) {
    // The message of drizzle's error holds the whole statement with its values, up to megabytes. Its cause has the
    // reason.
    const err = error.cause instanceof Error ? error.cause : error;
    if (problem.status === 503) request.log.warn(`${problem.message} (${oneLine(err)})`);
    // The query is not logged: it may hold a search text or the code of an identity provider.
    else request.log.error({ err: loggableError(err), method: request.method, path: loggedPath(request.url) });
  }
  return reply.code(problem.status).headers(problem.headers).send(problem.body);
}

/** Handles errors before routing, such as an invalid address. */
export function answerFrameworkError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  void send(error, request, reply);
}

export function addProblemHandling(app: FastifyInstance): void {
  app.setErrorHandler(send);
}

const TOO_LONG_PAGE = `<!doctype html>
<html lang="en">
  <meta charset="utf-8" />
  <meta name="viewport" content="width=device-width" />
  <title>The address is too long</title>
  <body style="font: 1rem/1.5 system-ui, sans-serif; max-width: 36rem; margin: 15vh auto; padding: 0 1rem; color-scheme: light dark">
    <h1>The address is too long</h1>
    <p>An address has at most 16,000 characters, together with the cookies of this site. Shorten the search or the filters in it.</p>
    <p><a href="/series">Open the list of series</a></p>
  </body>
</html>
`;

/** Answers requests that Node cannot parse as HTTP, on the raw socket. */
export function answerClientError(error: NodeJS.ErrnoException & { rawPacket?: Buffer }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, title, message] =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? [431, 'Request Header Fields Too Large', 'The headers of the request are too large.']
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? [408, 'Request Timeout', 'The request took too long to arrive.']
        : [400, 'Bad Request', 'The request is not valid HTTP.'];
  const start = error.rawPacket?.subarray(0, 16).toString('latin1') ?? '';
  // Only the address of a page becomes so long: a search or a filter in it. Later packets have no method.
  const isPage = status === 431 && !/^[A-Z]+ \/(?:api|v2)\b/.test(start);
  const body = isPage ? TOO_LONG_PAGE : JSON.stringify({ errors: [apiError(status, message)] });
  const headers = `Content-Type: ${isPage ? 'text/html' : 'application/json'}; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close`;
  // An answer to HEAD has no body: the client would read a body as the start of the next answer.
  const isHead = start.startsWith('HEAD ');
  socket.end(`HTTP/1.1 ${status} ${title}\r\n${headers}\r\n\r\n${isHead ? '' : body}`);
}

/** True for API paths: ours start with /api, the coupon API's with /v2. */
export function isApiPath(request: FastifyRequest): boolean {
  return /^\/(api|v2)([/?]|$)/.test(request.url);
}
