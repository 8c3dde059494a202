import { createServer, type ServerResponse } from 'node:http';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { Problem } from '../../problems.ts';
import { OutcomeUnknown } from './answers.ts';
import { upstreamClient } from './client.ts';

const TIMEOUT_MS = 500;
/** Far more than the limit, far less than undici's own one of 300 s. */
const SOON_MS = 3_000;
const undo: (() => void)[] = [];
let underWay = 0;
let collect: () => void;

beforeAll(() => {
  setFlagsFromString('--expose-gc');
  collect = runInNewContext('gc') as () => void; // what the flag adds to a new context
});
afterEach(() => {
  for (const step of undo.splice(0)) step();
});

/** A client of an API that answers as it is told to, in a process whose garbage is collected all the time. */
async function clientOf(answer: (response: ServerResponse) => void, timeoutMs = TIMEOUT_MS) {
  const server = createServer((request, response) => {
    request.resume();
    underWay += 1;
    response.on('close', () => (underWay -= 1));
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const collecting = setInterval(collect, 20);
  undo.push(() => {
    clearInterval(collecting);
    server.closeAllConnections();
    server.close();
  });
  return upstreamClient({ url, username: 'till', password: 'secret', timeoutMs, pausesMs: [] });
}

async function failureOf(call: Promise<unknown>): Promise<unknown> {
  const late = new Promise((resolve) => setTimeout(resolve, SOON_MS, 'no answer').unref());
  return Promise.race([call.catch((reason: unknown) => reason), late]);
}

/** Begins to answer, and goes on byte by byte for ever. */
function drip(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' }).write('{"entity":[');
  const dripping = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(dripping));
}

const connectionEnds = () => vi.waitUntil(() => underWay === 0, SOON_MS);
const silent = () => {};
const noAnswer = new OutcomeUnknown('The loyalty API did not answer in time.', true);

it('gives a PUT without an answer up in time, whatever is collected meanwhile', async () => {
  const client = await clientOf(silent);
  expect(await failureOf(client.put(1, {}))).toEqual(noAnswer);
  await connectionEnds();
});

it('gives a PUT up in time whose answer comes byte by byte', async () => {
  const client = await clientOf(drip);
  expect(await failureOf(client.put(1, {}))).toEqual(noAnswer);
  await connectionEnds();
});

it.each([
  ['without an answer', silent],
  ['whose answer comes byte by byte', drip],
])('gives a GET up in time %s', async (_, answer) => {
  const client = await clientOf(answer);
  const error = await failureOf(client.get([1]));
  expect(error).toBeInstanceOf(Problem);
  expect(error).toMatchObject({ status: 504 });
  await connectionEnds();
});

it('ends a read by its signal, with what it was aborted for', async () => {
  const client = await clientOf(drip, 60_000);
  const ending = new AbortController();
  setTimeout(() => ending.abort(new Error('The end.')), TIMEOUT_MS);
  expect(await failureOf(client.readOlder('/v1.1/organization/entities', ending.signal))).toEqual(
    new Error('The end.'),
  );
});

it('gives up an answer that pauses on its way, long before it may take', async () => {
  const client = await clientOf((response) => response.writeHead(200).write('{"entity":['), 60_000);
  await expect(client.get([1])).rejects.toMatchObject({ status: 504 });
}, 10_000);
