import { createContext } from 'react';

export interface EntryNaming {
  readonly clusterZone: string;
  /** The id of the series that has the entries. */
  readonly ownId: number | null;
}

/** For lists of entries far below the component that knows the series. */
export const EntryContext = createContext<EntryNaming>({ clusterZone: 'UTC', ownId: null });
