import { rmSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { FastifyBaseLogger } from 'fastify';
import { oneLine } from '../start-error.ts';
import { TimeLimit, within } from '../time-limit.ts';
import type { FromWorker, ToWorker, WorkerInput } from './worker-messages.ts';

const PING_MS = 5_000;
const RETRY_MS = 1_000;
const CLOSE_WITHIN_MS = 2_000;

export interface WorkerHost {
  /** Settles when the worker that runs now takes queries; after a crash that is the next one. */
  readonly ready: () => Promise<void>;
  /** How many fsync calls the running worker has made. */
  readonly countSyncs: () => Promise<number>;
  /** Ends the worker as a crash would. It comes back by itself. */
  readonly kill: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Keeps one database worker alive: starts it, starts it again when it dies, and ends it when it no longer answers. */
export async function hostWorker(
  file: string,
  input: WorkerInput,
  stuckAfterMs: number,
  log: FastifyBaseLogger,
): Promise<WorkerHost> {
  let closing = false;
  let current = startOne(input);
  await current.ready;
  watch();

  function watch(): void {
    void current.ended.then(async () => {
      if (closing) return;
      log.error('The database worker ended unexpectedly and is started again.');
      await restart();
    });
  }

  async function restart(): Promise<void> {
    if (closing) return;
    current = startOne({ ...input, fresh: false });
    try {
      await current.ready;
      watch();
    } catch (error) {
      log.error(`The database worker could not be started again: ${oneLine(error)}`);
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      await restart();
    }
  }

  function startOne(workerInput: WorkerInput) {
    rmSync(workerInput.socket, { force: true });
    return runWorker(file, workerInput, stuckAfterMs, log);
  }

  async function ready(): Promise<void> {
    await current.ready;
    // A crash closes the worker's socket a moment before it is reported here.
    if ((await current.ask()) === null && !closing) await ready();
  }

  return {
    ready,
    countSyncs: async () => (await current.ask()) ?? 0,
    kill: () => current.kill(),
    close: async () => {
      closing = true;
      await current.close();
    },
  };
}

function runWorker(file: string, input: WorkerInput, stuckAfterMs: number, log: FastifyBaseLogger) {
  const worker = new Worker(file, { workerData: input });
  const post = (message: ToWorker) => worker.postMessage(message);
  let lastSign = performance.now();
  let pings: NodeJS.Timeout | undefined;
  const asked: ((syncs: number | null) => void)[] = [];

  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  void ended.then(() => {
    clearInterval(pings);
    asked.splice(0).forEach((answer) => answer(null));
  });
  const ready = new Promise<void>((resolve, reject) => {
    const fail = (reason: string) => reject(new Error(reason));
    worker.on('message', (message: FromWorker) => {
      lastSign = performance.now();
      if (message.type === 'ready') {
        pings = setInterval(ping, Math.min(PING_MS, stuckAfterMs / 4)).unref();
        resolve();
      } else if (message.type === 'failed') {
        // Before it was ready, whoever started it is told.
        if (pings !== undefined) log.error(`The database worker failed: ${message.reason}`);
        fail(message.reason);
      } else asked.shift()?.(message.syncs);
    });
    worker.once('error', (error) => fail(oneLine(error)));
    worker.once('exit', () => fail('the database worker ended before it was ready'));
  });
  // The host may look at it only later, and a crash in between is no unhandled rejection.
  ready.catch(() => {});

  /** PGlite can neither cancel a query nor time one out: only the end of its thread stops a runaway. */
  function ping(): void {
    if (performance.now() - lastSign > stuckAfterMs) {
      log.error(`The database worker has not answered for ${Math.round(stuckAfterMs / 1000)} s and is ended.`);
      void worker.terminate();
    } else void ask();
  }

  /** The number of syncs so far, or null when the worker has ended. */
  function ask(): Promise<number | null> {
    return new Promise((resolve) => {
      asked.push(resolve);
      if (worker.threadId === -1) resolve(null);
      else post('ping');
    });
  }

  return {
    ready,
    ended,
    ask,
    kill: async () => {
      await worker.terminate();
    },
    close: async () => {
      post('close');
      await within(CLOSE_WITHIN_MS, ended, 'The database worker did not close in time and is ended.').catch(
        async (error: unknown) => {
          if (!(error instanceof TimeLimit)) throw error;
          log.warn(error.message);
          await worker.terminate();
        },
      );
    },
  };
}
