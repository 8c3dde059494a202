export interface WorkerInput {
  /** PostgreSQL's own folder inside the data folder. */
  readonly folder: string;
  readonly socket: string;
  /** True at the very first start, when PGlite has yet to make the database. */
  readonly fresh: boolean;
}

export type ToWorker = 'ping' | 'close';

export type FromWorker =
  | { readonly type: 'ready' }
  | { readonly type: 'failed'; readonly reason: string }
  /** The answer to a ping, with the number of fsync calls so far. */
  | { readonly type: 'alive'; readonly syncs: number };
