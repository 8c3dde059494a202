import { createContext, lazy, type ReactNode, use, useEffect, useReducer } from 'react';
import { ErrorBoundary } from './error-boundary.tsx';
import { MissingPart } from './missing-part.tsx';

const RetryContext = createContext(() => {});

/**
 * A component whose code loads when it is first rendered. If the load fails (no network, or a new version on the server),
 * the page stays: an error with "Try again" takes the place of the part, or `fallback` does, which must need no further
 * code. The next mount loads again. A part with a `fallback` adds no error boundary.
 */
export function lazyPart<M, P extends object>(
  load: () => Promise<M>,
  pick: (module: M) => (props: P) => ReactNode,
  { fallback: Fallback }: { readonly fallback?: (props: P) => ReactNode } = {},
): (props: P) => ReactNode {
  const createPart = () =>
    lazy(async (): Promise<{ default: (props: P) => ReactNode }> => {
      try {
        return { default: pick(await load()) };
      } catch {
        return { default: LoadError };
      }
    });
  const current = { Part: createPart() };

  function LoadError(props: P) {
    const rerender = use(RetryContext);
    useEffect(() => {
      const failed = current.Part;
      return () => {
        // After a successful retry, keep the new part.
        if (current.Part === failed) current.Part = createPart();
      };
    }, []);
    const retry = () => {
      current.Part = createPart();
      rerender();
    };
    if (Fallback) return <Fallback {...props} />;
    return <MissingPart why="This part could not be fetched." onRetry={retry} />;
  }

  return function LazyPart(props: P) {
    const [, rerender] = useReducer((count: number) => count + 1, 0);
    const { Part } = current;
    const part = (
      <RetryContext value={rerender}>
        <Part {...props} />
      </RetryContext>
    );
    return Fallback ? part : <ErrorBoundary>{part}</ErrorBoundary>;
  };
}

/** The fallback of a part that the page can do without. */
export const nothing = () => null;
