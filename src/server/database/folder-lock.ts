import { createHash } from 'node:crypto';
import { realpathSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorCode, StartError } from '../environment/errors.ts';

export interface Lock {
  readonly release: () => Promise<void>;
}

/**
 * Locks a folder for one process. PGlite does not lock it, and two processes on one folder overwrite each other's rows
 * without an error. The kernel releases the lock when its process dies, even by SIGKILL.
 */
export async function lockFolder(folder: string, platform: NodeJS.Platform = process.platform): Promise<Lock> {
  const id = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 32);
  const inUse = new StartError(
    `The data folder ${folder} is in use by another process. Stop that one first, or set DATA_DIR to another folder.`,
  );
  // Abstract sockets and Windows pipes leave no file behind.
  if (platform === 'linux') return listen(`\0coupon-desk-${id}`, inUse);
  if (platform === 'win32') return listen(`\\\\.\\pipe\\coupon-desk-${id}`, inUse);
  const file = join(tmpdir(), `coupon-desk-${id}.lock`);
  // The file outlives a killed process, but only a running process accepts connections.
  if (await answers(file)) throw inUse;
  rmSync(file, { force: true });
  return listen(file, inUse);
}

async function listen(address: string, inUse: StartError): Promise<Lock> {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(errorCode(error) === 'EADDRINUSE' ? inUse : error));
    server.listen(address, resolve);
  });
  server.unref();
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
}

function answers(file: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(file);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
