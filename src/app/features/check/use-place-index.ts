import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type Place, placeKey } from '#catalogue/model/kinds.ts';
import type { DirectoryEntry } from '#contract/directory-endpoints.ts';
import { MAX_LOOKUP_KEYS, PLACE_TYPES } from '#contract/endpoint-constants.ts';
import type { PlaceIndex } from '#domain/targets/place-coverage.ts';
import { lookupAll } from '../../api/directory-lookup.ts';
import { request } from '../../api/request.ts';
import { retry } from '../../api/retry-policy.ts';

const FRESH_MS = 5 * 60_000;

type Entries = ReadonlyMap<string, DirectoryEntry | null>;

/** Looks places up, with all that contain the stores and tills. An empty directory knows nothing about an id. */
async function loadPlaces(refs: readonly Place[], signal: AbortSignal): Promise<Entries> {
  const found = new Map<string, DirectoryEntry | null>();
  const types = PLACE_TYPES.filter((type) => refs.some((ref) => ref.type === type));
  await Promise.all([
    ...types.map(async (type) => {
      const ids = refs.filter((ref) => ref.type === type).map(({ id }) => id);
      const { results, empty } = await lookupAll({ types: [type], by: 'id', keys: ids.map(String) }, { signal });
      for (const [at, id] of ids.entries())
        if (!empty) found.set(placeKey({ type, id }), results[at]?.matches[0] ?? null);
    }),
    (async () => {
      const entries = refs.flatMap(({ type, id }) =>
        type === 'STORE' || type === 'TILL' ? [{ type, id } as const] : [],
      );
      if (entries.length === 0) return;
      const body = { entries: entries.slice(0, MAX_LOOKUP_KEYS) };
      const { items } = await request('POST /api/directory/ancestors', { body, signal });
      for (const item of items) found.set(placeKey(item), item);
    })(),
  ]);
  return found;
}

const placesQuery = (refs: readonly Place[]) =>
  queryOptions({
    queryKey: ['directory', 'check', refs],
    queryFn: ({ signal }) => loadPlaces(refs, signal),
    staleTime: FRESH_MS,
    retry,
  });

/** The directory, for the place of an attempt and the places of a series. */
export function usePlaceIndex(named: readonly Place[], place: Place | null): PlaceIndex {
  const refs = useMemo(() => (place === null ? named : [place, ...named]), [named, place]);
  const { data } = useQuery({ ...placesQuery(refs), enabled: refs.length > 0 });
  return useMemo(() => (wanted) => data?.get(placeKey(wanted)), [data]);
}
