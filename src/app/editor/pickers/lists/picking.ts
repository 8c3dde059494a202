import type { EntryType } from '#contract/directory-endpoints.ts';

/** What the parts of the picker share: what is chosen, and how it changes. */
export interface Picking {
  readonly type: EntryType;
  readonly one: string;
  readonly many: string;
  readonly ids: readonly number[];
  readonly chosen: ReadonlySet<number>;
  readonly limit: number;
  /** Chooses one more, or no longer. `name` is for the line that tells what was done. */
  readonly toggle: (id: number, name: string) => void;
  readonly change: (ids: readonly number[], done: string) => void;
}
