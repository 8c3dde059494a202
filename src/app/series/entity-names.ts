import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { create, windowScheduler } from '@yornaath/batshit';
import { useMemo } from 'react';
import { placeKey } from '#catalogue/model/kinds.ts';
import type { DirectoryEntry, EntryRef } from '#contract/directory-endpoints.ts';
import { ENTRY_TYPES, type EntryType, MAX_LOOKUP_KEYS, PLACE_TYPES } from '#contract/endpoint-constants.ts';
import { lookupAll } from '../api/directory-lookup.ts';
import { request } from '../api/request.ts';

/**
 * The directory's entry of an id: null if the directory does not have the id, undefined if that is not known (not
 * loaded, load failed, or the directory has no entries of this type).
 */
export type NamedEntry = DirectoryEntry | null | undefined;
/** An entry of a series. Its type may be one that the directory does not know. */
interface Ref {
  readonly type: string;
  readonly id: number;
}
type Names = ReadonlyMap<string, NamedEntry>;

/** Ids requested within this time are sent as one request per type. */
const BATCH_MS = 20;
/** Delay before an id is loaded again: after a failure, and after the directory did not have it. */
const RETRY_MS = 10_000;
const RETRY_UNKNOWN_MS = 60_000;

async function lookUp(refs: readonly Ref[]): Promise<Names> {
  const names = new Map<string, NamedEntry>();
  await Promise.all(
    ENTRY_TYPES.map(async (type) => {
      const ids = refs.filter((ref) => ref.type === type).map(({ id }) => id);
      if (ids.length === 0) return;
      const { results, empty } = await lookupAll({ types: [type], by: 'id', keys: ids.map(String) });
      for (const [at, id] of ids.entries())
        names.set(placeKey({ type, id }), empty ? undefined : (results[at]?.matches[0] ?? null));
    }),
  );
  return names;
}

const batcher = create({
  fetcher: lookUp,
  // Wrapped, because the data of a query cannot be undefined.
  resolver: (names: Names, ref: EntryRef) => ({ entry: names.get(placeKey(ref)) }),
  scheduler: windowScheduler(BATCH_MS),
});

const entryQuery = (type: EntryType, id: number) =>
  queryOptions({
    queryKey: ['directory', 'entry', type, id],
    queryFn: () => batcher.fetch({ type, id }),
    staleTime: ({ state }) => (state.data?.entry ? Infinity : RETRY_UNKNOWN_MS),
    refetchInterval: ({ state }) => (state.status === 'error' ? RETRY_MS : !state.data?.entry && RETRY_UNKNOWN_MS),
    retry: false,
  });

/** Loads one entry. Use it in the visible rows of a long list only. */
export const useEntry = (type: EntryType, id: number): NamedEntry => useQuery(entryQuery(type, id)).data?.entry;

/** The directory has no entries of the type, so nothing is known about an id. */
export function useIsUnlisted(type: EntryType, id: number): boolean {
  const { data } = useQuery(entryQuery(type, id));
  return data !== undefined && data.entry === undefined;
}

/** Caches an entry that was loaded elsewhere, such as a search result. */
export const cacheEntry = (client: QueryClient, entry: DirectoryEntry): void =>
  void client.setQueryData(entryQuery(entry.type, entry.id).queryKey, { entry });

const LISTS = ['directory', 'list-names'];
/** A changed list copies what the list before it loaded, which is then of no more use. */
const LIST_GC_MS = 1000;
const LIST_FRESH_MS = 5 * 60_000;

const listQuery = (client: QueryClient, refs: readonly Ref[]) => {
  const queryKey = [...LISTS, refs.map(placeKey).join()];
  return queryOptions({
    queryKey,
    queryFn: async (): Promise<Names> => {
      const names = new Map(client.getQueryData<Names>(queryKey));
      const missing = refs.filter((ref) => !names.has(placeKey(ref)));
      const found = await lookUp(missing);
      for (const ancestor of await ancestorsOf(found)) names.set(placeKey(ancestor), ancestor);
      for (const [key, entry] of found) names.set(key, entry);
      return names;
    },
    // What other lists loaded. It stays if the load of the rest fails.
    initialData: () =>
      new Map(client.getQueriesData<Names>({ queryKey: LISTS }).flatMap(([, names]) => [...(names ?? [])])),
    initialDataUpdatedAt: 0,
    staleTime: LIST_FRESH_MS,
    gcTime: LIST_GC_MS,
    refetchInterval: ({ state }) => state.status === 'error' && RETRY_MS,
    retry: false,
  });
};

/** All ancestors of the places among these entries. */
async function ancestorsOf(names: Names): Promise<readonly DirectoryEntry[]> {
  const places = [...names.values()].flatMap((entry) =>
    entry && PLACE_TYPES.some((type) => type === entry.type) ? [{ type: entry.type, id: entry.id }] : [],
  );
  const ancestors: DirectoryEntry[] = [];
  for (let from = 0; from < places.length; from += MAX_LOOKUP_KEYS) {
    const entries = places.slice(from, from + MAX_LOOKUP_KEYS);
    const { items } = await request('POST /api/directory/ancestors', { body: { entries } });
    ancestors.push(...items);
  }
  return ancestors;
}

interface ListNames {
  /** A new function when more entries are known. */
  readonly nameOf: (ref: Ref) => NamedEntry;
  /** Why the last load failed; null if it did not. */
  readonly failure: string | null;
}

/**
 * Loads the entries of a whole list, and the ancestors of its places, to search in the list or to compare its entries.
 * One query for all of them: thousands of queries would be slow.
 */
export function useListNames(refs: readonly Ref[]): ListNames {
  const client = useQueryClient();
  const query = useMemo(() => listQuery(client, refs), [client, refs]);
  const { data: names, error } = useQuery(query);
  const nameOf = useMemo(() => (ref: Ref) => names.get(placeKey(ref)), [names]);
  return { nameOf, failure: error?.message ?? null };
}
