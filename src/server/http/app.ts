import { randomUUID } from 'node:crypto';
import fastifyCompress from '@fastify/compress';
import fastifyHelmet from '@fastify/helmet';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { serverEndpoints } from '#contract/server-endpoints.ts';
import { addAccessLog } from './access-log.ts';
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
import type { ReadPageAnswer } from './app-page.ts';
import { isOurName, type RequestOrigin } from './request-origin.ts';
import { route } from './route.ts';
import { serveStatic } from './static-files.ts';

const { getHealth, getReadiness } = serverEndpoints;

const HEALTH_PATHS: ReadonlySet<string | undefined> = new Set([getHealth.path, getReadiness.path, '/metrics']);

/** Browser features that the app does not use, also not in a frame. */
const PERMISSIONS_POLICY = ['camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'usb']
  .map((feature) => `${feature}=()`)
  .join(', ');

export interface AppPorts {
  /** Why the API is not ready, as a message for users; null if it is ready. */
  readonly notReady: () => Promise<string | null>;
  /** Why the API cannot write at the moment, although it can read; null if it can. */
  readonly notWritable?: () => Promise<string | null>;
  /** Adds the API's routes. Without it, every API call is answered with the message of `notReady`. */
  readonly routes?: (app: FastifyInstance) => void;
  /** What the page at a path sends along; null without a session. */
  readonly pageAnswer?: ReadPageAnswer;
  /** The built single-page application, absolute. */
  readonly appFolder?: string;
  readonly log?: FastifyBaseLogger;
  /** Logs each request of the API. */
  readonly accessLog?: boolean;
  /** How the server is reached. Default: from this machine only. */
  readonly surroundings?: RequestOrigin;
  /** Trusted proxies: their addresses, or a function that says whether to trust the nth hop, from 0. */
  readonly trustProxy?: string[] | ((address: string, hop: number) => boolean);
}

const ON_THIS_MACHINE: RequestOrigin = { isLoopback: true, publicUrl: null };

/** Builds the HTTP server from its dependencies. It does not listen; `serve` does. */
export async function buildApp(ports: AppPorts): Promise<FastifyInstance> {
  const { surroundings = ON_THIS_MACHINE } = ports;
  const app = Fastify({
    ...(ports.log === undefined ? {} : { loggerInstance: ports.log }),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    trustProxy: ports.trustProxy ?? false,
    frameworkErrors: answerFrameworkError,
    genReqId: ({ headers }) => proxyRequestId(ports, headers['x-request-id']) ?? randomUUID(),
  });
  addProblemHandling(app);
  if (ports.accessLog === true) addAccessLog(app);
  acceptJsonOnly(app);
  app.addHook('onRequest', async (request, reply) => {
    reply.header('permissions-policy', PERMISSIONS_POLICY).header('x-request-id', request.id);
    if (isApiPath(request)) reply.header('cache-control', 'no-store');
    // Health checks and monitors on other machines use the server's IP address as the host.
    const isHealthCheck = !surroundings.isLoopback && HEALTH_PATHS.has(request.routeOptions.url);
    if (!isOurName(request.headers.host, surroundings) && !isHealthCheck)
      throw plainProblem(
        421,
        `This server is available at ${surroundings.publicUrl ?? 'localhost'} only. Open that address.`,
      );
    if (!request.url.startsWith('/')) throw plainProblem(400, 'The address is not a path.');
    if (/%00/.test(request.url)) throw plainProblem(400, 'The address contains a NUL character.');
  });
  app.addHook('onRequest', async (request) => {
    const reads =
      request.method === 'GET' || request.method === 'HEAD' || request.routeOptions.config.endpoint?.onlyReads === true;
    const reason = reads ? null : await ports.notWritable?.();
    if (reason) throw unavailable(reason);
  });
  addNotFound(app, ports);
  await app.register(fastifyHelmet, helmetOptions(surroundings));
  // Before the plugin that compresses each answer of the routes after it: the build has compressed the files.
  if (ports.appFolder !== undefined) await serveStatic(app, ports.appFolder);
  await app.register(fastifyCompress);

  route(app, getHealth, async () => ({ status: 'alive' }));
  route(app, getReadiness, async () => {
    const reason = await ports.notReady();
    if (reason !== null) throw unavailable(reason);
    return { status: 'ready' };
  });
  ports.routes?.(app);
  await app.ready();
  return app;
}

/** The id that a trusted proxy gave the request, so that both logs have the same. */
function proxyRequestId({ trustProxy }: AppPorts, id: string | string[] | undefined): string | null {
  const isTrusted = Array.isArray(trustProxy) ? trustProxy.length > 0 : trustProxy !== undefined;
  return isTrusted && typeof id === 'string' && /^[\w-]{8,64}$/.test(id) ? id : null;
}

const helmetOptions = ({ publicUrl }: RequestOrigin) => ({
  // Only if PUBLIC_URL says https: behind a TLS proxy, HSTS would force TLS for the whole host name for a year.
  strictTransportSecurity: publicUrl?.startsWith('https:') ? { maxAge: 31_536_000, includeSubDomains: false } : false,
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'"],
      // Mantine adds style elements at run time.
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
