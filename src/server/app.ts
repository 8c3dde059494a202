import fastifyCompress from '@fastify/compress';
import fastifyHelmet from '@fastify/helmet';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { acceptJsonOnly } from './json-body.ts';
import { addNotFound } from './not-found.ts';
import {
  addProblemHandling,
  answerFrameworkError,
  BODY_LIMIT,
  isApiPath,
  plainProblem,
  unavailable,
} from './problems.ts';
import { serveStatic } from './static-app.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A POST because it asks for more than fits into an address, and changes nothing. */
    onlyReads?: true;
  }
}

export interface AppPorts {
  /** What keeps the API from working right now: `starting` at first, null once all is well. */
  readonly notReady: () => Promise<string | null>;
  /** What keeps the API from changing anything, while it can still be read; null when it can. */
  readonly notWritable?: () => Promise<string | null>;
  /** Adds the API's routes. Without it every call of the API is answered by `notReady`. */
  readonly routes?: (app: FastifyInstance) => void;
  /** The built single-page application, absolute. */
  readonly appFolder?: string;
  readonly log?: FastifyBaseLogger;
}

/** The HTTP server as a function of what it works with. It listens nowhere: `serve` does. */
export async function buildApp(ports: AppPorts): Promise<FastifyInstance> {
  const app = Fastify({
    ...(ports.log === undefined ? {} : { loggerInstance: ports.log }),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    frameworkErrors: answerFrameworkError,
  });
  addProblemHandling(app);
  acceptJsonOnly(app);
  app.addHook('onRequest', async (request, reply) => {
    if (isApiPath(request)) reply.header('cache-control', 'no-store');
    if (!isLoopbackName(request.headers.host)) {
      throw plainProblem(421, 'This server answers to localhost only. Open it by that name.');
    }
    if (/%00/.test(request.url)) throw plainProblem(400, 'The address holds a NUL character.');
  });
  app.addHook('onRequest', async (request) => {
    const reads =
      request.method === 'GET' || request.method === 'HEAD' || request.routeOptions.config.onlyReads === true;
    const reason = reads ? null : await ports.notWritable?.();
    if (reason) throw unavailable(reason);
  });
  addNotFound(app, ports);
  await app.register(fastifyHelmet, helmetOptions);
  await app.register(fastifyCompress);
  if (ports.appFolder !== undefined) await serveStatic(app, ports.appFolder);

  app.get('/api/health', async () => ({ status: 'alive' }));
  app.get('/api/health/ready', async () => {
    const reason = await ports.notReady();
    if (reason !== null) throw unavailable(reason);
    return { status: 'ready' };
  });
  ports.routes?.(app);
  await app.ready();
  return app;
}

/**
 * A page on the internet can point its own name at 127.0.0.1 and then read our answers as if they were its own (DNS
 * rebinding). It cannot change the name that the browser sends.
 */
function isLoopbackName(host: string | undefined): boolean {
  const name = host?.replace(/:\d+$/, '').toLowerCase();
  return name === 'localhost' || name === '[::1]' || (name !== undefined && /^127(\.\d{1,3}){3}$/.test(name));
}

const helmetOptions = {
  // Over plain HTTP browsers ignore it, and behind somebody's TLS it would bind the whole name to TLS for a year.
  strictTransportSecurity: false,
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      // Mantine writes style elements while it runs.
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'", 'data:'],
      objectSrc: ["'none'"],
      baseUri: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
    },
  },
};
