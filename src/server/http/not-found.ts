import type { FastifyInstance, FastifyRequest } from 'fastify';
import { pageHandler, type ReadPageAnswer } from './app-page.ts';
import { isApiPath, plainProblem, unavailable } from './problems.ts';

interface Options {
  readonly notReady: () => Promise<string | null>;
  readonly routes?: unknown;
  readonly appFolder?: string;
  readonly pageAnswer?: ReadPageAnswer;
}

/** Answers requests without a route: the app's page, 405 or 404. Call it before any route is added. */
export function addNotFound(app: FastifyInstance, { notReady, routes, appFolder, pageAnswer }: Options): void {
  const routePatterns: { readonly pattern: RegExp; readonly methods: readonly string[] }[] = [];
  app.addHook('onRoute', ({ url, method }) => {
    if (url !== '/*') routePatterns.push({ pattern: routePattern(url), methods: [method].flat() });
  });

  const sendPage = appFolder === undefined ? null : pageHandler(appFolder, pageAnswer);
  app.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '';
    const allowed = new Set(
      routePatterns.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods),
    );
    if (allowed.size > 0) {
      const allow = [...allowed].join(', ');
      throw plainProblem(405, `${request.method} is not possible here. Possible: ${allow}.`, { allow });
    }
    if (isApiPath(request) && routes === undefined) {
      throw unavailable((await notReady()) ?? 'The API is not available.');
    }
    // The app has its own routes, which exist in the browser only.
    if (sendPage && isNavigation(request)) return sendPage(request, reply, path);
    throw plainProblem(404, `There is nothing at ${path}.`);
  });
}

function isNavigation(request: FastifyRequest): boolean {
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  return isRead && !isApiPath(request) && (request.headers.accept ?? '').includes('text/html');
}

/** Converts a route pattern to a regular expression, because Fastify does not list the methods of a path. */
function routePattern(url: string): RegExp {
  const parts = url.split(/(:[^/]+|\*)/).map((part) => {
    if (part === '*') return '.*';
    return part.startsWith(':') ? '[^/]+' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('')}$`);
}
