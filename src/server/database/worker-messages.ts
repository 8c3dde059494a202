export interface WorkerInput {
  /** PostgreSQL's data directory inside the data folder. */
  readonly folder: string;
  readonly socket: string;
  /** True at the first start, before PGlite has created the database. */
  readonly fresh: boolean;
}

export type ToWorker = 'ping' | 'close';

export type FromWorker =
  | { readonly type: 'ready' }
  | { readonly type: 'failed'; readonly reason: string }
  /** The response to a ping, with the number of fsync calls so far. */
  | { readonly type: 'alive'; readonly syncs: number };
