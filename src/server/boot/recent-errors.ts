import * as z from 'zod';
import type { LoggedError } from '#contract/server-endpoints.ts';

const KEPT_LINES = 50;
/** pino's numbers of the levels. */
const WARN = 40;
const ERROR = 50;
const MAX_LENGTH = 500;

export interface RecentErrors {
  /** The destination of a log, which passes each line on. */
  readonly write: (line: string) => void;
  /** The newest first. */
  readonly list: () => readonly LoggedError[];
}

/** Passes the lines of the server's log on, and keeps its last warnings and errors. */
export function recentErrors(passOn: (line: string) => void): RecentErrors {
  const kept: LoggedError[] = [];
  return {
    write: (line) => {
      passOn(line);
      const error = errorIn(line);
      if (error === null) return;
      kept.unshift(error);
      kept.length = Math.min(kept.length, KEPT_LINES);
    },
    list: () => kept,
  };
}

const logLine = z.object({
  level: z.int(),
  time: z.number(),
  msg: z.string().optional(),
  err: z.object({ message: z.string() }).optional(),
  reqId: z.string().optional(),
  about: z.string().optional(),
});

/** Lines about people and requests are no errors of the server, and they contain addresses. */
function errorIn(line: string): LoggedError | null {
  const { data } = logLine.safeParse(JSON.parse(line));
  if (!data || data.level < WARN || data.about !== undefined) return null;
  const { level, time, msg, err, reqId } = data;
  return {
    at: new Date(time).toISOString(),
    level: level >= ERROR ? 'error' : 'warning',
    message: (msg ?? err?.message ?? '').slice(0, MAX_LENGTH),
    requestId: reqId ?? null,
  };
}
