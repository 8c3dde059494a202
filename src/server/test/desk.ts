import { createServer } from 'node:http';
import { asc, eq } from 'drizzle-orm';
import Fastify, { type FastifyBaseLogger } from 'fastify';
import type { Json, JsonObject } from '#values/json.ts';
import type { ApiError } from '#contract/api-error.ts';
import { buildApp } from '../http/app.ts';
import { openApiRoute } from '../http/openapi-route.ts';
import type { Connection, Database } from '../database/connect.ts';
import { storedDirectory } from '../directory/directory-store.ts';
import { journal, journalArchive, series } from '../database/schema.ts';
import { withRevision } from '../series/series-revision.ts';
import { putRows } from '../series/series-store.ts';
import { auditLogIn } from '../accounts/audit-log.ts';
import { backupRoute } from '../boot/backup-route.ts';
import { addMetrics, type MetricsOptions } from '../boot/metrics.ts';
import { pageDataReader } from '../boot/read-page-data.ts';
import { statusRoute, type StatusSources } from '../boot/status-route.ts';
import { type AccountsOptions, startAccounts } from '../boot/start-accounts.ts';
import type { SeriesSource } from '../series/series-source.ts';
import { answerClientError } from '../http/problems.ts';
import type { CouponSource } from '../coupons/coupon-source.ts';
import { couponRoutes } from '../coupons/coupon-routes.ts';
import { embeddedCoupons } from '../coupons/embedded-coupons.ts';
import { lookUpLimits } from '../coupons/look-up-limits.ts';
import { directoryRoutes } from '../directory/directory-routes.ts';
import { draftRoutes } from '../drafts/draft-routes.ts';
import { liveHub, type LiveOptions } from '../live/live-hub.ts';
import { liveRoutes } from '../live/live-routes.ts';
import { viewRoutes } from '../views/view-routes.ts';
import { seriesRoutes } from '../series/series-routes.ts';
import { searchTurns } from '../series/search-turns.ts';
import { sampleSeries } from '../samples/sample-series.ts';
import { settingsRoutes } from '../settings/settings-routes.ts';
import { openSettings } from '../settings/settings-store.ts';
import { BEARER, TOKEN } from './api-token.ts';
import { embeddedSource } from '../series/embedded-source.ts';

/** Monday 23 November 2026, 11:30 in India. */
export const NOW = Date.parse('2026-11-23T06:00:00Z');
export const ZONE = 'Asia/Kolkata';
export const samples: readonly JsonObject[] = sampleSeries({ now: NOW, zone: ZONE });

export interface Answer {
  readonly status: number;
  readonly body: JsonObject;
  readonly headers: Headers;
}

/** A server on its own port, with all routes, over a real database. */
export interface Desk {
  readonly url: string;
  call(path: string, init?: RequestInit): Promise<Answer>;
  /** Reads one series by id, with its ETag. */
  read(id: number): Promise<{ readonly series: JsonObject; readonly etag: string }>;
  put(id: number | string, body: Json, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  close(): Promise<void>;
}

export interface DeskOptions {
  /** Default: a free port, which the system chooses. */
  readonly port?: number;
  readonly log?: FastifyBaseLogger;
  /** The clock of saves. Default: always `NOW`. */
  readonly now?: () => number;
  readonly accounts?: Partial<AccountsOptions>;
  readonly metrics?: MetricsOptions;
  readonly status?: Partial<StatusSources>;
  /** Default: the examples of the database. */
  readonly coupons?: CouponSource;
  readonly accessLog?: boolean;
  /** The built app. Without it the server has no pages. */
  readonly appFolder?: string;
  readonly pagesAMinute?: number;
  /** When the rules were checked for all series. */
  readonly checkedAt?: () => number | null;
  readonly live?: Partial<LiveOptions>;
}

export async function openDesk(
  connection: Pick<Connection, 'db' | 'pool' | 'notices'>,
  source: SeriesSource,
  {
    port = 0,
    coupons,
    accessLog = false,
    log = silentLog(),
    now = () => NOW,
    accounts: accountOptions = {},
    metrics,
    status,
    appFolder,
    pagesAMinute,
    checkedAt = () => NOW,
    live,
  }: DeskOptions = {},
): Promise<Desk> {
  const { db, pool } = connection;
  const settings = await openSettings(
    db,
    {
      organisation: 'Test',
      timeZone: ZONE,
      clusterTimeZone: ZONE,
      currency: 'INR',
    },
    log,
  );
  const surroundings = { isLoopback: true, publicUrl: null };
  const accounts = startAccounts({
    db,
    pool,
    log,
    origin: 'http://localhost',
    secret: 'a secret that signs the cookies of the tests',
    surroundings,
    apiToken: TOKEN,
    oidc: null,
    hasSamples: true,
    now: Date.now,
    readsAMinute: 1e9,
    ...accountOptions,
  });
  const stopping = new AbortController();
  const hub = liveHub({
    connection,
    source: source.kind,
    clusterZone: () => settings.current().clusterTimeZone,
    log,
    now: Date.now,
    stopping: stopping.signal,
    ...live,
  });
  const app = await buildApp({
    log,
    accessLog,
    surroundings: accountOptions.surroundings ?? surroundings,
    notReady: async () => null,
    ...(appFolder === undefined ? {} : { appFolder }),
    pageAnswer: pageDataReader({ session: accounts.pageSession, settings, source, now, pagesAMinute }),
    routes: (routes) => {
      if (metrics) addMetrics(routes, metrics);
      accounts.routes(routes);
      const search = searchTurns();
      const directory = storedDirectory(db, source.kind);
      seriesRoutes(routes, { db, source, settings, directory, search, now, checkedAt });
      liveRoutes(routes, { hub, connection });
      viewRoutes(routes, db);
      draftRoutes(routes, { db, source: source.kind, now });
      settingsRoutes(routes, { settings, source: source.kind, note: auditLogIn(log) });
      directoryRoutes(routes, directory, search);
      const note = auditLogIn(log);
      couponRoutes(routes, {
        coupons: coupons ?? embeddedCoupons(db, { settings, now }),
        limits: lookUpLimits(pool, note),
        note,
      });
      statusRoute(routes, {
        db,
        dataDir: null,
        journalDays: null,
        startedAt: NOW,
        now,
        errors: () => [],
        upstream: () => ({ upstream: null, mirror: null }),
        ...status,
      });
      backupRoute(routes, { pool, dataDir: null, note: auditLogIn(log) });
      openApiRoute(routes);
    },
  });
  // Longer than any test. After Node's 5 s, the server can close an idle connection at the moment when fetch reuses it.
  const server = createServer({ keepAliveTimeout: 600_000 }, app.routing.bind(app));
  server.on('clientError', answerClientError);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;

  const call = async (path: string, init: RequestInit = {}): Promise<Answer> => {
    const headers = new Headers(init.headers);
    if (!headers.has('cookie')) headers.set('authorization', headers.get('authorization') ?? BEARER.authorization);
    const response = await fetch(url + path, { ...init, headers });
    return { status: response.status, body: (await response.json()) as JsonObject, headers: response.headers };
  };
  return {
    url,
    call,
    async read(id) {
      const { body, headers } = await call(`/v2/coupon/series?ids=${id}`);
      const [wire] = body['entity'] as readonly JsonObject[];
      if (!wire) throw new Error(`There is no series ${id}.`);
      return { series: wire, etag: headers.get('etag') ?? '' };
    },
    put: (id, body, headers = {}) =>
      call(`/v2/coupon/series/${id}`, {
        method: 'PUT',
        body: JSON.stringify({ CouponSeriesV2: body }),
        headers: { 'content-type': 'application/json', ...headers },
      }),
    async close() {
      stopping.abort();
      hub.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await app.close();
      accounts.close();
    },
  };
}

export function openEmbeddedDesk(
  connection: Pick<Connection, 'db' | 'pool' | 'notices'>,
  options?: DeskOptions,
): Promise<Desk> {
  return openDesk(connection, embeddedSource(connection), options);
}

/** Replaces all series by `wires` (default: the samples) and empties the journal and its archive. */
export async function resetSeries(db: Database, wires: readonly JsonObject[] = samples): Promise<void> {
  await db.delete(journal);
  await db.delete(journalArchive);
  await db.delete(series);
  await putRows(db, wires.map(withRevision), 'embedded', NOW);
}

/** The journal of a series, oldest first. */
export function journalOf(db: Database, id: number) {
  return db.select().from(journal).where(eq(journal.seriesId, id)).orderBy(asc(journal.sequence));
}

export function silentLog(): FastifyBaseLogger {
  return Fastify({ logger: false }).log;
}

/** A log that collects its lines, so that a test can check what must not be logged. */
export function captureLog(): { readonly log: FastifyBaseLogger; readonly lines: readonly string[] } {
  const lines: string[] = [];
  const stream = { write: (line: string) => void lines.push(line) };
  return { log: Fastify({ logger: { level: 'trace', stream } }).log, lines };
}

export const errorsOf = (answer: Answer) => (answer.body['errors'] ?? []) as unknown as readonly ApiError[];
/** The fields named by the errors of an answer, in alphabetical order. */
export const refusedFields = (answer: Answer) =>
  errorsOf(answer)
    .map(({ field }) => String(field))
    .toSorted();
export const warningsOf = (answer: Answer) => answer.body['warnings'] as readonly JsonObject[];
/** The series in a PUT answer, without `warnings`. */
export function savedSeries({ body }: Answer): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([key]) => key !== 'warnings'));
}
