import { fsyncSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { oneLine } from '../environment/errors.ts';
import { bufferMb } from './buffer-size.ts';
import { syncFolder } from './sync-folder.ts';
import type { FromWorker, ToWorker, WorkerInput } from './worker-messages.ts';

// Runs in a worker thread, because PGlite blocks its thread during a query.
const input = workerData as WorkerInput;
const port = parentPort;
if (port === null) throw new Error('pglite-worker.ts runs as a worker thread only');
const post = (message: FromWorker) => port.postMessage(message);

let syncs = 0;

function fail(error: unknown): never {
  post({ type: 'failed', reason: oneLine(error) });
  process.exit(1);
}

/**
 * Adds fsync. PGlite starts PostgreSQL with -F, and emscripten's file system has no fsync, so a power cut would lose
 * acknowledged commits.
 */
class DurableNodeFS extends NodeFS {
  override async init(...args: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const result = await super.init(...args);
    const preRun = result.emscriptenOpts.preRun ?? [];
    result.emscriptenOpts.preRun = [...(Array.isArray(preRun) ? preRun : [preRun]), addFsync];
    return result;
  }
}

/** The part of emscripten's module that is missing in PGlite's types. */
interface NodeFiles {
  readonly FS: { readonly filesystems: { readonly NODEFS: { readonly stream_ops: { fsync?: Fsync } } } };
}
type Fsync = (stream: { readonly nfd: number }) => number;

function addFsync(module: unknown): void {
  (module as NodeFiles).FS.filesystems.NODEFS.stream_ops.fsync = (stream) => {
    try {
      fsyncSync(stream.nfd);
    } catch (error) {
      // After a failed fsync the state of the disk is unknown. A restart recovers from the WAL.
      fail(error);
    }
    syncs += 1;
    return 0;
  };
}

async function start() {
  const db = await PGlite.create({
    fs: new DurableNodeFS(input.folder),
    extensions: { pg_trgm },
    startParams: [
      ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
      ...[
        'fsync=on',
        'wal_sync_method=fsync',
        'max_wal_size=128MB',
        'min_wal_size=32MB',
        `shared_buffers=${bufferMb(input.folder)}MB`,
      ].flatMap((setting) => ['-c', setting]),
    ],
  });
  // PGlite copies the files of a new database without fsync.
  if (input.fresh) syncFolder(input.folder);
  await db.exec('checkpoint');
  if (syncs === 0) throw new Error('a checkpoint made no fsync call');

  const run = db.execProtocolRawStream.bind(db);
  // SQL errors are part of the protocol. An exception here means that the engine failed, and the socket server would
  // hang.
  db.execProtocolRawStream = (...args) => run(...args).catch(fail);
  const server = new PGLiteSocketServer({ db, path: input.socket, maxConnections: 8 });
  await server.start();
  return { db, server };
}

const running = start();
running.then(() => post({ type: 'ready' }), fail);

port.on('message', (message: ToWorker) => {
  if (message === 'ping') post({ type: 'alive', syncs });
  if (message === 'close') close().then(() => process.exit(0), fail);
});

async function close(): Promise<void> {
  const { db, server } = await running;
  await server.stop();
  await db.close();
}
