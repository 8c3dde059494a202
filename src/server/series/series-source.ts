import type { JsonObject } from '#values/json.ts';
import type { ListSort } from '#contract/series-endpoints.ts';

export interface StoredSeries {
  /** As a GET returns it. */
  readonly wire: JsonObject;
  /** Fingerprint of what a PUT can change. */
  readonly revision: string;
}

export interface ListQuery {
  /** Part of the name, the id or any code; empty for all. */
  readonly q: string;
  readonly sort: ListSort;
  readonly limit: number;
  readonly cursor: string | null;
}

export interface SavedSeries extends StoredSeries {
  /** The API's own warnings, unchanged, in any of its shapes. */
  readonly warnings: readonly unknown[];
}

/**
 * The journal entry of one save: `begin` before the write, `complete` after it. `Tx` is the transaction or database
 * handle.
 */
export interface JournalEntry<Tx> {
  begin(tx: Tx, before: JsonObject, asked: JsonObject): Promise<void>;
  complete(tx: Tx, outcome: Outcome): Promise<void>;
}

export interface Outcome {
  readonly state: 'saved' | 'refused' | 'unknown';
  readonly after: JsonObject | null;
  readonly warnings: readonly unknown[];
  readonly reason: string | null;
}

/** Codes that must be unique in an organisation; the common code only among series that use one. */
export type UniqueField = 'seriesCode' | 'genericCode';

/** Throws a Problem unless the body may replace `current`. `taken` names the codes that another series already has. */
export type ValidateUpdate = (current: StoredSeries, taken: ReadonlySet<UniqueField>) => void;

/** Stores series. `update` leaves the rules to `validate` and the journal to `entry`. */
export interface SeriesSource<Tx> {
  readonly kind: 'embedded' | 'upstream';
  /** Returns the series in the order of `ids`, without unknown ids. */
  get(ids: readonly number[]): Promise<readonly StoredSeries[]>;
  list(query: ListQuery): Promise<{ readonly items: readonly JsonObject[]; readonly next: string | null }>;
  /** Replaces a series with `body`. Throws a Problem 404 for an unknown id. */
  update(id: number, body: JsonObject, validate: ValidateUpdate, entry: JournalEntry<Tx>): Promise<SavedSeries>;
}
