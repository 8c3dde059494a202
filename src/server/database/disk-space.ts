import { statfs } from 'node:fs/promises';
import { oneLine } from '../environment/errors.ts';

/** Enough for the WAL of running transactions, which grows in files of 16 MB. */
const NEEDED_BYTES = 64 * 1024 * 1024;
const CACHE_MS = 1_000;

/**
 * Returns a function that returns why the folder's disk is not writable, or null if it has space. Call it before a
 * write: if the WAL does not fit on the disk, PostgreSQL stops and cannot restart until there is space, so that even
 * reads fail.
 */
export function watchDiskSpace(folder: string): () => Promise<string | null> {
  let cached = { until: 0, reason: Promise.resolve<string | null>(null) };
  return () => {
    const now = performance.now();
    if (now > cached.until) cached = { until: now + CACHE_MS, reason: checkDisk(folder) };
    return cached.reason;
  };
}

async function checkDisk(folder: string): Promise<string | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    const free = bavail * bsize;
    if (free >= NEEDED_BYTES) return null;
    return `The disk of the data folder is full (${Math.floor(free / 1024 / 1024)} MB left), so nothing was saved. Saving works again once there is space.`;
  } catch (error) {
    return `The data folder cannot be reached (${oneLine(error)}), so nothing was saved.`;
  }
}
