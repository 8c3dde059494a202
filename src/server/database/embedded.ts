import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import pg from 'pg';
import { oneLine, StartError } from '../start-error.ts';
import { within } from '../time-limit.ts';
import type { ConnectOptions, EmbeddedConnection } from './connect.ts';
import { inspect, makeWritable } from './data-folder.ts';
import { lockFolder } from './lock.ts';
import { reportLosses } from './losses.ts';
import { closePool } from './close-pool.ts';
import { runMigrations } from './migrate.ts';
import { isBusy, isSilence } from './outage.ts';
import { watchRoom } from './room.ts';
import { hostWorker, type WorkerHost } from './worker-host.ts';

const STUCK_AFTER_MS = 30_000;
const CHECKPOINT_MS = 60_000;
const VACUUM_MS = 3_600_000;

/** Opens PGlite in a folder. Whatever was taken on the way is given back when a later step fails. */
export async function openEmbedded(options: ConnectOptions): Promise<EmbeddedConnection> {
  const { dataDir, files, log, stuckAfterMs = STUCK_AFTER_MS } = options;
  const undo: (() => Promise<void> | void)[] = [];
  const close = async () => {
    for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
  };
  try {
    const folder = makeWritable(dataDir);
    const lock = await lockFolder(folder);
    undo.push(lock.release);
    const { database, fresh, markMade } = inspect(folder);
    // Beside the data it could be too long: a socket's path ends at 107 characters.
    const socketFolder = mkdtempSync(join(tmpdir(), 'coupon-desk-'));
    undo.push(() => rmSync(socketFolder, { recursive: true, force: true }));

    const host = await hostWorker(
      files.worker,
      { folder: database, socket: join(socketFolder, '.s.PGSQL.5432'), fresh },
      stuckAfterMs,
      log,
    );
    undo.push(host.close);
    markMade();

    const address = { host: socketFolder, port: 5432, user: 'postgres', database: 'postgres' };
    await runMigrations(address, files.migrations);
    const pool = openPool(address, host, stuckAfterMs, log);
    undo.push(() => closePool(pool, log));
    const notWritable = watchRoom(folder);
    undo.push(keepTidy(pool, host, notWritable, log));
    return { kind: 'embedded', pool, notWritable, close, countSyncs: host.countSyncs, killWorker: host.kill };
  } catch (error) {
    await close();
    if (error instanceof StartError) throw error;
    throw new StartError(`The database in ${dataDir} cannot be opened (${oneLine(error)}).`);
  }
}

function openPool(address: pg.ClientConfig, host: WorkerHost, stuckAfterMs: number, log: FastifyBaseLogger): pg.Pool {
  /** A worker that answers pings may still not answer queries: its end is what brings them back. */
  const endIfSilent = (error: unknown) => {
    if (!isSilence(error)) return;
    log.error(`The database has not answered for ${Math.round(stuckAfterMs / 1000)} s. Its worker is ended.`);
    void host.kill();
  };
  /** Queries that arrive while the worker starts again wait for it instead of failing. */
  class PatientClient extends pg.Client {
    constructor(config?: pg.ClientConfig) {
      // Earlier than the pool gives up, whose error does not say what was waited for.
      super({ ...config, connectionTimeoutMillis: stuckAfterMs / 2 });
    }
    override connect(): Promise<this>;
    override connect(callback: (error: Error) => void): void;
    override connect(callback?: (error: Error) => void): Promise<this> | void {
      const notRunning = 'Connection terminated: the database worker does not run.';
      const connected = within(stuckAfterMs, host.ready(), notRunning).then(
        () =>
          super.connect().catch((error: unknown) => {
            endIfSilent(error);
            throw error;
          }),
        (cause: unknown) => {
          throw new Error(notRunning, { cause });
        },
      );
      if (callback === undefined) return connected.then(() => this);
      // The types have no place for success, which pg reports by calling without an error.
      connected.then(() => (callback as () => void)(), callback);
    }
  }
  const pool = new pg.Pool({
    ...address,
    Client: PatientClient,
    // The socket server shares one session among all: with a second connection prepared statements clash.
    max: 1,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: stuckAfterMs,
    query_timeout: stuckAfterMs,
  });
  pool.on('release', endIfSilent);
  reportLosses(pool, log);
  return pool;
}

/**
 * PGlite has neither a checkpointer nor autovacuum. Through the pool, because a statement that comes from inside the
 * worker could fall into somebody's transaction, or between the parts of somebody's query.
 */
function keepTidy(
  pool: pg.Pool,
  host: WorkerHost,
  notWritable: () => Promise<string | null>,
  log: FastifyBaseLogger,
): () => void {
  const every = (ms: number, statement: string, failed: (reason: string) => Promise<void> | void) =>
    setInterval(() => {
      void notWritable()
        .then((reason) => (reason === null ? pool.query(statement) : null))
        .catch((error: unknown) => (isBusy(error) ? undefined : failed(`${statement} failed: ${oneLine(error)}`)));
    }, ms).unref();
  const timers = [
    every(CHECKPOINT_MS, 'checkpoint', async (reason) => {
      log.error(`${reason}. The database is started again.`);
      // What PGlite answers after that is no longer the answer to what was asked.
      await host.kill();
    }),
    every(VACUUM_MS, 'vacuum (analyze)', (reason) => log.warn(reason)),
  ];
  return () => timers.forEach((timer) => clearInterval(timer));
}
