import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { DAY, HOUR, MINUTE } from '#values/durations.ts';
import { dayOf } from '#values/zone.ts';
import type { ServerStatus } from '#contract/server-endpoints.ts';
import type { Connection } from '../database/connect.ts';
import { collectMissingStatistics } from '../database/statistics.ts';
import { storedDirectory } from '../directory/directory-store.ts';
import { seriesOrigin } from '../database/series-origin.ts';
import { auditLogIn } from '../accounts/audit-log.ts';
import type { CouponSource } from '../coupons/coupon-source.ts';
import { couponRoutes } from '../coupons/coupon-routes.ts';
import { embeddedCoupons } from '../coupons/embedded-coupons.ts';
import { lookUpLimits } from '../coupons/look-up-limits.ts';
import { upstreamCoupons } from '../coupons/upstream-coupons.ts';
import type { Env } from '../environment/env.ts';
import type { SeriesSource } from '../series/series-source.ts';
import { directoryRoutes } from '../directory/directory-routes.ts';
import { archiveEntries } from '../series/journal-archive.ts';
import { draftRoutes } from '../drafts/draft-routes.ts';
import { liveHub } from '../live/live-hub.ts';
import { liveRoutes } from '../live/live-routes.ts';
import { viewRoutes } from '../views/view-routes.ts';
import { refreshFacts } from '../series/series-facts.ts';
import { seriesRoutes } from '../series/series-routes.ts';
import type { Source } from '../series/series-store.ts';
import { searchTurns } from '../series/search-turns.ts';
import { settingsRoutes } from '../settings/settings-routes.ts';
import { addSamples } from '../samples/add-samples.ts';
import { addSampleCoupons } from '../samples/add-sample-coupons.ts';
import { addSampleDirectory } from '../samples/sample-directory.ts';
import { SAMPLE_ORGANISATION } from '../samples/sample-organisation.ts';
import type { SettingsStore } from '../settings/settings-store.ts';
import { embeddedSource } from '../series/embedded-source.ts';
import { upstreamClient } from '../upstream/upstream-client.ts';
import { MIRRORED, type UpstreamDirectory, upstreamDirectory } from '../directory/directory-mirror.ts';
import { upstreamSource } from '../series/upstream-source.ts';
import { upstreamStatus } from './status-route.ts';
import { updateSearchTexts } from './search-texts.ts';
import { oneLine } from '../environment/errors.ts';

const MIRROR_REFRESH_MS = 5 * 60_000;
/** Places change rarely, and a refresh reads tens of thousands of tills. Failed types are retried sooner. */
const DIRECTORY_REFRESH_MS = 60 * 60_000;
/** Interval of reading the series of unconfirmed saves again. */
const READ_AGAIN_MS = 10_000;
const MAX_SAVE_MS = 2 * 60_000;
const FACTS_CHECK_MS = MINUTE;
/** Lets requests through between two batches of a refresh of the facts. */
const FACTS_PAUSE_MS = 20;
const ARCHIVE_MS = 6 * HOUR;

export interface StartContext {
  readonly env: Env;
  readonly connection: Connection;
  readonly settings: SettingsStore;
  readonly log: FastifyBaseLogger;
  /** Prints one line to the terminal. */
  readonly say: (line: string) => void;
  /** Aborts the creation of samples when the server stops. */
  readonly stopping: AbortSignal;
}

export interface Started {
  /** True if the series are sample data. */
  readonly hasSamples: boolean;
  readonly source: SeriesSource;
  readonly routes: (app: FastifyInstance) => void;
  readonly state: () => Pick<ServerStatus, 'upstream' | 'mirror'>;
  /** Called after the last request is answered and before the database closes. */
  readonly close: () => Promise<void>;
}

/** Builds the source, the journal and the routes, once the database is up. */
export async function startSource(context: StartContext): Promise<Started> {
  const { env, connection, settings, log, say } = context;
  await updateSearchTexts(connection.db, say);
  const { source, coupons, hasSamples, state, close } = env.upstream
    ? startUpstream(context, env.upstream)
    : await startEmbedded(context);
  // Slow searches are better than no server.
  await collectMissingStatistics(connection.db).catch((error: unknown) =>
    log.warn(`The statistics of the database were not collected: ${oneLine(error)}`),
  );
  const facts = refreshFactsDaily(context, source.kind);
  const hub = liveHub({
    connection,
    source: source.kind,
    clusterZone: () => settings.current().clusterTimeZone,
    log,
    now: Date.now,
    stopping: context.stopping,
  });
  const endArchiving = env.journalDays === null ? null : archivePeriodically(context, env.journalDays);
  return {
    hasSamples,
    source,
    state,
    routes: (app) => {
      const note = auditLogIn(log);
      const search = searchTurns();
      const directory = storedDirectory(connection.db, source.kind);
      const { checkedAt } = facts;
      seriesRoutes(app, { db: connection.db, source, settings, directory, search, now: Date.now, checkedAt });
      draftRoutes(app, { db: connection.db, source: source.kind, now: Date.now });
      liveRoutes(app, { hub, connection });
      viewRoutes(app, connection.db);
      settingsRoutes(app, { settings, source: source.kind, note });
      directoryRoutes(app, directory, search);
      couponRoutes(app, { coupons, limits: lookUpLimits(connection.pool, note), note });
    },
    close: async () => {
      hub.close();
      await facts.close();
      await close?.();
      await endArchiving?.();
    },
  };
}

/** Moves old entries of the journal into its archive, at the start and every 6 hours. Returns how to end it. */
function archivePeriodically({ connection, log }: StartContext, days: number): () => Promise<void> {
  const { db, notWritable } = connection;
  const closing = new AbortController();
  const ending = closing.signal;
  const archive = () =>
    archiveEntries(db, { before: new Date(Date.now() - days * DAY), ending, notWritable }).catch((error: unknown) =>
      ending.aborted ? undefined : log.warn(`The journal was not moved into its archive: ${oneLine(error)}`),
    );
  const runs = archive().then(() => repeat(ARCHIVE_MS, ending, archive));
  return async () => {
    closing.abort();
    await runs;
  };
}

/** Derives facts that time, new rules or new settings changed, in the background. */
function refreshFactsDaily({ connection: { db }, settings, log }: StartContext, source: Source) {
  const closing = new AbortController();
  let checkedAt: number | null = null;
  let checkedFor = '';
  const refresh = async () => {
    const now = Date.now();
    const { clusterTimeZone, timeZone } = settings.current();
    const key = [dayOf(now, clusterTimeZone), clusterTimeZone, timeZone].join(' ');
    if (key === checkedFor) return;
    try {
      await refreshFacts(db, source, now, () => sleep(FACTS_PAUSE_MS, undefined, { signal: closing.signal }));
      [checkedAt, checkedFor] = [now, key];
    } catch (error) {
      if (!closing.signal.aborted) log.warn(`The status of all series could not be derived: ${oneLine(error)}`);
    }
  };
  const run = refresh().then(() => repeat(FACTS_CHECK_MS, closing.signal, refresh));
  return {
    checkedAt: () => checkedAt,
    close: () => {
      closing.abort();
      return run;
    },
  };
}

const noUpstream = () => ({ upstream: null, mirror: null });

type RunningSource = Pick<Started, 'hasSamples' | 'state'> &
  Partial<Pick<Started, 'close'>> & { readonly source: SeriesSource; readonly coupons: CouponSource };

async function startEmbedded({ env, connection, settings, say, stopping }: StartContext): Promise<RunningSource> {
  const { db } = connection;
  const source = embeddedSource(connection);
  const coupons = embeddedCoupons(db, { settings, now: Date.now });
  if (env.sampleData === 'off') return { source, coupons, hasSamples: false, state: noUpstream };
  const { clusterTimeZone, organisation } = settings.current();
  await addSamples(db, env.sampleData, clusterTimeZone, { say, stopping });
  const origin = await seriesOrigin(db);
  // An older version stored no origin.
  const hasSamples = origin === null ? organisation === SAMPLE_ORGANISATION : origin === 'Sample data';
  // Real data with sample names would mislead, so its ids stay without names.
  if (hasSamples) {
    await addSampleDirectory(db);
    await addSampleCoupons(db, { now: Date.now(), zone: clusterTimeZone });
  }
  return { source, coupons, hasSamples, state: noUpstream };
}

function startUpstream(
  { connection, settings, log }: StartContext,
  upstream: NonNullable<Env['upstream']>,
): RunningSource {
  const { db, kind, notWritable } = connection;
  const client = upstreamClient(upstream);
  const directory = upstreamDirectory(db, client, { log, notWritable });
  const closing = new AbortController();
  const source = upstreamSource(connection, client, {
    clusterZone: () => settings.current().clusterTimeZone,
    log,
    ending: closing.signal,
    now: Date.now,
  });
  // The mirror feeds lists and search only. Single series still open without it, so a failure is logged and retried.
  const started = Date.now();
  // Other servers may be saving on the same PostgreSQL. A save older than the longest possible call was interrupted.
  const interruptedBefore = () =>
    new Date(kind === 'embedded' ? started : Date.now() - Math.max(MAX_SAVE_MS, 10 * upstream.timeoutMs));
  const warn = (line: string) => (closing.signal.aborted ? undefined : log.warn(line));
  const completeInterrupted = () =>
    source
      .completeInterrupted(interruptedBefore())
      .catch((error: unknown) => warn(`Interrupted saves are not completed yet: ${oneLine(error)}`));
  const refreshMirror = () =>
    completeInterrupted()
      .then(() => source.refresh())
      .then(() => collectMissingStatistics(db))
      .catch((error: unknown) => warn(`The mirror was not refreshed: ${oneLine(error)}`));
  let refreshRun = refreshMirror();
  const timer = setInterval(() => {
    refreshRun = refreshMirror();
  }, MIRROR_REFRESH_MS);
  const directoryRun = refreshPeriodically(directory, closing.signal);
  const readAgainRun = repeat(READ_AGAIN_MS, closing.signal, () =>
    source.readAgain().catch((error: unknown) => warn(`Unconfirmed saves could not be read again: ${oneLine(error)}`)),
  );
  return {
    source,
    coupons: upstreamCoupons(client),
    hasSamples: false,
    state: upstreamStatus(client, source, directory),
    close: async () => {
      clearInterval(timer);
      closing.abort();
      await Promise.all([refreshRun, readAgainRun, directoryRun]);
    },
  };
}

/** Runs `run` after each interval until the signal aborts. Runs never overlap. */
async function repeat(ms: number, signal: AbortSignal, run: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await sleep(ms, undefined, { signal });
    } catch {
      // Only the signal ends a sleep.
      return;
    }
    await run();
  }
}

/** Refreshes the directory mirror hourly and retries failed types every 5 minutes. Runs never overlap. */
async function refreshPeriodically(directory: UpstreamDirectory, signal: AbortSignal): Promise<void> {
  let failed = await directory.refresh(MIRRORED, signal);
  for (let elapsedMs = 0; !signal.aborted;) {
    try {
      await sleep(MIRROR_REFRESH_MS, undefined, { signal });
    } catch {
      // Only the signal ends a sleep.
      return;
    }
    elapsedMs += MIRROR_REFRESH_MS;
    const isFullRefresh = elapsedMs >= DIRECTORY_REFRESH_MS;
    if (isFullRefresh) elapsedMs = 0;
    failed = await directory.refresh(isFullRefresh ? MIRRORED : failed, signal);
  }
}
