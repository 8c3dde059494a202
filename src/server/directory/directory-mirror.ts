import type { FastifyBaseLogger } from 'fastify';
import { type DirectoryEntry, type EntryType, PLACE_TYPES } from '#contract/directory-endpoints.ts';
import type { Database } from '../database/connect.ts';
import { replaceEntries } from './directory-replace.ts';
import { groupBy } from '#values/group-by.ts';
import { oneLine } from '../environment/start-error.ts';
import type { UpstreamClient } from '../upstream/upstream-client.ts';
import { goodEntries, readGoods, readPlaces } from './mirror-answers.ts';
import { readPages } from './mirror-pages.ts';

/** As many as the API answers at once. */
const PAGE = 500;

/**
 * What the API can list, the few before the many. It lists no products; of attributes it lists the names and not the values, which
 * are what a series names: neither is mirrored, and the directory answers that it is empty of them.
 */
export const MIRRORED = ['CATEGORY', 'BRAND', ...PLACE_TYPES] as const satisfies readonly EntryType[];
type Mirrored = (typeof MIRRORED)[number];

export interface UpstreamDirectory {
  /** Reads these types anew, one after the other, and answers those that could not be read: they keep the names they had. */
  refresh(types: readonly Mirrored[], signal: AbortSignal): Promise<readonly Mirrored[]>;
}

interface Options {
  readonly log: FastifyBaseLogger;
  /** Why nothing can be written just now; null when it can. */
  readonly notWritable: () => Promise<string | null>;
}

/** The names of the API's places, categories and brands, copied into our directory. */
export function upstreamDirectory(
  db: Database,
  client: UpstreamClient,
  { log, notWritable }: Options,
): UpstreamDirectory {
  async function mayGoOn(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const reason = await notWritable();
    if (reason !== null) throw new Error(reason);
  }

  async function mirror(type: Mirrored, signal: AbortSignal): Promise<void> {
    const entries = await entriesOf(client, type, signal);
    // All were read before the first is written, so that an answer that breaks off leaves the old names as they were.
    await replaceEntries(db, type, entries, 'upstream', () => mayGoOn(signal));
  }

  return {
    async refresh(types, signal) {
      const failed: { type: Mirrored; reason: string }[] = [];
      for (const type of types) {
        if (signal.aborted) break;
        await mirror(type, signal).catch((error: unknown) => failed.push({ type, reason: oneLine(error) }));
      }
      if (failed.length > 0 && !signal.aborted) {
        const parts = [...groupBy(failed, ({ reason }) => reason)].map(
          ([reason, some]) => `${some.map(({ type }) => type).join(', ')}: ${reason}`,
        );
        log.warn(`Names were not refreshed, the old ones stay. ${parts.join(' ')}`);
      }
      return failed.map(({ type }) => type);
    },
  };
}

async function entriesOf(
  client: UpstreamClient,
  type: Mirrored,
  signal: AbortSignal,
): Promise<readonly DirectoryEntry[]> {
  if (type === 'CATEGORY' || type === 'BRAND') {
    const many = type === 'CATEGORY' ? 'categories' : 'brands';
    const goods = await readPages(async (offset) => {
      const query = `format=json&include_id=true&limit=${PAGE}&offset=${offset}`;
      return readGoods(await client.readOlder(`/v1.1/product/${many}?${query}`, signal), many);
    });
    return goodEntries(type, goods);
  }
  return readPages(async (start) => {
    const query = `format=json&type=${type}&include_parent=true&limit=${PAGE}&start_id=${start}`;
    return readPlaces(await client.readOlder(`/v1.1/organization/entities?${query}`, signal), type);
  });
}
