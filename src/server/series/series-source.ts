import type { JsonObject } from '#values/json.ts';
import type { ListSort } from '#contract/series-endpoints.ts';

export interface StoredSeries {
  /** As a GET answers it. */
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
  /** The API's own warnings, in whatever form it gave them. */
  readonly warnings: readonly unknown[];
}

/** Notes what was asked before it is done and what became of it after. `Tx` is the transaction of whoever does it, if any. */
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

/** Codes that no two series of an organisation may share; the common code only among series that use one. */
export type UniqueField = 'seriesCode' | 'genericCode';

/** Throws a Problem unless the body may replace `current`. `taken` names the codes it would take from another series. */
export type ValidateUpdate = (current: StoredSeries, taken: ReadonlySet<UniqueField>) => void;

/** Where series live. It knows nothing of people, history or rules: `approve` judges, `record` keeps the journal. */
export interface SeriesSource<Tx> {
  readonly kind: 'embedded' | 'upstream';
  /** The series that exist, in the order asked; ids nobody knows are left out. */
  get(ids: readonly number[]): Promise<readonly StoredSeries[]>;
  list(query: ListQuery): Promise<{ readonly items: readonly JsonObject[]; readonly next: string | null }>;
  /** Replaces a series by `body`. Throws a Problem 404 for an unknown id. */
  update(id: number, body: JsonObject, approve: ValidateUpdate, record: JournalEntry<Tx>): Promise<SavedSeries>;
}
