import { useCallback, useEffect, useSyncExternalStore } from 'react';
import type { DirectoryEntry } from '#contract/directory-endpoints.ts';
import type { EntryType } from '#contract/endpoint-constants.ts';
import { lookupAll } from '../../../api/directory-lookup.ts';

/**
 * The cached entry of an id: null if the directory does not have the id, undefined if it is not known (not loaded, load
 * failed, or the directory is empty).
 */
export type CachedEntry = DirectoryEntry | null | undefined;

/** Ids requested within this time are sent as one batch. */
const BATCH_MS = 20;
/** Delay before an id is loaded again: after a failure, and after the directory did not have it. */
const RETRY_MS = 10_000;
const RETRY_UNKNOWN_MS = 60_000;

class EntryNameCache {
  readonly #type: EntryType;
  readonly #entries = new Map<number, DirectoryEntry | null>();
  /** When an id without an entry may be loaded again, epoch ms. */
  readonly #retryAt = new Map<number, number>();
  readonly #listeners = new Set<() => void>();
  #queue: number[] = [];
  /** Changes with every update, so that subscribers render again. */
  #version = 0;

  constructor(type: EntryType) {
    this.#type = type;
  }

  readonly get = (id: number): CachedEntry => this.#entries.get(id);
  readonly version = () => this.#version;
  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** Adds entries that were loaded elsewhere, for example by a search. */
  readonly add = (entries: readonly DirectoryEntry[]): void => {
    const missing = entries.filter(({ id }) => !this.#entries.get(id));
    for (const entry of missing) this.#entries.set(entry.id, entry);
    if (missing.length > 0) this.#emit();
  };

  /** Loads ids that are not cached, unless they were tried recently. */
  load(ids: readonly number[]): void {
    const now = Date.now();
    const missing = ids.filter((id) => !this.#entries.get(id) && now >= (this.#retryAt.get(id) ?? 0));
    if (missing.length === 0) return;
    for (const id of missing) this.#retryAt.set(id, now + RETRY_MS);
    if (this.#queue.length === 0) setTimeout(() => void this.#send(), BATCH_MS);
    this.#queue.push(...missing);
  }

  async #send(): Promise<void> {
    const ids = this.#queue;
    this.#queue = [];
    try {
      const { results, empty } = await lookupAll({ types: [this.#type], by: 'id', keys: ids.map(String) });
      const retryAt = Date.now() + RETRY_UNKNOWN_MS;
      for (const id of ids) this.#retryAt.set(id, retryAt);
      if (empty) return;
      let hasChanged = false;
      for (const [at, { matches }] of results.entries()) {
        const [id, entry] = [ids[at] ?? 0, matches[0] ?? null];
        hasChanged ||= entry !== null || this.#entries.get(id) === undefined;
        this.#entries.set(id, entry);
      }
      if (hasChanged) this.#emit();
    } catch {
      // Ids are shown without names until the next try.
    }
  }

  #emit(): void {
    this.#version += 1;
    for (const listener of this.#listeners) listener();
  }
}

const caches = new Map<EntryType, EntryNameCache>();

export function entryNameCache(type: EntryType): EntryNameCache {
  const cache = caches.get(type) ?? new EntryNameCache(type);
  caches.set(type, cache);
  return cache;
}

/** Loads the names of these ids. Pass only the visible ids of a long list. */
export function useEntryNames(type: EntryType, ids: readonly number[]): (id: number) => CachedEntry {
  const cache = entryNameCache(type);
  const version = useSyncExternalStore(cache.subscribe, cache.version);
  const joinedIds = ids.join();
  useEffect(() => {
    if (joinedIds === '') return;
    const list = joinedIds.split(',').map(Number);
    cache.load(list);
    const timer = setInterval(() => document.hidden || cache.load(list), RETRY_MS);
    return () => clearInterval(timer);
  }, [cache, joinedIds]);
  // A new function with every version, so that components that use it render again.
  // oxlint-disable-next-line react/exhaustive-deps
  return useCallback((id) => cache.get(id), [cache, version]);
}
