import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Place } from '#catalogue/model/kinds.ts';
import { type KnownPlace, type PlaceIndex, placeKey } from '#domain/targets/place-coverage.ts';
import { knownType, namePlaces } from '../../../api/place-queries.ts';

/** Names that were looked up, kept as long as the control is on the page. Each place is asked for once. */
export interface PlaceNames {
  readonly subscribe: (listener: () => void) => () => void;
  /** Another function each time more is known. */
  readonly read: () => PlaceIndex;
  readonly learn: (entries: readonly KnownPlace[]) => void;
  readonly ask: (places: readonly Place[]) => void;
  /** Why the last names could not be looked up; null where they could. */
  readonly failure: () => string | null;
}

function createBook(): PlaceNames {
  const entries = new Map<string, KnownPlace | null>();
  const asked = new Set<string>();
  const listeners = new Set<() => void>();
  let failure: string | null = null;
  const reader = (): PlaceIndex => (place) => entries.get(placeKey(place));
  let book = reader();
  const tell = () => {
    book = reader();
    for (const listener of listeners) listener();
  };
  const learn = (more: readonly KnownPlace[]) => {
    const fresh = more.filter((entry) => !entries.get(placeKey(entry)));
    for (const entry of fresh) entries.set(placeKey(entry), entry);
    if (fresh.length > 0) tell();
  };

  async function fetch(places: readonly Place[]): Promise<void> {
    try {
      const { entries: found, unknown } = await namePlaces(places);
      failure = null;
      for (const place of unknown) entries.set(placeKey(place), null);
      for (const entry of found) entries.set(placeKey(entry), entry);
    } catch (error) {
      // Asked again with the next change; the ids are there all the same.
      failure = error instanceof Error ? error.message : 'No answer came.';
      for (const place of places) asked.delete(placeKey(place));
    }
    tell();
  }

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    read: () => book,
    learn,
    ask: (places) => {
      const missing = places.filter((place) => knownType(place) && !asked.has(placeKey(place)));
      for (const place of missing) asked.add(placeKey(place));
      if (missing.length > 0) void fetch(missing);
    },
    failure: () => failure,
  };
}

/** A book that knows, or will soon, what these places are and what they lie in. */
export function usePlaceNames(places: readonly Place[]): { readonly held: PlaceNames; readonly book: PlaceIndex } {
  const [held] = useState(createBook);
  const book = useSyncExternalStore(held.subscribe, held.read);
  useEffect(() => held.ask(places), [held, places]);
  return { held, book };
}
