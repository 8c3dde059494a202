import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Connection, Database } from './database/connect.ts';
import { storedDirectory } from './database/directory.ts';
import { notesIn } from './people/events.ts';
import type { Env } from './env.ts';
import type { SeriesSource } from './ports.ts';
import { directoryRoutes } from './routes/directory.ts';
import { seriesRoutes } from './routes/series.ts';
import { addSamples } from './sample/add.ts';
import { addSampleDirectory } from './sample/directory.ts';
import { SAMPLE_ORGANISATION } from './sample/organisation.ts';
import type { SettingsStore } from './settings.ts';
import { embeddedSource } from './source/embedded/source.ts';
import { upstreamClient } from './source/upstream/client.ts';
import { MIRRORED, type UpstreamDirectory, upstreamDirectory } from './source/upstream/directory.ts';
import { upstreamSource } from './source/upstream/source.ts';
import { oneLine } from './start-error.ts';

const MIRROR_EVERY_MS = 5 * 60_000;
/** Tens of thousands of tills are read anew with it, and places seldom change; what could not be read is tried again sooner. */
const NAMES_EVERY_MS = 60 * 60_000;
const LONGEST_SAVE_MS = 2 * 60_000;

export interface StartContext {
  readonly env: Env;
  readonly connection: Connection;
  readonly settings: SettingsStore;
  readonly log: FastifyBaseLogger;
  /** Tells whoever started the server, one line at a time. */
  readonly say: (line: string) => void;
}

export interface Started {
  readonly routes: (app: FastifyInstance) => void;
  /** Called after the last request is answered and before the database closes. */
  readonly close?: () => Promise<void>;
}

/** The one place where sources, journal and routes are put together, once the database is up. */
export async function startSource(context: StartContext): Promise<Started> {
  const { env, connection, settings, log } = context;
  const { source, close } = env.upstream ? startUpstream(context, env.upstream) : await startEmbedded(context);
  return {
    routes: (app) => {
      seriesRoutes(app, { db: connection.db, source, settings, note: notesIn(log), now: Date.now });
      directoryRoutes(app, storedDirectory(connection.db, source.kind));
    },
    ...(close ? { close } : {}),
  };
}

type Running = { readonly source: SeriesSource<Database>; readonly close?: () => Promise<void> };

async function startEmbedded({ env, connection: { db }, settings, say }: StartContext): Promise<Running> {
  if (env.sampleData !== 'off') {
    await addSamples(db, env.sampleData, settings.current().clusterTimeZone, say);
    // A database of somebody's own keeps its ids nameless rather than under names of the samples.
    if (settings.current().organisation === SAMPLE_ORGANISATION) await addSampleDirectory(db);
  }
  return { source: embeddedSource(db, { now: Date.now, clusterZone: () => settings.current().clusterTimeZone }) };
}

function startUpstream(
  { connection: { db, kind, notWritable }, settings, log }: StartContext,
  upstream: NonNullable<Env['upstream']>,
): Running {
  const client = upstreamClient(upstream);
  const names = upstreamDirectory(db, client, { log, notWritable });
  const ending = new AbortController();
  const source = upstreamSource(db, client, {
    clusterZone: () => settings.current().clusterTimeZone,
    log,
    ending: ending.signal,
  });
  // The mirror feeds lists and search only; without it single series still open, so a failure is noted and tried again.
  const started = Date.now();
  // Other servers may be saving on the same PostgreSQL: what is older than any call can take was cut short.
  const cutShort = () =>
    new Date(kind === 'embedded' ? started : Date.now() - Math.max(LONGEST_SAVE_MS, 10 * upstream.timeoutMs));
  const warn = (line: string) => (ending.signal.aborted ? undefined : log.warn(line));
  const settle = () =>
    source
      .settleLeftovers(cutShort())
      .catch((error: unknown) => warn(`Saves that were cut short are not settled yet: ${oneLine(error)}`));
  const mirror = () =>
    settle()
      .then(() => source.refresh())
      .catch((error: unknown) => warn(`The mirror was not refreshed: ${oneLine(error)}`));
  let running = mirror();
  const timer = setInterval(() => {
    running = mirror();
  }, MIRROR_EVERY_MS);
  const refreshing = keepRefreshing(names, ending.signal);
  return {
    source,
    close: async () => {
      clearInterval(timer);
      ending.abort();
      await Promise.all([running, refreshing]);
    },
  };
}

/** Mirrors the names now and again from time to time, one round after the other. */
async function keepRefreshing(names: UpstreamDirectory, signal: AbortSignal): Promise<void> {
  let failed = await names.refresh(MIRRORED, signal);
  for (let waited = 0; !signal.aborted;) {
    try {
      await sleep(MIRROR_EVERY_MS, undefined, { signal });
    } catch {
      // Only the signal ends a sleep.
      return;
    }
    waited += MIRROR_EVERY_MS;
    const isTime = waited >= NAMES_EVERY_MS;
    if (isTime) waited = 0;
    failed = await names.refresh(isTime ? MIRRORED : failed, signal);
  }
}
