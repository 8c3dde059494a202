import { createServer, type ServerResponse } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createGzip, gzipSync } from 'node:zlib';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Problem } from '../http/problems.ts';
import { OutcomeUnknown } from './upstream-answers.ts';
import { upstreamClient } from './upstream-client.ts';

const TIMEOUT_MS = 500;
/** Far more than the timeout, far less than undici's own timeout of 300 s. */
const SOON_MS = 3_000;
const undo: (() => void)[] = [];
let inFlight = 0;
let collect: () => void;

beforeAll(() => {
  setFlagsFromString('--expose-gc');
  collect = runInNewContext('gc') as () => void; // the flag adds `gc` to new contexts
});
afterEach(() => {
  for (const step of undo.splice(0)) step();
});

/** Opens a client of a scripted API. */
async function clientOf(answer: (response: ServerResponse) => void, timeoutMs = TIMEOUT_MS) {
  const server = createServer((request, response) => {
    request.resume();
    inFlight += 1;
    response.on('close', () => (inFlight -= 1));
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  undo.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return upstreamClient({ url, credentials: { username: 'till', password: 'secret' }, timeoutMs, pausesMs: [] });
}

/** Forces garbage collection every 20 ms until the test ends. */
function collectOften(): void {
  const timer = setInterval(collect, 20);
  undo.push(() => clearInterval(timer));
}

async function failureOf(call: Promise<unknown>): Promise<unknown> {
  const timeout = new Promise((resolve) => setTimeout(resolve, SOON_MS, 'no answer').unref());
  return Promise.race([call.catch((reason: unknown) => reason), timeout]);
}

/** Starts a response and sends it byte by byte without an end. */
function drip(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' }).write('{"entity":[');
  const timer = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(timer));
}

const connectionEnds = () => vi.waitUntil(() => inFlight === 0, SOON_MS);
const silent = () => {};
const noAnswer = new OutcomeUnknown('The loyalty API did not answer in time.');

it('times out a PUT without a response, despite garbage collection', async () => {
  collectOften();
  const client = await clientOf(silent);
  expect(await failureOf(client.put(1, {}))).toEqual(noAnswer);
  await connectionEnds();
});

it('times out a PUT whose response arrives byte by byte', async () => {
  collectOften();
  const client = await clientOf(drip);
  expect(await failureOf(client.put(1, {}))).toEqual(noAnswer);
  await connectionEnds();
});

it.each([
  ['without a response', silent],
  ['whose response arrives byte by byte', drip],
])('times out a GET %s', async (_, answer) => {
  collectOften();
  const client = await clientOf(answer);
  const error = await failureOf(client.get([1]));
  expect(error).toBeInstanceOf(Problem);
  expect(error).toMatchObject({ status: 504 });
  await connectionEnds();
});

it('aborts a read by its signal, with the reason of the signal', async () => {
  collectOften();
  const client = await clientOf(drip, 60_000);
  const ending = new AbortController();
  setTimeout(() => ending.abort(new Error('The end.')), TIMEOUT_MS);
  expect(await failureOf(client.readOlder('/v1.1/organization/entities', ending.signal))).toEqual(
    new Error('The end.'),
  );
});

it('aborts a response that pauses, long before the timeout of the call', async () => {
  const client = await clientOf((response) => response.writeHead(200).write('{"entity":['), 600_000);
  await expect(client.get([1])).rejects.toMatchObject({ status: 504 });
});

describe('a response that is too large', () => {
  const MB = 1024 * 1024;
  const tooLarge = 'The loyalty API sent more than 16 MB. The rest was not read.';
  const series = (response: ServerResponse, headers: Record<string, string> = {}, status = 200) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
  /** Sends gzip of spaces without an end: 1 kB is 1 MB after decompression. */
  const bomb = (response: ServerResponse) => {
    const gzip = createGzip();
    gzip.pipe(series(response, { 'content-encoding': 'gzip' }));
    const spaces = Buffer.alloc(MB, ' ');
    const send = () => void (response.destroyed || gzip.write(spaces, () => setImmediate(send)));
    send();
  };
  const stream = (response: ServerResponse) => {
    const spaces = Buffer.alloc(MB, ' ');
    const send = () => void (response.destroyed || response.write(spaces, send));
    series(response);
    send();
  };

  it.each<[string, (response: ServerResponse) => void]>([
    [
      'by its Content-Length',
      (response) => series(response, { 'content-length': String(2 ** 31) }).write('{"entity":['),
    ],
    ['while it arrives', stream],
    ['after decompression', bomb],
  ])(
    'is refused %s, and the connection ends',
    async (_, answer) => {
      const client = await clientOf(answer, 60_000);
      await expect(client.get([1])).rejects.toMatchObject({ status: 502, message: tooLarge });
      // The write may have been carried out.
      await expect(client.put(1, {})).rejects.toEqual(new OutcomeUnknown(tooLarge));
      await vi.waitUntil(() => inFlight === 0, 30_000);
    },
    60_000,
  );

  it('is 1 MB long if it refuses the call', async () => {
    const client = await clientOf((response) => series(response, {}, 400).write(' '.repeat(1.1 * MB)), 60_000);
    await expect(client.put(1, {})).rejects.toMatchObject({
      status: 502,
      message: 'The loyalty API sent more than 1 MB. The rest was not read.',
    });
  });

  it('is longer for the list of all series', async () => {
    const list = gzipSync(`{"response":{"series":[{"id":"7"}]},"filler":"${'x'.repeat(20 * MB)}"}`);
    const client = await clientOf((response) => series(response, { 'content-encoding': 'gzip' }).end(list), 60_000);
    expect(await client.listIds()).toEqual([7]);
  }, 60_000);
});

it('a read that answers an object without series says nothing about them', async () => {
  const client = await clientOf((response) => response.end('{}'), 15_000);
  await expect(client.get([698948])).rejects.toMatchObject({
    status: 502,
    message: 'The loyalty API answered a read without series.',
  });
});
