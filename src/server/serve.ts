import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import type pg from 'pg';
import { buildApp } from './app.ts';
import { connect, type DatabaseFiles } from './database/connect.ts';
import type { Env } from './env.ts';
import { answerClientError } from './problems.ts';
import { keptSecret } from './people/secrets.ts';
import { openSettings } from './settings.ts';
import { SAMPLE_ORGANISATION } from './sample/organisation.ts';
import { errorCode, oneLine, StartError } from './start-error.ts';
import { startPeople } from './start-people.ts';
import { startSource } from './start-source.ts';
import { TimeLimit, within } from './time-limit.ts';

/** How long requests in flight may take once the server was asked to stop. */
const PATIENCE_MS = 5_000;
/** How long it may take in all to stop. */
const STOPS_WITHIN_MS = 9_000;
/** How long the database may take to answer before the server says that it is not ready. */
const READY_WITHIN_MS = 1_000;
/** How long a request may take to arrive, whole, before it is answered 408. */
const ARRIVES_WITHIN_MS = 30_000;
const HEADERS_WITHIN_MS = 15_000;
/** How soon a setting that was changed on another server on the same database holds here. */
const SETTINGS_EVERY_MS = 10_000;

export interface ServerFiles extends DatabaseFiles {
  /** The built application. It may be missing: then there is the API alone. */
  readonly app: string;
}

const say = (line: string) => void process.stdout.write(`${line}\n`);

interface Ready {
  /** The address it listens on. */
  readonly url: string;
  /** A link that makes the first administrator; null where there is one. */
  readonly firstLink: string | null;
}

export interface Serving {
  /** Once everything is up. Rejects with a StartError when the start fails. */
  readonly ready: Promise<Ready>;
  /** Finishes what is in flight, then gives everything back. False where that took too long and was given up. */
  readonly close: () => Promise<boolean>;
}

/**
 * Listens at once and answers "starting" until the database is up, so that whoever asks sees a server that comes
 * instead of one that is down.
 */
export function serve(env: Env, files: ServerFiles): Serving {
  // Quiet by default: only what somebody has to look at is worth a line.
  const { log } = Fastify({ logger: { level: 'warn', stream: process.stderr } });
  const appFolder = existsSync(join(files.app, 'index.html')) ? { appFolder: files.app } : {};
  let current: FastifyInstance | undefined;
  const server = createServer(
    { requestTimeout: ARRIVES_WITHIN_MS, headersTimeout: HEADERS_WITHIN_MS, connectionsCheckingInterval: 5000 },
    (request, response) => current?.routing(request, response),
  );
  server.on('clientError', answerClientError);
  const undo: { readonly what: string; readonly run: () => Promise<unknown> | void }[] = [];

  async function start(): Promise<Ready> {
    const { dataDir, databaseUrl, isLoopback, publicUrl, trustProxy } = env;
    const surroundings = { isLoopback, publicUrl };
    const believed = { trustProxy: typeof trustProxy === 'number' ? byHops(trustProxy) : [...(trustProxy ?? [])] };
    const common = { log, surroundings, ...believed, ...appFolder };
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
      say('TRUST_PROXY is not set: behind a proxy everybody has its address, and shares its tries to sign in.');
    if (connection.kind === 'postgres')
      undo.push({ what: 'the settings', run: everySoOften(settings.reload, SETTINGS_EVERY_MS) });
    const people = startPeople({
      db: connection.db,
      pool: connection.pool,
      log,
      // As browsers write it: without a port that goes without saying.
      origin: new URL(publicUrl ?? url).origin,
      secret: env.authSecret ?? ownSecret(env),
      surroundings,
      apiToken: env.apiToken,
      oidc: env.oidc,
      hasSamples: env.sampleData !== 'off' && databaseUrl === null && env.upstream === null && trustProxy === null,
      now: Date.now,
    });
    undo.push({ what: 'the accounts', run: people.close });
    const source = await startSource({ env, connection, settings, log, say });
    if (source.close !== undefined) undo.push({ what: 'the source of series', run: source.close });
    const routes = (app: FastifyInstance) => {
      people.routes(app);
      source.routes(app);
    };

    const app = await buildApp({
      ...common,
      notReady: watchAnswers(connection.pool),
      notWritable: connection.notWritable,
      routes,
    });
    current = app;
    undo.push({ what: 'the routes', run: () => app.close() }, { what: 'the routes', run: () => starting.close() });
    return { url, firstLink: await people.firstLink() };
  }

  const ready = start();
  let waitingFor = 'the requests in flight';
  async function giveBack(): Promise<void> {
    await finish(server);
    waitingFor = 'the start';
    // A start that is under way has things to give back only once it is through.
    await ready.catch(() => {});
    for (let step = undo.pop(); step !== undefined; step = undo.pop()) {
      waitingFor = step.what;
      await step.run();
    }
  }
  return {
    ready,
    close: async () => {
      try {
        await within(STOPS_WITHIN_MS, giveBack(), '');
        return true;
      } catch (error) {
        if (!(error instanceof TimeLimit)) throw error;
        log.error(`Stopping took too long: ${waitingFor} did not end and is given up.`);
        return false;
      }
    },
  };
}

/** Why the database cannot be used just now, soon and whatever it does. Asked while it is silent it does not ask once more. */
function watchAnswers(pool: pg.Pool): () => Promise<string | null> {
  let asking: Promise<unknown> | null = null;
  return async () => {
    asking ??= pool.query('select 1').finally(() => (asking = null));
    return within(READY_WITHIN_MS, asking, 'No answer.').then(
      () => null,
      () => 'The database does not answer. Try again in a moment.',
    );
  };
}

const byHops = (hops: number) => (_address: string, hop: number) => hop < hops;

function ownSecret({ dataDir, databaseUrl }: Env): string {
  const { secret, isNew } = keptSecret(dataDir);
  if (isNew && databaseUrl !== null)
    say(
      `AUTH_SECRET is not set, so ${join(dataDir, 'auth-secret')} was made. Several servers on one database need the same one.`,
    );
  return secret;
}

function everySoOften(run: () => Promise<void>, ms: number): () => void {
  // A database that goes away is noticed by whoever uses it.
  const timer = setInterval(() => void run().catch(() => {}), ms).unref();
  return () => clearInterval(timer);
}

async function listen(server: Server, { host, port }: Env): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(new StartError(whyNotListening(error, host, port))));
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const taken = typeof address === 'object' && address !== null ? address.port : port;
  return `http://${host.includes(':') ? `[${host}]` : host}:${taken}`;
}

function whyNotListening(error: Error, host: string, port: number): string {
  if (errorCode(error) === 'EADDRINUSE') {
    return `Port ${port} on ${host} is in use by another program. Stop that one first, or set PORT to another number.`;
  }
  return `Cannot listen on port ${port} of ${host} (${oneLine(error)}). Check PORT and HOST.`;
}

/** Takes no more connections, and waits for the answers that are still to be given. */
async function finish(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise((resolve) => server.close(resolve));
  // A connection that was busy when the server closed would be kept open for the next request.
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const enough = setTimeout(() => server.closeAllConnections(), PATIENCE_MS);
  await closed;
  clearInterval(idle);
  clearTimeout(enough);
}
