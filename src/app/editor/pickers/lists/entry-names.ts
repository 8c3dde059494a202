import { useCallback, useEffect, useSyncExternalStore } from 'react';
import type { DirectoryEntry, EntryType } from '#contract/directory-endpoints.ts';
import { lookupAll } from '../../../api/directory-lookup.ts';

/**
 * What the directory says of an id: an entry, null for one that is not on file, undefined while nobody knows (not asked yet, no
 * answer, or a directory that is empty and cannot tell).
 */
export type Known = DirectoryEntry | null | undefined;

/** Ids asked for within this time go over in one call. */
const GATHER_MS = 20;
/** Without an answer, ids are asked for again; what is not on file may be there later. */
const ASK_AGAIN_MS = 10_000;
const MISSING_MS = 60_000;

class Names {
  readonly #type: EntryType;
  readonly #known = new Map<number, DirectoryEntry | null>();
  /** When an id without an entry may be asked for again. */
  readonly #again = new Map<number, number>();
  readonly #listeners = new Set<() => void>();
  #waiting: number[] = [];
  /** Changes with every answer, so that whoever watches draws again. */
  #version = 0;

  constructor(type: EntryType) {
    this.#type = type;
  }

  readonly get = (id: number): Known => this.#known.get(id);
  readonly version = () => this.#version;
  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** Keeps what a search has found anyway. */
  readonly learn = (entries: readonly DirectoryEntry[]): void => {
    const news = entries.filter(({ id }) => !this.#known.get(id));
    for (const entry of news) this.#known.set(entry.id, entry);
    if (news.length > 0) this.#tell();
  };

  ask(ids: readonly number[]): void {
    const now = Date.now();
    const fresh = ids.filter((id) => !this.#known.get(id) && now >= (this.#again.get(id) ?? 0));
    if (fresh.length === 0) return;
    for (const id of fresh) this.#again.set(id, now + ASK_AGAIN_MS);
    if (this.#waiting.length === 0) setTimeout(() => void this.#send(), GATHER_MS);
    this.#waiting.push(...fresh);
  }

  async #send(): Promise<void> {
    const ids = this.#waiting;
    this.#waiting = [];
    try {
      const { results, empty } = await lookupAll({ types: [this.#type], by: 'id', keys: ids.map(String) });
      const again = Date.now() + MISSING_MS;
      for (const id of ids) this.#again.set(id, again);
      if (empty) return;
      let isNews = false;
      for (const [at, { matches }] of results.entries()) {
        const [id, entry] = [ids[at] ?? 0, matches[0] ?? null];
        isNews ||= entry !== null || this.#known.get(id) === undefined;
        this.#known.set(id, entry);
      }
      if (isNews) this.#tell();
    } catch {
      // Ids are shown without names until they are asked for again.
    }
  }

  #tell(): void {
    this.#version += 1;
    for (const listener of this.#listeners) listener();
  }
}

const stores = new Map<EntryType, Names>();

export function entryNamesOf(type: EntryType): Names {
  const store = stores.get(type) ?? new Names(type);
  stores.set(type, store);
  return store;
}

/** The names of these ids, which are all that is asked for: a list of thousands passes those in sight. */
export function useEntryNames(type: EntryType, ids: readonly number[]): (id: number) => Known {
  const store = entryNamesOf(type);
  const version = useSyncExternalStore(store.subscribe, store.version);
  const wanted = ids.join();
  useEffect(() => {
    if (wanted === '') return;
    const list = wanted.split(',').map(Number);
    store.ask(list);
    const timer = setInterval(() => document.hidden || store.ask(list), ASK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [store, wanted]);
  // A new function with every answer, so that what is drawn with it is drawn again.
  // oxlint-disable-next-line react/exhaustive-deps
  return useCallback((id) => store.get(id), [store, version]);
}
