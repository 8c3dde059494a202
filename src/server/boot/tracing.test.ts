import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import type { JsonObject } from '#values/json.ts';
import { sampleCoupons } from '../samples/sample-coupons.ts';
import { buildSandbox } from '../sandbox/sandbox.ts';
import { BEARER, TOKEN } from '../test/api-token.ts';
import { NOW, samples, ZONE } from '../test/desk.ts';
import { freePort } from '../test/free-port.ts';
import { type RunningServer, runServer } from '../test/run-server.ts';

interface Attribute {
  readonly key: string;
  readonly value: { readonly stringValue?: string; readonly intValue?: number };
}
interface ExportedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly attributes: readonly Attribute[];
  readonly status: { readonly code: number };
}
interface Export {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: readonly { readonly spans: readonly ExportedSpan[] }[];
  }[];
}

const ID = 698948;
const STATUS_ERROR = 2;
const till = { username: 'till', password: 'correct horse battery staple' };
const coupons = sampleCoupons({ now: NOW, zone: ZONE });
const sandbox = buildSandbox({
  clusterTimeZone: ZONE,
  now: () => NOW,
  ...till,
  series: samples,
  coupons,
});
const upstreamParents: unknown[] = [];
sandbox.app.server.prependListener('request', ({ headers }) => upstreamParents.push(headers['traceparent']));

/** A collector of traces. While `answers` is false, it accepts exports and never answers. */
let answers = true;
const received: string[] = [];
const collector = createServer((request, response) => {
  void text(request).then((body) => {
    if (request.url === '/v1/traces') received.push(body);
    if (answers) response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
});
const exported = () => received.flatMap((body) => (JSON.parse(body) as Export).resourceSpans);
const spans = () => exported().flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
const valueOf = ({ attributes }: Pick<ExportedSpan, 'attributes'>, name: string) => {
  const value = attributes.find(({ key }) => key === name)?.value;
  return value?.stringValue ?? value?.intValue;
};

const folder = mkdtempSync(join(tmpdir(), 'coupon-desk-test-'));
let collectorUrl: string;
let server: RunningServer;
let url: string;

function run(name: string, variables: Readonly<Record<string, string>>): RunningServer {
  cpSync(inject('built').migrated, join(folder, name), { recursive: true });
  return runServer({ DATA_DIR: join(folder, name), TMPDIR: folder, ...variables });
}

beforeAll(async () => {
  const port = await freePort();
  await new Promise<void>((resolve) => collector.listen(port, '127.0.0.1', resolve));
  collectorUrl = `http://127.0.0.1:${port}`;
  server = run('traced', {
    UPSTREAM_URL: await sandbox.app.listen({ port: 0, host: '127.0.0.1' }),
    UPSTREAM_USERNAME: till.username,
    UPSTREAM_PASSWORD: till.password,
    CLUSTER_TIME_ZONE: ZONE,
    OTEL_EXPORTER_OTLP_ENDPOINT: collectorUrl,
    OTEL_SERVICE_NAME: 'desk-of-the-test',
    OTEL_BSP_SCHEDULE_DELAY: '20',
  });
  url = await server.ready;
});
afterAll(async () => {
  server.signal('SIGKILL');
  await server.exit;
  collector.closeAllConnections();
  collector.close();
  await sandbox.app.close();
  rmSync(folder, { recursive: true, force: true });
});

const call = (path: string, headers: Record<string, string> = {}, init: RequestInit = {}) =>
  fetch(url + path, { ...init, headers: { ...BEARER, ...headers } });

async function save(change: JsonObject, headers: Record<string, string>) {
  const read = await call(`/v2/coupon/series?ids=${ID}`);
  const { entity } = (await read.json()) as { entity: JsonObject[] };
  const ifMatch = { 'content-type': 'application/json', 'if-match': read.headers.get('etag') ?? '' };
  const body = JSON.stringify({ CouponSeriesV2: { ...entity[0], ...change } });
  return call(`/v2/coupon/series/${ID}`, { ...ifMatch, ...headers }, { method: 'PUT', body });
}

/** The spans of the trace of an answered request, once its own span has arrived. */
async function traceOf({ headers }: Response): Promise<readonly ExportedSpan[]> {
  const requestOf = () =>
    spans().find((span) => valueOf(span, 'coupon_desk.request_id') === headers.get('x-request-id'));
  await expect.poll(requestOf, { timeout: 60_000 }).toBeDefined();
  return spans().filter(({ traceId }) => traceId === requestOf()?.traceId);
}

it('makes one trace of a save, whose parts have their parents, and passes it on to the real API', async () => {
  upstreamParents.length = 0;
  const answer = await save({ description: 'Traced' }, {});
  expect(answer.status).toBe(200);
  const trace = await traceOf(answer);

  const named = (name: string) => trace.filter((span) => span.name === name);
  const [root, ...otherRoots] = trace.filter(({ parentSpanId }) => !parentSpanId);
  const [saveSpan] = named('save');
  expect(otherRoots).toEqual([]);
  expect(root?.name).toBe('PUT /v2/coupon/series/:id');
  expect(root && valueOf(root, 'http.route')).toBe('/v2/coupon/series/:id');
  expect(root && valueOf(root, 'http.response.status_code')).toBe(200);
  expect(saveSpan?.parentSpanId).toBe(root?.spanId);
  expect(saveSpan && valueOf(saveSpan, 'coupon_desk.outcome')).toBe('saved');
  expect(saveSpan && valueOf(saveSpan, 'coupon_desk.series')).toBe(ID);
  const calls = trace.filter(({ parentSpanId, name }) => parentSpanId === saveSpan?.spanId && /^[A-Z]+$/.test(name));
  expect(calls.map(({ name }) => name)).toEqual(['GET', 'PUT', 'GET']);
  expect(calls.map((span) => valueOf(span, 'http.response.status_code'))).toEqual([200, 200, 200]);
  for (const { traceId, spanId } of calls) expect(upstreamParents).toContain(`00-${traceId}-${spanId}-01`);
  const transactions = named('database transaction').map(({ spanId }) => spanId);
  expect(transactions.length).toBeGreaterThan(0);
  expect(transactions.toSorted()).toEqual(
    named('wait for a connection')
      .map(({ parentSpanId = '' }) => parentSpanId)
      .toSorted(),
  );
  const ids = new Set(trace.map(({ spanId }) => spanId));
  for (const { parentSpanId } of trace) if (parentSpanId) expect(ids).toContain(parentSpanId);
  expect(exported().map(({ resource }) => valueOf(resource, 'service.name'))).toContain('desk-of-the-test');
});

it('names conflicts, and errors of the real API', async () => {
  const conflict = await traceOf(await save({ description: 'Late' }, { 'if-match': '"old"' }));
  const saving = conflict.find(({ name }) => name === 'save');
  expect(saving && [valueOf(saving, 'coupon_desk.outcome'), saving.status.code]).toEqual(['conflict', 0]);

  const fault = { kind: 'status', method: 'GET', status: 500, times: 5 };
  const headers = { 'content-type': 'application/json' };
  const apiUrl = sandbox.app.listeningOrigin;
  const { ok } = await fetch(`${apiUrl}/sandbox/faults`, { method: 'POST', headers, body: JSON.stringify(fault) });
  expect(ok).toBe(true);
  const failed = await traceOf(await call(`/v2/coupon/series?ids=${ID}`));
  expect(failed.filter(({ name }) => name === 'GET').map(({ status }) => status.code)).toContain(STATUS_ERROR);
  expect(failed.find(({ parentSpanId }) => !parentSpanId)?.status.code).toBe(STATUS_ERROR);
});

it('contains no code, no customer, no token and no query, and no trace of a stranger', async () => {
  const { code, issuedTo } = coupons.coupons[0] ?? { code: '', issuedTo: 0 };
  const stranger = { traceparent: `00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01` };
  const paths = [`/v2/coupon?code=${code}`, `/v2/customers/${issuedTo}/coupons`, '/api/series?q=searched-text'];
  for (const path of paths) await traceOf(await call(path, stranger));
  const all = received.join('');
  for (const secret of [code, String(issuedTo), TOKEN, 'searched-text', 'ids=', '?', till.password, 'ab'.repeat(16)])
    expect(all).not.toContain(secret);
});

it('loads no OpenTelemetry SDK without the variable', async () => {
  /** The SDK in the files that a server loaded, which Node lists at its end. */
  const sdkOf = async (one: RunningServer, coverage: string) => {
    await one.ready;
    one.signal('SIGTERM');
    expect((await one.exit).code).toBe(0);
    // One report for the server and one for the worker of its database.
    const loaded = readdirSync(coverage).flatMap((report) => {
      const { result } = JSON.parse(readFileSync(join(coverage, report), 'utf8')) as { result: { url: string }[] };
      return result.map((script) => script.url);
    });
    const files = loaded.filter((file) => file.startsWith('file:'));
    return files.filter((file) => readFileSync(new URL(file), 'utf8').includes('BatchSpanProcessor'));
  };
  const [off, on] = ['off', 'on'].map((name) => join(folder, `loaded-${name}`)) as [string, string];
  expect(await sdkOf(run('plain', { NODE_V8_COVERAGE: off }), off)).toEqual([]);
  const variables = { NODE_V8_COVERAGE: on, OTEL_EXPORTER_OTLP_ENDPOINT: collectorUrl };
  expect(await sdkOf(run('plain', variables), on)).toHaveLength(1);
});

it('answers and stops in time while the collector does not answer, and logs it', async () => {
  answers = false;
  const before = received.length;
  await call('/api/settings');
  await expect.poll(() => received.length, { timeout: 60_000 }).toBeGreaterThan(before);
  expect((await call('/api/settings')).status).toBe(200);
  const signalledAt = performance.now();
  server.signal('SIGTERM');
  const { code, stderr } = await server.exit;
  expect([code, stderr]).toEqual([
    0,
    expect.stringContaining('Traces: the last ones were not sent (no answer in time)'),
  ]);
  expect(performance.now() - signalledAt).toBeLessThan(9_000);
});
