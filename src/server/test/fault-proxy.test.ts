import { createServer } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FaultProxy, faultProxy } from './fault-proxy.ts';

let count = 0;
/** Answers how many requests it has received. */
const server = createServer((request, response) => {
  count += 1;
  request.resume().on('end', () => response.end(JSON.stringify({ count, url: request.url })));
});
let proxy: FaultProxy;
beforeEach(async () => {
  count = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  proxy = await faultProxy(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
});
afterEach(async () => {
  await proxy.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});
const call = async (path: string, method = 'GET') => (await fetch(proxy.url + path, { method })).text();

test('forwards what no fault matches, and each fault hits as often as it says', async () => {
  const fault = proxy.fail({ kind: 'status', method: 'PUT', path: 'series', status: 503 });
  expect(await call('series')).toBe('{"count":1,"url":"/series"}');
  expect((await fetch(`${proxy.url}series/1`, { method: 'PUT', body: 'a' })).status).toBe(503);
  expect(fault.hits()).toBe(1);
  expect(await call('series/1', 'PUT')).toBe('{"count":2,"url":"/series/1"}');
});

test.each([
  ['cut', 0],
  ['lost', 1],
  ['truncated', 1],
] as const)('%s: the client gets no answer, the server got %i requests', async (kind, requests) => {
  proxy.fail({ kind });
  await expect(call('a')).rejects.toThrow();
  expect(count).toBe(requests);
});

test('delivers a request twice, answers half a body, and passes answers on in another order', async () => {
  proxy.fail({ kind: 'twice' });
  expect(await call('a')).toBe('{"count":2,"url":"/a"}');
  proxy.fail({ kind: 'half' });
  expect(await call('a')).toBe('{"count":3,');
  const held = proxy.fail({ kind: 'held' });
  const order: string[] = [];
  const first = call('first').then((text) => order.push(text));
  await expect.poll(() => count).toBe(4);
  order.push(await call('second'));
  held.release();
  await first;
  expect(order).toEqual(['{"count":5,"url":"/second"}', '{"count":4,"url":"/first"}']);
});

test('a server that is down, and one that hangs', async () => {
  proxy.disconnect();
  await expect(call('a')).rejects.toThrow();
  proxy.reconnect();
  proxy.stall();
  const answer = call('b');
  proxy.resume();
  expect(await answer).toBe('{"count":1,"url":"/b"}');
});
