import { type ComponentType, createContext, lazy, type ReactNode, use, useEffect, useState } from 'react';
import { ErrorBoundary } from './error-boundary.tsx';
import { MissingPart } from './missing-part.tsx';

const RetryContext = createContext(() => {});

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
  /** What renders while the code loads, and after a failure. */
  let loading: ComponentType<P> | undefined;
  const loadPart = async () => (loaded = pick(await load()));
  const currentPart = () =>
    loaded ?? (loading ??= lazy(async () => ({ default: await loadPart().catch(() => LoadError) })));

  function LoadError(props: P) {
    const retry = use(RetryContext);
    useEffect(() => () => (loading = undefined), []);
    if (Fallback) return <Fallback {...props} />;
    return <MissingPart why="This part could not be fetched." onRetry={retry} />;
  }

  function LazyPart(props: P) {
    // One component for the whole life of a mount: with another one React would mount the part again.
    const [Part, setPart] = useState(() => currentPart());
    const retry = () => {
      loading = undefined;
      setPart(() => currentPart());
    };
    const part = (
      <RetryContext value={retry}>
        <Part {...props} />
      </RetryContext>
    );
    return Fallback ? part : <ErrorBoundary>{part}</ErrorBoundary>;
  }

  /** A failure is ignored: rendering the part loads it again. */
  LazyPart.prefetch = () => void loadPart().catch(() => {});
  return LazyPart;
}

/** The fallback of a part that the page can do without. */
export const nothing = () => null;
