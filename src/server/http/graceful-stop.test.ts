import { Agent, createServer, get, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { once } from 'node:events';
import { afterEach, expect, it } from 'vitest';
import { gracefulStop } from './graceful-stop.ts';

const open: (() => void)[] = [];
afterEach(() => open.splice(0).forEach((close) => close()));

/** A server whose requests to /slow wait for `answer`. */
async function start(idleMs: number) {
  const waiting: ServerResponse[] = [];
  const server = createServer((request, response) =>
    request.url === '/slow' ? waiting.push(response) : response.end('done'),
  );
  const stop = gracefulStop(server, { idleMs, requestsMs: 60_000 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  open.push(
    () => agent.destroy(),
    () => server.closeAllConnections(),
  );
  const ask = (path: string) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      get({ port, host: '127.0.0.1', path, agent }, (response) => {
        response.resume().once('end', () => resolve(response));
      }).on('error', reject);
    });
  const seen = () => expect.poll(() => waiting.length).toBe(1);
  return { port, stop, ask, seen, answer: () => waiting.forEach((response) => response.end('done')) };
}

it('answers a request that arrives on an idle connection after the stop, and closes the connection', async () => {
  const { stop, ask, port } = await start(60_000);
  expect((await ask('/')).headers.connection).toBe('keep-alive');
  const stopped = stop();
  const late = await ask('/');
  expect([late.statusCode, late.headers.connection]).toEqual([200, 'close']);
  await stopped;
  const [error] = (await once(connect(port, '127.0.0.1'), 'error')) as [Error];
  expect(error.message).toContain('ECONNREFUSED');
});

it('announces the end of the connection in the answers of requests in flight', async () => {
  const { stop, ask, seen, answer } = await start(60_000);
  const slow = ask('/slow');
  await seen();
  const stopped = stop();
  answer();
  expect((await slow).headers.connection).toBe('close');
  await stopped;
});

it('closes idle connections after the time they have', async () => {
  const { stop, ask } = await start(10);
  await ask('/');
  await stop();
});
