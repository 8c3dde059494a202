import { statfs } from 'node:fs/promises';
import { oneLine } from '../environment/start-error.ts';

/** Enough for the log of what is under way: it grows by files of 16 MB. */
const NEEDED_BYTES = 64 * 1024 * 1024;
const KNOWN_FOR_MS = 1_000;

/**
 * Tells why nothing may be written to a folder's disk; null while there is room. To be asked before a write: when its log finds
 * no room PostgreSQL ends at once, and starts again only when there is some, so that nothing could even be read until then.
 */
export function watchDiskSpace(folder: string): () => Promise<string | null> {
  let known = { until: 0, reason: Promise.resolve<string | null>(null) };
  return () => {
    const now = performance.now();
    if (now > known.until) known = { until: now + KNOWN_FOR_MS, reason: reasonNow(folder) };
    return known.reason;
  };
}

async function reasonNow(folder: string): Promise<string | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    const free = bavail * bsize;
    if (free >= NEEDED_BYTES) return null;
    return `The disk of the data folder is full (${Math.floor(free / 1024 / 1024)} MB left), so nothing was saved. Saving goes on by itself when there is room again.`;
  } catch (error) {
    return `The data folder cannot be reached (${oneLine(error)}), so nothing was saved.`;
  }
}
