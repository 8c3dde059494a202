import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Place } from '#catalogue/model/kinds.ts';
import { type KnownPlace, type PlaceIndex, placeKey } from '#domain/targets/place-coverage.ts';
import { knownType, namePlaces } from '../../../api/place-queries.ts';

/**
 * A cache of place names, one per mounted control. Each place is loaded once; failed ones are retried on the next
 * change.
 */
export interface PlaceNameCache {
  readonly subscribe: (listener: () => void) => () => void;
  /** A new function after each change of the cache. */
  readonly getIndex: () => PlaceIndex;
  readonly add: (entries: readonly KnownPlace[]) => void;
  readonly load: (places: readonly Place[]) => void;
  /** Why the last load failed; null if it did not. */
  readonly failure: () => string | null;
}

function createCache(): PlaceNameCache {
  const entries = new Map<string, KnownPlace | null>();
  const requested = new Set<string>();
  const listeners = new Set<() => void>();
  let failure: string | null = null;
  const createIndex = (): PlaceIndex => (place) => entries.get(placeKey(place));
  let index = createIndex();
  const emit = () => {
    index = createIndex();
    for (const listener of listeners) listener();
  };
  const add = (more: readonly KnownPlace[]) => {
    const missing = more.filter((entry) => !entries.get(placeKey(entry)));
    for (const entry of missing) entries.set(placeKey(entry), entry);
    if (missing.length > 0) emit();
  };

  async function loadNames(places: readonly Place[]): Promise<void> {
    try {
      const { entries: found, unknown } = await namePlaces(places);
      failure = null;
      for (const place of unknown) entries.set(placeKey(place), null);
      for (const entry of found) entries.set(placeKey(entry), entry);
    } catch (error) {
      // Retried with the next change. Until then the control shows ids.
      failure = error instanceof Error ? error.message : 'The server did not answer.';
      for (const place of places) requested.delete(placeKey(place));
    }
    emit();
  }

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getIndex: () => index,
    add,
    load: (places) => {
      const missing = places.filter((place) => knownType(place) && !requested.has(placeKey(place)));
      for (const place of missing) requested.add(placeKey(place));
      if (missing.length > 0) void loadNames(missing);
    },
    failure: () => failure,
  };
}

/** Loads the names of these places and of their ancestors into a cache. */
export function usePlaceNames(places: readonly Place[]): {
  readonly nameCache: PlaceNameCache;
  readonly placeIndex: PlaceIndex;
} {
  const [nameCache] = useState(createCache);
  const placeIndex = useSyncExternalStore(nameCache.subscribe, nameCache.getIndex);
  useEffect(() => nameCache.load(places), [nameCache, places]);
  return { nameCache, placeIndex };
}
