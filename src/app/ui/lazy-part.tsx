import { createElement, type ReactNode, use, useEffect, useReducer } from 'react';
import { ErrorBoundary } from './error-boundary.tsx';
import { MissingPart } from './missing-part.tsx';

/**
 * A component whose code loads when it is first rendered, or by `prefetch`. Loaded code renders at once: a suspended part
 * would appear up to 300 ms later and move what is below. If the load fails (no network, or a new version on the server),
 * the page stays: an error with "Try again" takes the place of the part, or `fallback` does, which must need no further
 * code. The next mount loads again. A part with a `fallback` adds no error boundary.
 */
export function lazyPart<M, P extends object>(
  load: () => Promise<M>,
  pick: (module: M) => (props: P) => ReactNode,
  { fallback: Fallback }: { readonly fallback?: (props: P) => ReactNode } = {},
) {
  let loaded: ((props: P) => ReactNode) | undefined;
  /** What a render waits for; null if it failed. */
  let rendering: Promise<typeof loaded | null> | undefined;
  const loadPart = async () => (loaded = pick(await load()));

  function LoadError({ props, onRetry }: { readonly props: P; readonly onRetry: () => void }) {
    useEffect(() => () => (rendering = undefined), []);
    if (Fallback) return <Fallback {...props} />;
    return <MissingPart why="This part could not be fetched." onRetry={onRetry} />;
  }

  function LazyPart(props: P) {
    const [, rerender] = useReducer((count: number) => count + 1, 0);
    const Part = loaded ?? use((rendering ??= loadPart().catch(() => null)));
    const retry = () => {
      rendering = undefined;
      rerender();
    };
    if (!Part) return <LoadError props={props} onRetry={retry} />;
    const part = createElement(Part, props);
    return Fallback ? part : <ErrorBoundary>{part}</ErrorBoundary>;
  }

  /** A failure is ignored: rendering the part loads it again. */
  LazyPart.prefetch = () => void loadPart().catch(() => {});
  return LazyPart;
}

/** The fallback of a part that the page can do without. */
export const nothing = () => null;
