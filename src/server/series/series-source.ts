import type { JsonObject } from '#values/json.ts';
import type { MirrorState } from '#contract/server-endpoints.ts';
import type { ListSort } from '#contract/endpoint-constants.ts';
import type { SQL } from 'drizzle-orm';
import type { ListTab } from '#contract/list-filters.ts';
import type { RestoredVersion } from '#contract/history-endpoints.ts';
import type { Save, SeriesPage, TabCounts } from '#contract/series-endpoints.ts';

export interface StoredSeries {
  /** As a GET returns it. */
  readonly wire: JsonObject;
  /** Fingerprint of what a PUT can change. */
  readonly revision: string;
}

/** Which series. The status and what follows from it hold at `now`, epoch ms. */
export interface SeriesFilter {
  /** Part of the name, the id or any code; empty for all. */
  readonly q: string;
  readonly tab?: ListTab | undefined;
  /** What the filters ask of the facts; undefined without filters. */
  readonly where?: SQL | undefined;
  readonly now: number;
}

export interface ListQuery extends SeriesFilter {
  readonly sort: ListSort;
  readonly limit: number;
  readonly cursor: string | null;
}

export interface SavedSeries extends StoredSeries {
  /** The API's own warnings, unchanged, in any of its shapes. */
  readonly warnings: readonly unknown[];
}

/** Codes that must be unique in an organisation; the common code only among series that use one. */
export type UniqueField = 'seriesCode' | 'genericCode';

export interface Author {
  readonly actor: string;
  readonly origin: 'app' | 'api';
}

/** What a save intends, before it is written. */
interface Intent {
  readonly seriesId: number;
  /** Epoch ms. */
  readonly at: number;
  readonly author: Author;
  /** Why the author makes the change; null without a reason. */
  readonly changeReason: string | null;
  /** The version whose values the save brings back. */
  readonly restored?: RestoredVersion | null;
  readonly before: JsonObject;
  readonly requested: JsonObject;
}

export interface Outcome {
  readonly state: 'saved' | 'refused' | 'unknown';
  readonly after: JsonObject | null;
  readonly warnings: readonly unknown[];
  readonly reason: string | null;
}

export interface ConflictingSaves {
  readonly seriesId: number;
  /** The id of the caller. */
  readonly actor: string;
  /** The revisions that the caller knows. */
  readonly since: readonly string[];
  /** The revision that is stored. */
  readonly current: string;
}

export interface Journal {
  /** Records an intent and returns the id of its entry. */
  begin(intent: Intent): Promise<string>;
  complete(entryId: string, outcome: Outcome): Promise<void>;
  /** Returns the saves that changed a series, oldest first; null if it was also changed in another way. */
  savesSince(conflict: ConflictingSaves): Promise<Save[] | null>;
}

/** What a write did, and what to answer: the saved series, or an error to throw. */
export type WriteResult = { readonly outcome: Outcome } & (
  { readonly saved: SavedSeries } | { readonly failure: unknown }
);

/** One series while no other save of it can run. */
interface SeriesEdit {
  readonly current: StoredSeries;
  readonly journal: Journal;
  /** The new codes of `next` that another series already has. They cannot be taken until the edit ends. */
  codesTaken(next: JsonObject): Promise<ReadonlySet<UniqueField>>;
  /** Writes once. `next` is what a PUT of `body` stores, by `simulatePut`; `at`: the time of the save, epoch ms. */
  write(body: JsonObject, next: JsonObject, at: number): Promise<WriteResult>;
}

export interface ListedPage {
  readonly items: readonly JsonObject[];
  readonly attention: SeriesPage['attention'];
  readonly next: string | null;
}

/** Stores series. `updateSeries` has the order of a save; a source only reads and writes. */
export interface SeriesSource {
  readonly kind: 'embedded' | 'upstream';
  /** Returns the series in the order of `ids`, without unknown ids. */
  get(ids: readonly number[]): Promise<readonly StoredSeries[]>;
  /** `gone` aborts when the client leaves. */
  list(query: ListQuery, gone: AbortSignal): Promise<ListedPage>;
  /** Counts the series of each tab. */
  count(filter: Omit<SeriesFilter, 'tab'>, gone: AbortSignal): Promise<TabCounts>;
  /** The state of the mirror that lists read; null if there is none. */
  mirror(): MirrorState | null;
  /** Runs `save` for a series, one save at a time. Throws a Problem 404 for an unknown id. */
  edit<T>(id: number, save: (edit: SeriesEdit) => Promise<T>): Promise<T>;
}
