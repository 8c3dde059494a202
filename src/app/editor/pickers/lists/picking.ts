import type { DirectoryEntry } from '#contract/directory-endpoints.ts';
import type { EntryType } from '#contract/endpoint-constants.ts';

/** The selection that the parts of the picker share, and the functions that change it. */
export interface PickerSelection {
  readonly type: EntryType;
  readonly one: string;
  readonly many: string;
  readonly ids: readonly number[];
  readonly chosen: ReadonlySet<number>;
  readonly limit: number;
  /** Adds or removes an id; `entry` is null if the directory does not have it. */
  readonly toggle: (id: number, entry: DirectoryEntry | null) => void;
  readonly change: (ids: readonly number[], done: string) => void;
}
