import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isApiPath, plainProblem, unavailable } from './problems.ts';

interface Options {
  readonly notReady: () => Promise<string | null>;
  readonly routes?: unknown;
  readonly appFolder?: string;
}

/** Answers what no route takes: a page of the application, a wrong method, or nothing at all. Call it before any route. */
export function addNotFound(app: FastifyInstance, { notReady, routes, appFolder }: Options): void {
  const known: { readonly pattern: RegExp; readonly methods: readonly string[] }[] = [];
  app.addHook('onRoute', ({ url, method }) => {
    if (url !== '/*') known.push({ pattern: routePattern(url), methods: [method].flat() });
  });

  app.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '';
    const allowed = new Set(known.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods));
    if (allowed.size > 0) {
      const allow = [...allowed].join(', ');
      throw plainProblem(405, `${request.method} is not possible here. Possible: ${allow}.`, { allow });
    }
    if (isApiPath(request) && routes === undefined) {
      throw unavailable((await notReady()) ?? 'The API is not available.');
    }
    // The application has addresses of its own, which exist in the browser only.
    if (appFolder !== undefined && isNavigation(request)) return reply.sendFile('index.html');
    throw plainProblem(404, `There is nothing at ${path}.`);
  });
}

function isNavigation(request: FastifyRequest): boolean {
  const reads = request.method === 'GET' || request.method === 'HEAD';
  return reads && !isApiPath(request) && (request.headers.accept ?? '').includes('text/html');
}

/** Fastify has no way to ask which methods an address takes, so its route patterns are read once more here. */
function routePattern(url: string): RegExp {
  const parts = url.split(/(:[^/]+|\*)/).map((part) => {
    if (part === '*') return '.*';
    return part.startsWith(':') ? '[^/]+' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('')}$`);
}
