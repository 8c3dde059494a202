import { rmSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { FastifyBaseLogger } from 'fastify';
import { oneLine } from '../environment/errors.ts';
import { TimeLimit, within } from '../environment/time-limit.ts';
import type { FromWorker, ToWorker, WorkerInput } from './worker-messages.ts';

const PING_MS = 5_000;
const RETRY_MS = 1_000;
const CLOSE_WITHIN_MS = 2_000;

export interface WorkerHost {
  /** Resolves when the current worker accepts queries; after a crash, the next worker. */
  readonly ready: () => Promise<void>;
  /** Number of fsync calls of the current worker. */
  readonly countSyncs: () => Promise<number>;
  /** Terminates the worker like a crash. It restarts automatically. */
  readonly kill: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Runs one database worker: restarts it when it dies, and terminates it when it no longer answers pings. */
export async function hostWorker(
  file: string,
  input: WorkerInput,
  stuckAfterMs: number,
  log: FastifyBaseLogger,
): Promise<WorkerHost> {
  let closing = false;
  let current = startWorker(input);
  await current.ready;
  watch();

  function watch(): void {
    void current.ended.then(async () => {
      if (closing) return;
      log.error('The database worker ended unexpectedly. Restarting it.');
      await restart();
    });
  }

  async function restart(): Promise<void> {
    if (closing) return;
    current = startWorker({ ...input, fresh: false });
    try {
      await current.ready;
      watch();
    } catch (error) {
      log.error(`The database worker could not be restarted: ${oneLine(error)}`);
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      await restart();
    }
  }

  function startWorker(workerInput: WorkerInput) {
    rmSync(workerInput.socket, { force: true });
    return runWorker(file, workerInput, stuckAfterMs, log);
  }

  async function ready(): Promise<void> {
    await current.ready;
    // A crash closes the socket shortly before its exit event, so verify with a ping.
    if ((await current.sendPing()) === null && !closing) await ready();
  }

  return {
    ready,
    countSyncs: async () => (await current.sendPing()) ?? 0,
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
  let lastMessageAt = performance.now();
  let pings: NodeJS.Timeout | undefined;
  const pendingPings: ((syncs: number | null) => void)[] = [];

  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  void ended.then(() => {
    clearInterval(pings);
    pendingPings.splice(0).forEach((answer) => answer(null));
  });
  const ready = new Promise<void>((resolve, reject) => {
    const fail = (reason: string) => reject(new Error(reason));
    worker.on('message', (message: FromWorker) => {
      lastMessageAt = performance.now();
      if (message.type === 'ready') {
        pings = setInterval(ping, Math.min(PING_MS, stuckAfterMs / 4)).unref();
        resolve();
      } else if (message.type === 'failed') {
        // A failure before it is ready rejects `ready` and needs no log line.
        if (pings !== undefined) log.error(`The database worker failed: ${message.reason}`);
        fail(message.reason);
      } else pendingPings.shift()?.(message.syncs);
    });
    worker.once('error', (error) => fail(oneLine(error)));
    worker.once('exit', () => fail('the database worker ended before it was ready'));
  });
  // Mark as handled: the host may await `ready` only after the worker has crashed.
  ready.catch(() => {});

  /** Terminates a stuck worker, because PGlite can neither cancel nor time out a query. */
  function ping(): void {
    if (performance.now() - lastMessageAt > stuckAfterMs) {
      log.error(`The database worker has not answered for ${Math.round(stuckAfterMs / 1000)} s. Terminating it.`);
      void worker.terminate();
    } else void sendPing();
  }

  /** Sends a ping. Resolves with the number of fsync calls so far, or null if the worker has ended. */
  function sendPing(): Promise<number | null> {
    return new Promise((resolve) => {
      pendingPings.push(resolve);
      if (worker.threadId === -1) resolve(null);
      else post('ping');
    });
  }

  return {
    ready,
    ended,
    sendPing,
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
