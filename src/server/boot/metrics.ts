import { channel } from 'node:diagnostics_channel';
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { seriesEndpoints } from '#contract/series-endpoints.ts';
import { isEqualInConstantTime } from '../accounts/secrets.ts';
import { unauthorised } from '../accounts/caller.ts';
import { SAVE_OUTCOMES, saveOutcome } from '../series/save-outcome.ts';

export interface MetricsOptions {
  /** The bearer token that reads the metrics. */
  readonly token: string;
  readonly pool: Pick<pg.Pool, 'totalCount' | 'idleCount' | 'waitingCount'>;
  /** Base URL of the real API; null without one. */
  readonly upstreamUrl: string | null;
}

const SECONDS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/**
 * Adds `GET /metrics` in the format of Prometheus: our own metrics, and those of the process (event loop, memory, garbage
 * collection). Add it before the guard: it has a token of its own, and an address proves nothing behind a proxy.
 */
export function addMetrics(app: FastifyInstance, options: MetricsOptions): void {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  countRequests(app, registers);
  watchPool(options.pool, registers);
  if (options.upstreamUrl !== null) countUpstreamCalls(app, options.upstreamUrl, registers);

  app.get('/metrics', async (request, reply) => {
    const [, token = ''] = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
    if (!isEqualInConstantTime(token, options.token)) throw unauthorised('Send the token of the metrics.');
    return reply
      .type(registry.contentType)
      .header('cache-control', 'no-store')
      .send(await registry.metrics());
  });
}

function countRequests(app: FastifyInstance, registers: Registry[]): void {
  const inFlight = new Gauge({
    name: 'coupon_desk_http_requests_in_flight',
    help: 'Requests without an answer yet.',
    registers,
  });
  const duration = new Histogram({
    name: 'coupon_desk_http_request_seconds',
    help: 'Answered requests by route, method and status.',
    labelNames: ['route', 'method', 'status'] as const,
    buckets: SECONDS,
    registers,
  });
  const saves = new Counter({
    name: 'coupon_desk_saves_total',
    help: 'Saves of a series by outcome. A conflict is refused because the series was changed in the meantime.',
    labelNames: ['outcome'] as const,
    registers,
  });
  // Series exist from the start, so that a rate is not blind to the first event.
  for (const outcome of SAVE_OUTCOMES) saves.inc({ outcome }, 0);
  app.addHook('onRequest', async ({ method, routeOptions }, reply) => {
    inFlight.inc();
    const route = routeOptions.url ?? 'none';
    // Not onResponse, which Fastify does not call if the client leaves before the answer.
    reply.raw.once('close', () => {
      inFlight.dec();
      const status = reply.raw.writableFinished ? reply.statusCode : CLIENT_LEFT;
      duration.observe({ route, method, status: String(status) }, reply.elapsedTime / 1000);
    });
  });
  app.addHook('onSend', async ({ method, routeOptions }, { statusCode }) => {
    if (method === 'PUT' && routeOptions.url === seriesEndpoints.updateSeries.path)
      saves.inc({ outcome: saveOutcome(statusCode) });
  });
}

/** As in `searchTurns`. */
export const CLIENT_LEFT = 499;

function watchPool(pool: MetricsOptions['pool'], registers: Registry[]): void {
  const connections = new Gauge({
    name: 'coupon_desk_database_connections',
    help: 'Open connections to the database by state, and queries that wait for one.',
    labelNames: ['state'] as const,
    registers,
    collect: () => {
      connections.set({ state: 'idle' }, pool.idleCount);
      connections.set({ state: 'used' }, pool.totalCount - pool.idleCount);
      connections.set({ state: 'waiting' }, pool.waitingCount);
    },
  });
}

interface UpstreamMessage {
  readonly request: { readonly origin?: string | URL; readonly method: string };
  readonly response?: { readonly statusCode: number };
}

/** Counts the calls of Node's fetch to the real API, on the channels that Node publishes them on. */
function countUpstreamCalls(app: FastifyInstance, upstreamUrl: string, registers: Registry[]): void {
  const calls = new Counter({
    name: 'coupon_desk_upstream_calls_total',
    help: 'Calls to the real API by method and status. The status "none" means that there was no answer.',
    labelNames: ['method', 'status'] as const,
    registers,
  });
  const { origin } = new URL(upstreamUrl);
  const count = (message: unknown) => {
    const { request, response } = message as UpstreamMessage; // The documented shape of these channels
    if (String(request.origin) !== origin) return;
    calls.inc({ method: request.method, status: response ? String(response.statusCode) : 'none' });
  };
  const channels = ['undici:request:headers', 'undici:request:error'].map((name) => channel(name));
  for (const one of channels) one.subscribe(count);
  app.addHook('onClose', async () => {
    for (const one of channels) one.unsubscribe(count);
  });
}
