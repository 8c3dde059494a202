import { createAtom, useSelector } from '@tanstack/react-store';
import type { CurrentEvent, LiveEvent, OtherPerson } from '#contract/live-endpoints.ts';

/** What other people do, as it happens. */
export interface LiveUpdates {
  /** Returns how to end it. */
  readonly subscribe: (listener: (event: LiveEvent) => void) => () => void;
  /** The other people who have a series open, by its id. */
  readonly people: ReadonlyMap<number, readonly OtherPerson[]>;
  /** The last known revision of each series that this browser has shown, by its id. */
  readonly states: ReadonlyMap<number, CurrentEvent>;
}

const current = createAtom<LiveUpdates | null>(null);

export const setLiveUpdates = (updates: LiveUpdates | null): void => current.set(updates);

/** Null until the code of live updates has loaded, after the page. */
export const useLiveUpdates = () => useSelector(current);
