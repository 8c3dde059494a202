import type { FastifyInstance } from 'fastify';
import { plainProblem } from './problems.ts';

const MAX_DEPTH = 64;

/** The only kind of body is JSON. Refuses what later code should never have to think of. */
export function acceptJsonOnly(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    const text = typeof body === 'string' ? body : body.toString('utf8');
    if (isDeeperThan(MAX_DEPTH, text)) {
      done(plainProblem(400, `The body is nested deeper than ${MAX_DEPTH} levels.`));
    } else if (holdsNul(text)) {
      done(plainProblem(400, 'The body holds a NUL character (\\u0000), which cannot be stored.'));
    } else {
      void parse(request, text, done);
    }
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

/** JSON can hold a NUL only as the escape \u0000, which an even number of backslashes before it turns into plain text. */
export function holdsNul(text: string): boolean {
  return text.includes('\\u0000') && /(?<!\\)(?:\\\\)*\\u0000/.test(text);
}
