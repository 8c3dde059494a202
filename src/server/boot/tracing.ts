import { AsyncLocalStorage } from 'node:async_hooks';
import { channel } from 'node:diagnostics_channel';
import {
  type Context,
  defaultTextMapGetter,
  diag,
  DiagLogLevel,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { setGlobalErrorHandler, W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
  serviceInstanceIdDetector,
} from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from 'fastify';
import { serverEndpoints } from '#contract/server-endpoints.ts';
import { MINUTE } from '#values/durations.ts';
import packageJson from '../../../package.json' with { type: 'json' };
import { oneLine } from '../environment/errors.ts';
import { type SpanAttributes, type SpanMessage, spans } from '../environment/spans.ts';
import { within } from '../environment/time-limit.ts';
import { loggedPath } from '../http/logged-path.ts';
import { Problem } from '../http/problems.ts';
import { CLIENT_LEFT } from './metrics.ts';

/** How long the last spans may take to be sent when the server stops. */
const LAST_EXPORT_MS = 1_000;

export interface TracingOptions {
  readonly log: FastifyBaseLogger;
  /** Whether the trace of a request continues the one in its header `traceparent`. */
  readonly trustsProxy: boolean;
}

export interface Tracing {
  /** Records the requests of the API. Call it before the guard is added. */
  readonly addTo: (app: FastifyInstance) => void;
  /** Sends the last spans. */
  readonly close: () => Promise<void>;
}

/**
 * Sends traces by OpenTelemetry, which reads its settings from the variables OTEL_* itself. Loaded only if they are set:
 * its packages take time and memory. Nothing is registered globally, so that no other package adds spans, which could
 * contain statements or addresses.
 */
export function startTracing({ log, trustsProxy }: TracingOptions): Tracing {
  const warn = warnOncePerMinute(log);
  diag.setLogger({ ...SILENT, error: warn, warn }, DiagLogLevel.WARN);
  setGlobalErrorHandler((error) => warn(`not sent (${oneLine(error)})`));
  const provider = new BasicTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': 'coupon-desk', 'service.version': packageJson.version }))
      .merge(detectResources({ detectors: [serviceInstanceIdDetector, envDetector] })),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  const tracer = provider.getTracer('coupon-desk');
  /** The trace of the request that the running code belongs to. Work in the background has none. */
  const current = new AsyncLocalStorage<Context | undefined>();
  const begin = (name: string, kind: SpanKind, parent: Context, attributes: SpanAttributes) => {
    const span = tracer.startSpan(name, { kind, attributes }, parent);
    return { span, context: trace.setSpan(parent, span) };
  };

  const endWork = traceWork(current, begin);
  const endCalls = traceCalls(current, begin);
  return {
    addTo: (app) => traceRequests(app, trustsProxy, current, begin),
    close: async () => {
      endWork();
      endCalls();
      await within(LAST_EXPORT_MS, provider.shutdown(), 'no answer in time').catch((error: unknown) =>
        warn(`the last ones were not sent (${oneLine(error)})`),
      );
    },
  };
}

type Current = AsyncLocalStorage<Context | undefined>;
type Begin = (
  name: string,
  kind: SpanKind,
  parent: Context,
  attributes: SpanAttributes,
) => { readonly span: Span; readonly context: Context };

const propagator = new W3CTraceContextPropagator();
const { getHealth, getReadiness } = serverEndpoints;

function traceRequests(app: FastifyInstance, trustsProxy: boolean, current: Current, begin: Begin): void {
  const contexts = new WeakMap<FastifyRequest, Context>();
  app.addHook('onRequest', (request, reply, done) => {
    const { endpoint } = request.routeOptions.config;
    // Files and health checks would outnumber everything else.
    if (endpoint === undefined || endpoint === getHealth || endpoint === getReadiness) return done();
    const outer = trustsProxy ? propagator.extract(ROOT_CONTEXT, request.headers, defaultTextMapGetter) : ROOT_CONTEXT;
    const { span, context } = begin(`${request.method} ${endpoint.path}`, SpanKind.SERVER, outer, {
      'http.request.method': request.method,
      'http.route': endpoint.path,
      'coupon_desk.request_id': request.id,
    });
    contexts.set(request, context);
    // Not onResponse, which Fastify does not call if the client leaves before the answer.
    reply.raw.once('close', () => {
      const status = reply.raw.writableFinished ? reply.statusCode : CLIENT_LEFT;
      span.setAttribute('http.response.status_code', status);
      if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    });
    current.run(context, done);
  });
  // A body arrives in events of the connection, outside of the request's context.
  app.addHook('preValidation', (request, _reply, done) => current.run(contexts.get(request), done));
}

function traceWork(current: Current, begin: Begin): () => void {
  const running = new WeakMap<object, Span>();
  spans.start.bindStore(current, (message) => {
    const parent = current.getStore();
    if (parent === undefined) return undefined;
    const { span, context } = begin(message.name, SpanKind.INTERNAL, parent, message.attributes ?? {});
    running.set(message, span);
    return context;
  });
  const end = (published: unknown) => {
    const message = published as SpanMessage; // Only `inSpan` publishes on this channel
    const span = running.get(message);
    if (span === undefined) return;
    const { outcomeOf, error } = message;
    if (outcomeOf) span.setAttribute('coupon_desk.outcome', outcomeOf(error));
    const isRefusal = error instanceof Problem && error.status < 500;
    if (error !== undefined && !isRefusal) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  };
  spans.asyncEnd.subscribe(end);
  return () => {
    spans.asyncEnd.unsubscribe(end);
    spans.start.unbindStore(current);
  };
}

interface CallMessage {
  readonly request: {
    readonly origin: string | URL;
    readonly path: string;
    readonly method: string;
    readonly addHeader: (name: string, value: string) => unknown;
  };
  readonly response?: { readonly statusCode: number };
}

/** Traces the calls of Node's fetch, on the channels that Node publishes them on. */
function traceCalls(current: Current, begin: Begin): () => void {
  const running = new WeakMap<object, Span>();
  const listeners = {
    create: ({ request }: CallMessage) => {
      const parent = current.getStore();
      if (parent === undefined) return;
      const { hostname, port, protocol } = new URL(request.origin);
      const { span, context } = begin(request.method, SpanKind.CLIENT, parent, {
        'http.request.method': request.method,
        'server.address': hostname,
        'server.port': Number(port) || (protocol === 'https:' ? 443 : 80),
        'url.path': loggedPath(request.path) ?? '',
      });
      propagator.inject(context, request, { set: (_, name, value) => void request.addHeader(name, value) });
      running.set(request, span);
    },
    headers: ({ request, response }: CallMessage) => {
      const status = response?.statusCode ?? 0;
      const span = running.get(request)?.setAttribute('http.response.status_code', status);
      if (status >= 400) span?.setStatus({ code: SpanStatusCode.ERROR });
    },
    trailers: ({ request }: CallMessage) => running.get(request)?.end(),
    error: ({ request }: CallMessage) => running.get(request)?.setStatus({ code: SpanStatusCode.ERROR }).end(),
  };
  const subscriptions = Object.entries(listeners).map(([event, listener]) => {
    // The documented shape of these channels
    const onMessage = (message: unknown) => listener(message as CallMessage);
    const undici = channel(`undici:request:${event}`);
    undici.subscribe(onMessage);
    return () => undici.unsubscribe(onMessage);
  });
  return () => {
    for (const unsubscribe of subscriptions) unsubscribe();
  };
}

const nothing = () => {};
const SILENT = { info: nothing, debug: nothing, verbose: nothing };

function warnOncePerMinute(log: FastifyBaseLogger): (text: string) => void {
  let silentUntil = 0;
  return (text) => {
    if (Date.now() < silentUntil) return;
    silentUntil = Date.now() + MINUTE;
    log.warn(`Traces: ${text}`);
  };
}
