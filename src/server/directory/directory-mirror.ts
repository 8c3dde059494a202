import type { FastifyBaseLogger } from 'fastify';
import type { NamesState } from '#contract/server-endpoints.ts';
import type { DirectoryEntry } from '#contract/directory-endpoints.ts';
import { type EntryType, PLACE_TYPES } from '#contract/endpoint-constants.ts';
import type { Database } from '../database/connect.ts';
import { replaceEntries } from './directory-replace.ts';
import { groupBy } from '#values/group-by.ts';
import { oneLine } from '../environment/errors.ts';
import type { UpstreamClient } from '../upstream/upstream-client.ts';
import { goodEntries, readGoods, readPlaces } from './mirror-answers.ts';
import { readPages } from './mirror-pages.ts';

/** Largest page of the API. */
const PAGE = 500;

/**
 * Types that the API can list, small ones first. It does not list products; of attributes it lists the names, but a
 * series names values. Neither is mirrored, and the directory reports these types as empty.
 */
export const MIRRORED = ['CATEGORY', 'BRAND', ...PLACE_TYPES] as const satisfies readonly EntryType[];
type Mirrored = (typeof MIRRORED)[number];

export interface UpstreamDirectory {
  /** Reads these types in sequence. Returns the types that failed; they keep their old names. */
  refresh(types: readonly Mirrored[], signal: AbortSignal): Promise<readonly Mirrored[]>;
  state(): NamesState;
}

interface Options {
  readonly log: FastifyBaseLogger;
  /** Returns why the database is not writable now, or null if it is. */
  readonly notWritable: () => Promise<string | null>;
}

/** Copies the names of the API's places, categories and brands into our directory. */
export function upstreamDirectory(
  db: Database,
  client: UpstreamClient,
  { log, notWritable }: Options,
): UpstreamDirectory {
  async function throwIfStopped(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const reason = await notWritable();
    if (reason !== null) throw new Error(reason);
  }

  async function mirror(type: Mirrored, signal: AbortSignal): Promise<void> {
    const entries = await entriesOf(client, type, signal);
    // Everything is read before the first write, so that a broken response leaves the old names unchanged.
    await replaceEntries(db, type, entries, 'upstream', () => throwIfStopped(signal));
  }

  let state: NamesState = { asOf: null, failed: [] };
  return {
    state: () => state,
    async refresh(types, signal) {
      const asOf = new Date().toISOString();
      const failed: { type: Mirrored; reason: string }[] = [];
      for (const type of types) {
        if (signal.aborted) break;
        await mirror(type, signal).catch((error: unknown) => failed.push({ type, reason: oneLine(error) }));
      }
      if (failed.length > 0 && !signal.aborted) {
        const parts = [...groupBy(failed, ({ reason }) => reason)].map(
          ([reason, failures]) => `${failures.map(({ type }) => type).join(', ')}: ${reason}`,
        );
        log.warn(`Some names were not refreshed and keep their old values. ${parts.join(' ')}`);
      }
      const failedTypes = failed.map(({ type }) => type);
      const isWhole = failed.length === 0 && types.length === MIRRORED.length && !signal.aborted;
      state = { asOf: isWhole ? asOf : state.asOf, failed: failedTypes };
      return failedTypes;
    },
  };
}

async function entriesOf(
  client: UpstreamClient,
  type: Mirrored,
  signal: AbortSignal,
): Promise<readonly DirectoryEntry[]> {
  if (type === 'CATEGORY' || type === 'BRAND') {
    const collection = type === 'CATEGORY' ? 'categories' : 'brands';
    const goods = await readPages(async (offset) => {
      const query = `format=json&include_id=true&limit=${PAGE}&offset=${offset}`;
      return readGoods(await client.readOlder(`/v1.1/product/${collection}?${query}`, signal), collection);
    });
    return goodEntries(type, goods);
  }
  return readPages(async (start) => {
    const query = `format=json&type=${type}&include_parent=true&limit=${PAGE}&start_id=${start}`;
    return readPlaces(await client.readOlder(`/v1.1/organization/entities?${query}`, signal), type);
  });
}
