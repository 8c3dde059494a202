import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { fieldNamed } from '#contract/warnings.ts';
import type { ApiError } from '#contract/api-error.ts';
import { apiError, plainProblem, Problem } from './problems.ts';

const MAX_DEPTH = 64;
/** Seven times the fields of a series: whatever has more is none, and somebody would have to look at every one of them. */
const MAX_KEYS = 1000;
/** Enough to see what is wrong with a body that is made of it. */
const MAX_ERRORS = 100;

/** The only kind of body is JSON. Refuses what later code should never have to think of. */
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

/** What of a body PostgreSQL cannot keep as it is, or nobody should have to read, by field. Reading bytes that are no UTF-8 left U+FFFD in their place. */
export function unstorable(body: unknown, isValidUtf8: boolean): readonly ApiError[] {
  const problems: ApiError[] = [];

  const report = (reason: string, path: readonly string[]): void => {
    const field = fieldOfPath(path);
    if (problems.length < MAX_ERRORS && !problems.some((known) => known.field === field))
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
  if (text.includes('\0')) return 'It holds a NUL character, which cannot be stored.';
  if (/\p{Surrogate}/u.test(text)) return 'It holds half a character (a lone surrogate), which cannot be stored.';
  return !isValidUtf8 && text.includes('\uFFFD') ? 'It holds bytes that are not valid UTF-8.' : null;
}

/** The field at a place of the body; inside an object that is no field, the name of that object. */
function fieldOfPath(path: readonly string[]): string | null {
  const inner = path[0] === 'CouponSeriesV2' && path.length > 1 ? path.slice(1) : path;
  return fieldNamed(inner.join('.')) ?? inner[0] ?? null;
}
