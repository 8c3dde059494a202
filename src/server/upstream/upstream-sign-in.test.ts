import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { buildSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import { NOW, samples } from '../test/desk.ts';
import { CLIENT, TILL } from '../test/upstream-desk.ts';
import { type UpstreamClient, upstreamClient } from './upstream-client.ts';

const ID = 698948;
const LIFETIME_S = 600;

let sandbox: Sandbox;
let client: UpstreamClient;
beforeEach(async () => {
  const clocks = { clusterTimeZone: 'UTC', now: () => NOW, tokenSeconds: LIFETIME_S };
  sandbox = buildSandbox({ ...clocks, ...TILL, client: CLIENT, series: samples });
  const url = await sandbox.app.listen({ port: 0, host: '127.0.0.1' });
  client = upstreamClient({ url, credentials: CLIENT, timeoutMs: 5_000, pausesMs: [5, 10] });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await sandbox.app.close();
});

const read = () => client.get([ID]);
const tokenCalls = () => sandbox.requests.filter(({ method }) => method === 'POST').length;

/** Advances the clock of the client, not that of the sandbox, whose tokens live on. */
function advance(seconds: number) {
  const now = performance.now();
  vi.spyOn(performance, 'now').mockReturnValue(now + seconds * 1000);
}

it('shares one token among concurrent and later calls', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, read));
  await read();
  expect(answers.every(([series]) => series?.['id'] === ID)).toBe(true);
  expect(tokenCalls()).toBe(1);
});

it('renews a token shortly before its end, while calls use the old one', async () => {
  await read();
  advance(LIFETIME_S - 61);
  await read();
  expect(tokenCalls()).toBe(1);
  advance(2);
  sandbox.faults.add({ kind: 'delay', ms: 200, method: 'POST' });
  await Promise.all(Array.from({ length: 20 }, read));
  await vi.waitFor(() => expect(tokenCalls()).toBe(2));
});

it('uses a token until its end if it cannot be renewed', async () => {
  await read();
  sandbox.faults.add({ kind: 'cut', method: 'POST', times: 99 });
  advance(LIFETIME_S - 30);
  expect(await read()).toHaveLength(1);
  advance(31);
  await expect(read()).rejects.toMatchObject({ status: 502, message: expect.stringContaining('cannot be reached') });
  sandbox.faults.clear();
  expect(await read()).toHaveLength(1);
});

it('asks for one token if concurrent calls are refused with 401', async () => {
  await read();
  sandbox.endTokens();
  const answers = await Promise.all(Array.from({ length: 20 }, read));
  expect(answers.flat()).toHaveLength(20);
  expect(tokenCalls()).toBe(2);
});

it.each([
  ['a 503', { kind: 'status', status: 503 }],
  ['a broken connection', { kind: 'cut' }],
  ['the page of a gateway', { kind: 'html', status: 502 }],
])('asks again after %s, and sends the call once', async (_, fault) => {
  sandbox.faults.add({ ...fault, method: 'POST', times: 2 });
  await client.put(ID, { ...samples.find(({ id }) => id === ID), description: 'Renamed' });
  expect([tokenCalls(), sandbox.requests.length]).toEqual([3, 4]);
});

it.each([
  ['an answer without a token', { kind: 'empty' }, 'returned no token'],
  ['HTML instead of JSON', { kind: 'html', status: 200 }, 'returned no JSON'],
  ['a 400', { kind: 'status', status: 400 }, 'The sandbox was asked to fail'],
])('sends nothing after %s', async (_, fault, message) => {
  sandbox.faults.add({ ...fault, method: 'POST', times: 9 });
  await expect(client.put(ID, {})).rejects.toMatchObject({ status: 502, message: expect.stringContaining(message) });
  expect(sandbox.requests.map(({ method }) => method)).toEqual(['POST']);
});

it('passes on when the API grants tokens again', async () => {
  sandbox.faults.add({ kind: 'status', status: 429, retryAfter: '7', method: 'POST' });
  await expect(client.put(ID, {})).rejects.toMatchObject({ status: 429, headers: { 'retry-after': '7' } });
});

it('ends the wait for a token when a read is aborted', async () => {
  sandbox.faults.add({ kind: 'delay', ms: 3_000, method: 'POST' });
  const ending = new AbortController();
  const reading = client.get([ID], ending.signal);
  await vi.waitFor(() => expect(tokenCalls()).toBe(1));
  ending.abort(new Error('The end.'));
  await expect(reading).rejects.toThrow('The end.');
});
