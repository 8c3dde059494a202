import { type ComponentType, lazy } from 'react';

import type * as laterModule from './later.ts';

type Later = typeof laterModule;

let loading: Promise<Later> | undefined;

/** What stands beside the fields and is not needed for opening the editor. A failed load is tried again with the next call. */
export function loadLater(): Promise<Later> {
  loading ??= import('./later.ts').catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/** A component of it. Where it cannot be had the page is what it is without it. */
export function later<P extends object = object>(choose: (module: Later) => ComponentType<P>) {
  return lazy(() =>
    loadLater().then(
      (module) => ({ default: choose(module) }),
      (): { default: ComponentType<P> } => ({ default: () => null }),
    ),
  );
}
