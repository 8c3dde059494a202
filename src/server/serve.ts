import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { buildApp } from './app.ts';
import { connect, type DatabaseFiles } from './database/connect.ts';
import type { Env } from './env.ts';
import { answerClientError } from './problems.ts';
import { loadSettings } from './settings.ts';
import { SAMPLE_ORGANISATION } from './sample/organisation.ts';
import { errorCode, oneLine, StartError } from './start-error.ts';
import { startSource } from './start-source.ts';

/** How long requests in flight may take once the server was asked to stop. */
const PATIENCE_MS = 10_000;

export interface ServerFiles extends DatabaseFiles {
  /** The built application. It may be missing: then there is the API alone. */
  readonly app: string;
}

const say = (line: string) => void process.stdout.write(`${line}\n`);

export interface Serving {
  /** The address, once everything is up. Rejects with a StartError when the start fails. */
  readonly ready: Promise<string>;
  /** Finishes what is in flight, then gives everything back. */
  readonly close: () => Promise<void>;
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
  const server = createServer((request, response) => current?.routing(request, response));
  server.on('clientError', answerClientError);
  const undo: (() => Promise<unknown>)[] = [];

  async function start(): Promise<string> {
    const starting = await buildApp({
      log,
      ...appFolder,
      notReady: async () => 'Coupon Desk is starting. Try again in a moment.',
    });
    current = starting;
    const url = await listen(server, env);

    const { dataDir, databaseUrl } = env;
    const connection = await connect({ dataDir, databaseUrl, files, log });
    undo.push(connection.close);
    const settings = await loadSettings(connection.db, {
      organisation: env.sampleData === 'off' ? 'My organisation' : SAMPLE_ORGANISATION,
      timeZone: env.timeZone,
      clusterTimeZone: env.clusterTimeZone,
      currency: 'INR',
    });
    const { routes, close } = await startSource({ env, connection, settings, log, say });
    if (close !== undefined) undo.push(close);

    const notReady = async () => {
      const answers = await connection.pool.query('select 1').catch(() => null);
      return answers === null ? 'The database does not answer. Try again in a moment.' : null;
    };
    const app = await buildApp({ log, ...appFolder, notReady, notWritable: connection.notWritable, routes });
    current = app;
    undo.push(
      () => app.close(),
      () => starting.close(),
    );
    return url;
  }

  const ready = start();
  return {
    ready,
    close: async () => {
      await finish(server);
      // A start that is under way has things to give back only once it is through.
      await ready.catch(() => {});
      for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
    },
  };
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
