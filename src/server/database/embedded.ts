import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import pg from 'pg';
import { oneLine, StartError } from '../environment/errors.ts';
import { within } from '../environment/time-limit.ts';
import type { ConnectOptions, EmbeddedConnection } from './connect.ts';
import { inspect, makeWritable } from './data-folder.ts';
import { lockFolder } from './folder-lock.ts';
import { inThisProcess } from './exclusively.ts';
import { reportConnectionErrors } from './connection-errors.ts';
import { closePool } from './close-pool.ts';
import { runMigrations } from './migrate.ts';
import { noticesInThisProcess } from './notices.ts';
import { isBusy, isSilence } from './outage.ts';
import { watchDiskSpace } from './disk-space.ts';
import { hostWorker, type WorkerHost } from './worker-host.ts';

const STUCK_AFTER_MS = 30_000;
const CHECKPOINT_MS = 60_000;
const VACUUM_MS = 3_600_000;

/** Opens PGlite in a folder. If a step fails, all earlier steps are undone. */
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
    // In a temporary folder, because the path of a socket is limited to 107 characters.
    const socketFolder = makeSocketFolder(folder);
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
    const notWritable = watchDiskSpace(folder);
    undo.push(scheduleMaintenance(pool, host, notWritable, log));
    return {
      kind: 'embedded',
      pool,
      exclusively: inThisProcess(),
      notices: noticesInThisProcess(),
      cancel: null,
      notWritable,
      close,
      countSyncs: host.countSyncs,
      killWorker: host.kill,
    };
  } catch (error) {
    await close();
    if (error instanceof StartError) throw error;
    throw new StartError(`The database in ${dataDir} cannot be opened (${oneLine(error)}).`);
  }
}

/**
 * A temporary folder, and removes those that killed processes left: the lock on the data folder shows that they have
 * ended.
 */
function makeSocketFolder(dataFolder: string): string {
  const { dev, ino } = statSync(dataFolder);
  const id = createHash('sha256')
    .update(`${dev} ${ino} ${realpathSync(dataFolder)}`)
    .digest('hex')
    .slice(0, 8);
  const prefix = `coupon-desk-${id}-`;
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix)))
    rmSync(join(tmpdir(), name), { recursive: true, force: true });
  return mkdtempSync(join(tmpdir(), prefix));
}

function openPool(address: pg.ClientConfig, host: WorkerHost, stuckAfterMs: number, log: FastifyBaseLogger): pg.Pool {
  /** A worker that answers pings may still not answer queries. Only a restart helps. */
  const killIfSilent = (error: unknown) => {
    if (!isSilence(error)) return;
    log.error(`The database has not answered for ${Math.round(stuckAfterMs / 1000)} s. Its worker is ended.`);
    void host.kill();
  };
  /** Queries that arrive while the worker starts again wait for it instead of failing. */
  class WaitingClient extends pg.Client {
    constructor(config?: pg.ClientConfig) {
      // Shorter than the pool's timeout, whose error does not say why the connection failed.
      super({ ...config, connectionTimeoutMillis: stuckAfterMs / 2 });
    }
    override connect(): Promise<this>;
    override connect(callback: (error: Error) => void): void;
    override connect(callback?: (error: Error) => void): Promise<this> | void {
      const notRunning = 'Connection terminated: the database worker does not run.';
      const connected = within(stuckAfterMs, host.ready(), notRunning).then(
        () =>
          super.connect().catch((error: unknown) => {
            killIfSilent(error);
            throw error;
          }),
        (cause: unknown) => {
          throw new Error(notRunning, { cause });
        },
      );
      if (callback === undefined) return connected.then(() => this);
      // On success pg calls back without an error, which its types do not allow.
      connected.then(() => (callback as () => void)(), callback);
    }
  }
  const pool = new pg.Pool({
    ...address,
    Client: WaitingClient,
    // All socket connections share one session, so a second connection would clash over prepared statements.
    max: 1,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: stuckAfterMs,
    query_timeout: stuckAfterMs,
  });
  pool.on('release', killIfSilent);
  reportConnectionErrors(pool, log);
  return pool;
}

/**
 * Runs checkpoints and vacuums, because PGlite has neither a checkpointer nor autovacuum. They go through the pool: a
 * statement from inside the worker could run in the middle of another transaction or query.
 */
function scheduleMaintenance(
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
      // After a failed checkpoint PGlite's responses no longer match the queries.
      await host.kill();
    }),
    every(VACUUM_MS, 'vacuum (analyze)', (reason) => log.warn(reason)),
  ];
  return () => timers.forEach((timer) => clearInterval(timer));
}
