import type { ReactNode } from 'react';

/** One page of the playground: its cases by name. A case is a component in one state. */
export interface CasePage {
  readonly cases: Readonly<Record<string, () => ReactNode>>;
  /** The cases cover the window, so the page shows only the one that its URL names. */
  readonly isSingle?: true;
}
