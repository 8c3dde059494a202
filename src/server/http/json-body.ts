import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { fieldNamed } from '#contract/error-fields.ts';
import type { ApiError } from '#contract/api-error.ts';
import { apiError, plainProblem, Problem } from './problems.ts';

const MAX_DEPTH = 64;
/** Maximum keys of one object, seven times the fields of a series. It bounds the work of reporting unknown keys. */
const MAX_KEYS = 1000;
/** Maximum errors in one answer. */
const MAX_ERRORS = 100;

/**
 * Accepts JSON bodies only. Refuses deep nesting and text that PostgreSQL cannot store, so later code need not check.
 */
export function acceptJsonOnly(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const bytes = Buffer.from(body);
    const text = bytes.toString('utf8');
    if (isDeeperThan(MAX_DEPTH, text)) {
      done(plainProblem(400, `The body is nested deeper than ${MAX_DEPTH} levels.`));
      return;
    }
    void parse(request, text, (error, value) => {
      const problems = error ? [] : unstorable(value, isUtf8(bytes));
      if (error) done(error);
      else if (problems.length > 0) done(new Problem(400, problems));
      else done(null, value);
    });
  });
}

/** Counts brackets in the text, so that a hostile body is refused before anything recurses into it. */
export function isDeeperThan(limit: number, text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i];
    if (inString) {
      if (char === '\\') i += 1;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '{' || char === '[') {
      depth += 1;
      if (depth > limit) return true;
    } else if (char === '}' || char === ']') depth -= 1;
  }
  return false;
}

/**
 * Returns an error for each field that PostgreSQL cannot store unchanged, and for objects with too many keys. If the
 * bytes were not valid UTF-8, U+FFFD in the text marks the invalid ones.
 */
export function unstorable(body: unknown, isValidUtf8: boolean): readonly ApiError[] {
  const problems: ApiError[] = [];

  const report = (reason: string, path: readonly string[]): void => {
    const field = fieldOfPath(path);
    if (problems.length < MAX_ERRORS && !problems.some((reported) => reported.field === field))
      problems.push(apiError(400, reason, field));
  };
  const check = (text: string, path: readonly string[]): void => {
    const reason = whyUnstorable(text, isValidUtf8);
    if (reason !== null) report(reason, path);
  };
  const walk = (value: unknown, path: readonly string[]): void => {
    if (typeof value === 'string') check(value, path);
    else if (Array.isArray(value)) for (const item of value) walk(item, path);
    else if (typeof value === 'object' && value !== null) {
      const entries = Object.entries(value);
      if (entries.length > MAX_KEYS) report(`It has more than ${MAX_KEYS} keys.`, path);
      else
        for (const [key, inner] of entries) {
          check(key, [...path, key]);
          walk(inner, [...path, key]);
        }
    }
  };

  walk(body, []);
  if (!isValidUtf8 && problems.length === 0) problems.push(apiError(400, 'The body is not valid UTF-8.'));
  return problems;
}

function whyUnstorable(text: string, isValidUtf8: boolean): string | null {
  if (text.includes('\0')) return 'It contains a NUL character, which cannot be stored.';
  if (/\p{Surrogate}/u.test(text)) return 'It contains half a character (a lone surrogate), which cannot be stored.';
  return !isValidUtf8 && text.includes('\uFFFD') ? 'It contains bytes that are not valid UTF-8.' : null;
}

/** Returns the field at a path of the body, or the top-level key of the path if no field matches. */
function fieldOfPath(path: readonly string[]): string | null {
  const inner = path[0] === 'CouponSeriesV2' && path.length > 1 ? path.slice(1) : path;
  return fieldNamed(inner.join('.')) ?? inner[0] ?? null;
}
