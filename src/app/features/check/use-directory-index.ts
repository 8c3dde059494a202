import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { placeKey } from '#catalogue/model/kinds.ts';
import type { DirectoryEntry } from '#contract/directory-endpoints.ts';
import { ENTRY_TYPES, type EntryType, MAX_LOOKUP_KEYS } from '#contract/endpoint-constants.ts';
import { lookupAll } from '../../api/directory-lookup.ts';
import { request } from '../../api/request.ts';
import { retry } from '../../api/retry-policy.ts';

/** A place or a product. Its type may be one that the directory does not know. */
export interface Ref {
  readonly type: string;
  readonly id: number;
}
/** Looks up an entry of the directory: null if it does not exist, undefined if that is not known. */
export type DirectoryIndex = (ref: Ref) => DirectoryEntry | null | undefined;

const FRESH_MS = 5 * 60_000;
/** Types whose entries are in others, by which a rule can name them. */
const INSIDE: readonly EntryType[] = ['STORE', 'TILL', 'SKU', 'CATEGORY'];

type Entries = ReadonlyMap<string, DirectoryEntry | null>;

/** Looks entries up, with all that contain them. An empty directory knows nothing about an id. */
async function loadEntries(refs: readonly Ref[], signal: AbortSignal): Promise<Entries> {
  const found = new Map<string, DirectoryEntry | null>();
  const ofType = (type: EntryType) => refs.filter((ref) => ref.type === type).map(({ id }) => ({ type, id }));
  await Promise.all([
    ...ENTRY_TYPES.map(async (type) => {
      const listed = ofType(type);
      if (listed.length === 0) return;
      const keys = listed.map(({ id }) => String(id));
      const { results, empty } = await lookupAll({ types: [type], by: 'id', keys }, { signal });
      for (const [at, entry] of listed.entries())
        if (!empty) found.set(placeKey(entry), results[at]?.matches[0] ?? null);
    }),
    (async () => {
      const entries = INSIDE.flatMap(ofType);
      if (entries.length === 0) return;
      const body = { entries: entries.slice(0, MAX_LOOKUP_KEYS) };
      const { items } = await request('POST /api/directory/ancestors', { body, signal });
      for (const item of items) found.set(placeKey(item), item);
    })(),
  ]);
  return found;
}

const entriesQuery = (refs: readonly Ref[]) =>
  queryOptions({
    queryKey: ['directory', 'check', refs],
    queryFn: ({ signal }) => loadEntries(refs, signal),
    staleTime: FRESH_MS,
    retry,
  });

/** The directory, for what an attempt and a series name. */
export function useDirectoryIndex(refs: readonly Ref[]): DirectoryIndex {
  const { data } = useQuery({ ...entriesQuery(refs), enabled: refs.length > 0 });
  return useMemo(() => (wanted) => data?.get(placeKey(wanted)), [data]);
}
