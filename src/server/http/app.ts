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
import { isOurName, type RequestOrigin } from './request-origin.ts';
import { serveStatic } from './static-files.ts';

const HEALTH = '/api/health';

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
  /** How the server is reached; left out: by this machine alone. */
  readonly surroundings?: RequestOrigin;
  /** Proxies whose word about the client is believed: their addresses, or whether to believe the nth one on the way, from 0. */
  readonly trustProxy?: string[] | ((address: string, hop: number) => boolean);
}

const ON_THIS_MACHINE: RequestOrigin = { isLoopback: true, publicUrl: null };

/** The HTTP server as a function of what it works with. It listens nowhere: `serve` does. */
export async function buildApp(ports: AppPorts): Promise<FastifyInstance> {
  const { surroundings = ON_THIS_MACHINE } = ports;
  const app = Fastify({
    ...(ports.log === undefined ? {} : { loggerInstance: ports.log }),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    trustProxy: ports.trustProxy ?? false,
    frameworkErrors: answerFrameworkError,
  });
  addProblemHandling(app);
  acceptJsonOnly(app);
  app.addHook('onRequest', async (request, reply) => {
    if (isApiPath(request)) reply.header('cache-control', 'no-store');
    // What watches over servers elsewhere asks by their address.
    const isWatch = !surroundings.isLoopback && request.routeOptions.url === HEALTH;
    if (!isOurName(request.headers.host, surroundings) && !isWatch)
      throw plainProblem(
        421,
        `This server answers to ${surroundings.publicUrl ?? 'localhost'} only. Open it by that name.`,
      );
    if (!request.url.startsWith('/')) throw plainProblem(400, 'The address is not a path.');
    if (/%00/.test(request.url)) throw plainProblem(400, 'The address holds a NUL character.');
  });
  app.addHook('onRequest', async (request) => {
    const reads =
      request.method === 'GET' || request.method === 'HEAD' || request.routeOptions.config.onlyReads === true;
    const reason = reads ? null : await ports.notWritable?.();
    if (reason) throw unavailable(reason);
  });
  addNotFound(app, ports);
  await app.register(fastifyHelmet, helmetOptions(surroundings));
  await app.register(fastifyCompress);
  if (ports.appFolder !== undefined) await serveStatic(app, ports.appFolder);

  app.get(HEALTH, async () => ({ status: 'alive' }));
  app.get('/api/health/ready', async () => {
    const reason = await ports.notReady();
    if (reason !== null) throw unavailable(reason);
    return { status: 'ready' };
  });
  ports.routes?.(app);
  await app.ready();
  return app;
}

const helmetOptions = ({ publicUrl }: RequestOrigin) => ({
  // Over plain HTTP browsers ignore it, and behind somebody's TLS it would bind the whole name to TLS for a year: only where TLS is said.
  strictTransportSecurity: publicUrl?.startsWith('https:') ? { maxAge: 31_536_000, includeSubDomains: false } : false,
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
});
