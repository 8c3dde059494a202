import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { buildApp } from '../http/app.ts';
import { openApiRoute } from '../http/openapi-route.ts';
import { connect, type DatabaseFiles } from '../database/connect.ts';
import type { Env } from '../environment/env.ts';
import { gracefulStop } from '../http/graceful-stop.ts';
import { answerClientError } from '../http/problems.ts';
import { storedSecret } from '../accounts/secrets.ts';
import { openSettings } from '../settings/settings-store.ts';
import { SAMPLE_ORGANISATION } from '../samples/sample-organisation.ts';
import { errorCode, oneLine, StartError } from '../environment/errors.ts';
import { auditLogIn } from '../accounts/audit-log.ts';
import { backupRoute } from './backup-route.ts';
import { databaseProbe } from './database-probe.ts';
import { addMetrics } from './metrics.ts';
import { pageDataReader } from './read-page-data.ts';
import { recentErrors } from './recent-errors.ts';
import { startAccounts } from './start-accounts.ts';
import { startSource } from './start-source.ts';
import { statusRoute } from './status-route.ts';
import { TimeLimit, within } from '../environment/time-limit.ts';

/** How long requests in flight may take after a stop signal. */
const REQUESTS_TIMEOUT_MS = 5_000;
/** How long an idle connection stays open after a stop signal, because a request may be on its way. */
const IDLE_GRACE_MS = 500;
/** Upper bound of the whole shutdown. */
const SHUTDOWN_TIMEOUT_MS = 9_000;
/** How long the readiness check waits for the database. */
/** How long the server waits for a complete request before it answers 408. */
const ARRIVES_WITHIN_MS = 30_000;
const HEADERS_WITHIN_MS = 15_000;
/**
 * Longer than proxies and clients keep an idle connection (nginx and load balancers: 60 s), so that they close it, not the
 * server. Otherwise a request that is sent while the server closes is reset, which a proxy reports as 502.
 */
const IDLE_CONNECTION_MS = 75_000;
/** Interval of reloading the settings, which other servers on the same database may change. */
const SETTINGS_EVERY_MS = 10_000;

export interface ServerFiles extends DatabaseFiles {
  /** Folder of the built app. If it is missing, the server serves the API only. */
  readonly app: string;
}

const say = (line: string) => void process.stdout.write(`${line}\n`);

interface Ready {
  /** The URL of the server. */
  readonly url: string;
  /** A link that makes the first administrator; null if an administrator exists. */
  readonly firstLink: string | null;
}

export interface Serving {
  /** Resolves when the server is ready. Rejects with a StartError if the start fails. */
  readonly ready: Promise<Ready>;
  /** Finishes requests in flight, then releases all resources. Resolves to false if that exceeds the time limit. */
  readonly close: () => Promise<boolean>;
}

/**
 * Starts the server. It listens at once and answers 503 "starting" until the database is up, so that clients can tell a
 * starting server from one that is down.
 */
export function serve(env: Env, files: ServerFiles): Serving {
  // Logs warnings and errors only.
  const errors = recentErrors((line) => void process.stderr.write(line));
  const { log } = Fastify({ logger: { level: 'warn', stream: errors } });
  const startedAt = Date.now();
  const appFolder = existsSync(join(files.app, 'index.html')) ? { appFolder: files.app } : {};
  let current: FastifyInstance | undefined;
  const server = createServer(
    {
      requestTimeout: ARRIVES_WITHIN_MS,
      headersTimeout: HEADERS_WITHIN_MS,
      keepAliveTimeout: IDLE_CONNECTION_MS,
      connectionsCheckingInterval: 5000,
    },
    (request, response) => current?.routing(request, response),
  );
  server.on('clientError', answerClientError);
  const finish = gracefulStop(server, { idleMs: IDLE_GRACE_MS, requestsMs: REQUESTS_TIMEOUT_MS });
  const stopping = new AbortController();
  const undo: { readonly what: string; readonly run: () => Promise<unknown> | void }[] = [];

  async function start(): Promise<Ready> {
    const { dataDir, databaseUrl, isLoopback, publicUrl, trustProxy } = env;
    const surroundings = { isLoopback, publicUrl };
    const proxyOptions = { trustProxy: typeof trustProxy === 'number' ? byHops(trustProxy) : [...(trustProxy ?? [])] };
    const tracing = env.traces
      ? (await import('./tracing.ts')).startTracing({ log, trustsProxy: trustProxy !== null })
      : null;
    if (tracing) undo.push({ what: 'the export of traces', run: tracing.close });
    const common = { log, accessLog: env.accessLog, surroundings, ...proxyOptions, ...appFolder };
    const starting = await buildApp({
      ...common,
      notReady: async () => 'Coupon Desk is starting. Try again in a moment.',
    });
    current = starting;
    const url = await listen(server, env);

    const connection = await connect({ dataDir, databaseUrl, files, log });
    undo.push({ what: 'the database', run: connection.close });
    const settings = await openSettings(
      connection.db,
      {
        organisation: env.sampleData === 'off' ? 'My organisation' : SAMPLE_ORGANISATION,
        timeZone: env.timeZone,
        clusterTimeZone: env.clusterTimeZone,
        currency: 'INR',
      },
      log,
    );
    if (publicUrl?.startsWith('https:') && trustProxy === null)
      say('TRUST_PROXY is not set. Behind a proxy, all users share its address and its limit of sign-in attempts.');
    if (connection.kind === 'postgres')
      undo.push({ what: 'the settings', run: runEvery(settings.reload, SETTINGS_EVERY_MS) });
    const source = await startSource({ env, connection, settings, log, say, stopping: stopping.signal });
    undo.push({ what: 'the source of series', run: source.close });
    const accounts = startAccounts({
      db: connection.db,
      pool: connection.pool,
      log,
      // Browsers send the origin without a default port.
      origin: new URL(publicUrl ?? url).origin,
      secret: env.authSecret ?? ownSecret(env),
      surroundings,
      apiToken: env.apiToken,
      oidc: env.oidc,
      hasSamples: source.hasSamples && databaseUrl === null && trustProxy === null,
      now: Date.now,
    });
    undo.push({ what: 'the accounts', run: accounts.close });
    const { pool } = connection;
    const metricsToken = env.metricsToken ?? env.apiToken;
    const routes = (app: FastifyInstance) => {
      if (metricsToken !== null) addMetrics(app, { token: metricsToken, pool, upstreamUrl: env.upstream?.url ?? null });
      tracing?.addTo(app);
      accounts.routes(app);
      source.routes(app);
      statusRoute(app, {
        db: connection.db,
        dataDir: databaseUrl === null ? dataDir : null,
        journalDays: env.journalDays,
        startedAt,
        now: Date.now,
        errors: errors.list,
        upstream: source.state,
      });
      backupRoute(app, { pool, dataDir: databaseUrl === null ? dataDir : null, note: auditLogIn(log) });
      openApiRoute(app);
    };

    const app = await buildApp({
      ...common,
      pageAnswer: pageDataReader({
        session: accounts.pageSession,
        settings,
        source: source.source,
        now: Date.now,
      }),
      notReady: databaseProbe(connection.pool),
      notWritable: connection.notWritable,
      routes,
    });
    current = app;
    undo.push({ what: 'the routes', run: () => app.close() }, { what: 'the routes', run: () => starting.close() });
    return { url, firstLink: await accounts.firstLink() };
  }

  const ready = start();
  let pending = 'the requests in flight';
  async function release(): Promise<void> {
    stopping.abort();
    await finish();
    pending = 'the start';
    // A running start registers its resources in `undo` until it ends.
    await ready.catch(() => {});
    for (let step = undo.pop(); step !== undefined; step = undo.pop()) {
      pending = step.what;
      await step.run();
    }
  }
  return {
    ready,
    close: async () => {
      try {
        await within(SHUTDOWN_TIMEOUT_MS, release(), '');
        return true;
      } catch (error) {
        if (!(error instanceof TimeLimit)) throw error;
        log.error(`The shutdown took too long: ${pending} did not end and was given up.`);
        return false;
      }
    },
  };
}

const byHops = (hops: number) => (_address: string, hop: number) => hop < hops;

function ownSecret({ dataDir, databaseUrl }: Env): string {
  const { secret, isNew } = storedSecret(dataDir);
  if (isNew && databaseUrl !== null)
    say(
      `AUTH_SECRET is not set, so ${join(dataDir, 'auth-secret')} was created. Servers that share a database need the same secret.`,
    );
  return secret;
}

function runEvery(run: () => Promise<void>, ms: number): () => void {
  // Ignores failures: requests report it if the database does not answer.
  const timer = setInterval(() => void run().catch(() => {}), ms).unref();
  return () => clearInterval(timer);
}

async function listen(server: Server, { host, port }: Env): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(new StartError(listenErrorMessage(error, host, port))));
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const actualPort = typeof address === 'object' && address !== null ? address.port : port;
  return `http://${host.includes(':') ? `[${host}]` : host}:${actualPort}`;
}

function listenErrorMessage(error: Error, host: string, port: number): string {
  if (errorCode(error) === 'EADDRINUSE') {
    return `Port ${port} on ${host} is in use by another program. Stop that program, or set PORT to another number.`;
  }
  return `Cannot listen on port ${port} of ${host} (${oneLine(error)}). Check PORT and HOST.`;
}
