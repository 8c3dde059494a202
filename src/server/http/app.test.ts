import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from './app.ts';
import { captureLog } from '../test/desk.ts';
import { answerClientError, Problem } from './problems.ts';

let app: FastifyInstance;
let server: Server;
let url: string;
let port: number;
let appFolder: string;
let notReady: string | null = null;
const SCRIPT = 'export {}; '.repeat(500);

beforeAll(async () => {
  appFolder = mkdtempSync(join(tmpdir(), 'coupon-desk-test-'));
  mkdirSync(join(appFolder, 'assets'));
  writeFileSync(join(appFolder, 'index.html'), '<head><title>Desk</title></head>');
  mkdirSync(join(appFolder, '.vite'));
  const files = { path: '^/series/\\d+/?$', scripts: ['page-3c.js'], styles: ['page-4d.css'], later: ['part-5e.js'] };
  writeFileSync(join(appFolder, '.vite/pages.json'), JSON.stringify([files]));
  writeFileSync(join(appFolder, 'assets', 'main-1a2b.js'), SCRIPT);
  writeFileSync(join(appFolder, 'assets', 'main-1a2b.js.br'), brotliCompressSync(SCRIPT));
  writeFileSync(join(appFolder, 'assets', 'main-1a2b.js.gz'), gzipSync(SCRIPT));
  app = await buildApp({
    notReady: async () => notReady,
    appFolder: appFolder,
    routes: (routes) => {
      routes.put('/v2/coupon/series/:id', async (call) => ({ received: call.body }));
      routes.get('/v2/coupon/series', async () => {
        throw Object.assign(new Error('secret detail'), { code: '42P01' });
      });
      routes.get('/api/refused', async () => {
        throw Problem.one(409, 640, 'claimed', 'ownedBy');
      });
    },
  });
  server = createServer(app.routing.bind(app)).on('clientError', answerClientError);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
  url = `http://127.0.0.1:${port}`;
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await app.close();
  rmSync(appFolder, { recursive: true, force: true });
});

const put = (body: string | Uint8Array<ArrayBuffer>, type: string | null = 'application/json') =>
  fetch(`${url}/v2/coupon/series/1`, {
    method: 'PUT',
    // Bytes, because fetch adds its own content type to text.
    body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
    headers: type === null ? {} : { 'content-type': type },
  });

async function errorOf(answer: Response | Promise<Response>) {
  const response = await answer;
  const body = (await response.json()) as { errors?: { code: number; message: string; field: string | null }[] };
  expect(body.errors).toHaveLength(1);
  expect(body.errors?.[0]).toMatchObject({ status: false });
  const { code, message, field } = body.errors?.[0] ?? {};
  return { status: response.status, code, message, field };
}

describe('a body', () => {
  it('arrives unchanged', async () => {
    expect(await (await put('{"a":{"constructor":1,"b":"\\\\u0000"}}')).json()).toEqual({
      received: { a: { constructor: 1, b: '\\u0000' } },
    });
  });

  it.each([
    ['is not JSON', '{"a":', 400, /not valid JSON/],
    ['is empty', '', 400, /empty/],
    ['sets a prototype', '{"a":{"__proto__":{"admin":true}}}', 400, /__proto__/],
    ['sets a prototype by a constructor', '{"constructor":{"prototype":{}}}', 400, /constructor\.prototype/],
    ['contains a NUL', '["x\\u0000"]', 400, /NUL/],
    ['is not UTF-8', new Uint8Array([0x22, 0xe9, 0x22]), 400, /UTF-8/],
    ['is nested too deep', '['.repeat(65) + ']'.repeat(65), 400, /deeper than 64/],
    ['is nested absurdly deep', '['.repeat(1_000_000), 400, /deeper than 64/],
    ['is too large', `"${'x'.repeat(16 * 1024 * 1024)}"`, 413, /too large/],
  ])('is refused when it %s', async (_, body, status, message) => {
    expect(await errorOf(put(body))).toEqual({
      status,
      code: status,
      message: expect.stringMatching(message),
      field: null,
    });
  });

  it.each([['text/plain'], ['application/x-www-form-urlencoded'], [null]])('is refused as %s', async (type) => {
    expect(await errorOf(put('{"a":1}', type))).toMatchObject({ status: 415, code: 415 });
  });

  it('may be nested 64 levels deep', async () => {
    expect((await put('['.repeat(64) + ']'.repeat(64))).status).toBe(200);
  });
});

describe('an address', () => {
  it.each([
    ['/v2/coupon/nothing', 404],
    ['/api', 404],
    ['/api/a%00b', 400],
    ['/api/%zz', 400],
    ['/v2/..%2f..%2fetc/passwd', 404],
  ])('%s is answered with %i', async (path, status) => {
    expect(await errorOf(fetch(url + path, { headers: { accept: 'text/html' } }))).toMatchObject({
      status,
      code: status,
    });
  });

  it('answers 405 to other methods and lists the allowed ones', async () => {
    const response = await fetch(`${url}/v2/coupon/series/1?x=1`, { method: 'DELETE' });
    expect(response.headers.get('allow')).toBe('PUT');
    expect(await errorOf(response)).toMatchObject({ status: 405, code: 405 });
    expect(await errorOf(fetch(`${url}/v2/coupon/series/1`))).toMatchObject({ status: 405 });
    expect((await fetch(`${url}/v2/coupon/series`, { method: 'POST' })).headers.get('allow')).toBe('GET, HEAD');
  });
});

it('gives every answer an id of its request', async () => {
  const ids = await Promise.all(
    ['/', '/api/health', '/api/nothing'].map(async (path) => (await fetch(url + path)).headers.get('x-request-id')),
  );
  expect(new Set(ids).size).toBe(3);
  for (const id of ids) expect(id).toMatch(/^[\da-f-]{36}$/);
});

it('logs each request of the API, with the id of a trusted proxy', async () => {
  const { log, lines } = captureLog();
  const logging = await buildApp({
    log,
    accessLog: true,
    trustProxy: ['127.0.0.1'],
    notReady: async () => null,
    routes: () => {},
  });
  const headers = { host: 'localhost', 'x-request-id': 'from-the-proxy' };
  await logging.inject({ url: '/api/health?q=secret', headers });
  await logging.inject({ url: '/no-page', headers: { ...headers, 'x-request-id': 'with "quotes"' } });
  const forged = await logging.inject({
    url: '/api/nothing',
    headers: { ...headers, 'x-request-id': 'with "quotes"' },
  });
  await logging.close();
  const access = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(access).toMatchObject([
    { about: 'access', reqId: 'from-the-proxy', method: 'GET', path: '/api/health', status: 200, address: '127.0.0.1' },
    { about: 'access', reqId: forged.headers['x-request-id'], path: '/api/nothing', status: 404, actor: null },
  ]);
  expect(lines.join('')).not.toMatch(/secret|quotes/);
});

describe('an error', () => {
  it('that is unexpected reveals no internals, and names the id of the request', async () => {
    const response = await fetch(`${url}/v2/coupon/series`);
    const result = await errorOf(response);
    expect(result).toMatchObject({ status: 500, code: 500 });
    expect(result.message).toContain(response.headers.get('x-request-id'));
    expect(result.message).not.toMatch(/secret|42P01/);
  });

  it('thrown by a route keeps its code and field', async () => {
    expect(await errorOf(fetch(`${url}/api/refused`))).toEqual({
      status: 409,
      code: 640,
      message: 'claimed',
      field: 'ownedBy',
    });
  });

  it.each([
    ['GET', /"code":431/],
    ['HEAD', /^$/],
  ])('for too large headers is a valid answer to %s', async (method, body) => {
    const socket = connect(port, '127.0.0.1');
    socket.write(`${method} /api/health HTTP/1.1\r\nHost: localhost\r\nCookie: x=${'y'.repeat(20_000)}\r\n\r\n`);
    const chunks: Buffer[] = [];
    for await (const chunk of socket) chunks.push(chunk as Buffer);
    const [head = '', rest] = Buffer.concat(chunks).toString().split('\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1\.1 431 /);
    expect(rest).toMatch(body);
  });

  it('for the too long address of a page is a page', async () => {
    const socket = connect(port, '127.0.0.1');
    socket.write(`GET /series?q=${'y'.repeat(20_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    const chunks: Buffer[] = [];
    for await (const chunk of socket) chunks.push(chunk as Buffer);
    const [head = '', body = ''] = Buffer.concat(chunks).toString().split('\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1\.1 431 [^]*text\/html/);
    expect(head).toContain(`Content-Length: ${Buffer.byteLength(body)}`);
    expect(body).toContain('<h1>The address is too long</h1>');
    expect(body).toContain('<a href="/series">');
  });

  it('for invalid HTTP has the same format', async () => {
    const socket = connect(port, '127.0.0.1');
    socket.write('NONSENSE\r\n\r\n');
    const chunks: Buffer[] = [];
    for await (const chunk of socket) chunks.push(chunk as Buffer);
    const [head, body] = Buffer.concat(chunks).toString().split('\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1\.1 400 /);
    expect(JSON.parse(body ?? '')).toMatchObject({ errors: [{ status: false, code: 400, field: null }] });
  });
});

/** Sends a request with this Host header, which fetch does not allow. */
function statusFor(host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const call = request({ port, host: '127.0.0.1', path: '/api/health', headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    call.on('error', reject).end();
  });
}

describe('the host', () => {
  it.each(['localhost', 'LOCALHOST:4180', '127.0.0.1:4180', '127.1.2.3', '[::1]:4180'])(
    '%s is accepted',
    async (host) => {
      expect(await statusFor(host)).toBe(200);
    },
  );
  it.each(['evil.example', 'localhost.evil.example:4180', '127.0.0.1.evil.example', '10.0.0.1', ' '])(
    '%s is refused',
    async (host) => {
      expect(await statusFor(host)).toBe(421);
    },
  );
});

describe('health', () => {
  it('is reported to monitors that use the IP address of the server', async () => {
    const surroundings = { isLoopback: false, publicUrl: 'https://coupons.example' };
    const reachable = await buildApp({ notReady: async () => null, surroundings });
    const ask = async (path: string) =>
      (await reachable.inject({ url: path, headers: { host: '10.0.0.1:4180' } })).statusCode;
    expect([await ask('/api/health'), await ask('/api/health/ready')]).toEqual([200, 200]);
    expect(await ask('/api/nothing')).toBe(421);
    await reachable.close();
  });

  it('distinguishes alive from ready', async () => {
    notReady = 'The database does not answer.';
    expect((await fetch(`${url}/api/health`)).status).toBe(200);
    expect(await errorOf(fetch(`${url}/api/health/ready`))).toMatchObject({ status: 503, message: notReady });
    notReady = null;
    expect((await fetch(`${url}/api/health/ready`)).status).toBe(200);
  });

  it('and the app are available while the server starts', async () => {
    const starting = await buildApp({ notReady: async () => 'Starting.', appFolder: appFolder });
    const ask = async (path: string) =>
      (await starting.inject({ url: path, headers: { accept: 'text/html' } })).statusCode;
    expect(await ask('/api/health')).toBe(200);
    expect(await ask('/api/health/ready')).toBe(503);
    expect(await ask('/v2/coupon/series')).toBe(503);
    expect(await ask('/series/1')).toBe(200);
    await starting.close();
  });
});

describe('the application', () => {
  const navigate = (path: string) => fetch(url + path, { headers: { accept: 'text/html,*/*' } });

  it.each(['/', '/series/698948', '/apitude'])('is served at %s and never cached', async (path) => {
    for (const encodings of ['gzip, deflate, br', 'identity']) {
      const headers = { accept: 'text/html,*/*', 'accept-encoding': encodings };
      const response = await fetch(url + path, { headers });
      expect(await response.text()).toContain('Desk');
      expect(response.headers.get('cache-control')).toBe('no-cache');
    }
  });

  it('names the files of the page in its HTML', async () => {
    const html = await (await navigate('/series/698948?x=1')).text();
    expect(html).toBe(
      '<head><title>Desk</title><link rel="stylesheet" crossorigin href="/page-4d.css">' +
        '<link rel="modulepreload" crossorigin href="/page-3c.js">' +
        '<link rel="modulepreload" crossorigin fetchpriority="low" href="/part-5e.js"></head>',
    );
    expect(await (await navigate('/accounts')).text()).toBe('<head><title>Desk</title></head>');
    const head = await fetch(`${url}/`, { method: 'HEAD', headers: { accept: 'text/html' } });
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  it.each([
    ['br', 'br, gzip', brotliCompressSync(SCRIPT)],
    ['gzip', 'gzip', gzipSync(SCRIPT)],
    [null, 'identity', Buffer.from(SCRIPT)],
  ])('has assets that are cached for ever and were compressed by the build: %s', async (encoding, accepted, bytes) => {
    const ask = async (headers: Readonly<Record<string, string>> = {}, method = 'GET') => {
      const {
        statusCode,
        headers: answer,
        rawPayload,
      } = await app.inject({
        method: method === 'HEAD' ? 'HEAD' : 'GET',
        url: '/assets/main-1a2b.js',
        headers: { host: 'localhost', 'accept-encoding': accepted, ...headers },
      });
      return { status: statusCode, answer, payload: rawPayload };
    };
    const { status, answer, payload } = await ask();
    expect(status).toBe(200);
    expect(payload.equals(bytes)).toBe(true);
    expect(answer).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-length': String(bytes.length),
      'content-type': 'application/javascript; charset=utf-8',
      'x-content-type-options': expect.anything(),
      vary: 'accept-encoding',
    });
    expect(answer['content-encoding'] ?? null).toBe(encoding);
    expect(answer).not.toHaveProperty('content-security-policy');

    const head = await ask({}, 'HEAD');
    expect([head.status, head.payload.length, head.answer['content-length']]).toEqual([200, 0, String(bytes.length)]);
    const part = await ask({ range: 'bytes=2-5' });
    expect([part.status, part.payload.equals(bytes.subarray(2, 6))]).toEqual([206, true]);
    expect((await ask({ 'if-none-match': String(answer.etag) })).status).toBe(304);
    const others = await ask({ 'accept-encoding': encoding === 'br' ? 'gzip' : 'br' });
    expect(others.answer.etag).not.toBe(answer.etag);
  });

  it('is not served for a missing asset, a write or the API', async () => {
    expect((await fetch(`${url}/assets/main-old.js`)).status).toBe(404);
    expect((await fetch(`${url}/series/1`, { method: 'POST' })).status).toBe(404);
    expect((await navigate('/api/nothing')).status).toBe(404);
  });

  it('may run its own scripts only, also over plain HTTP', async () => {
    const { headers } = await navigate('/');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("style-src 'self' 'unsafe-inline'");
    expect(policy).not.toContain('upgrade-insecure-requests');
    expect(headers.get('strict-transport-security')).toBeNull();
    expect(headers.get('permissions-policy')).toContain('camera=(), ');
  });
});
