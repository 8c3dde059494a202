import { createContext, lazy, type ReactNode, use, useEffect, useReducer } from 'react';
import { ErrorBoundary } from './error-boundary.tsx';
import { MissingPart } from './missing-part.tsx';

const RetryContext = createContext(() => {});

/**
 * `lazy` for parts of a page with user input. If the code fails to load (no network, or a new version on the server),
 * it shows an error in place of the part and keeps the page. It loads again on "Try again" and on the next mount.
 * `quiet` shows nothing on failure and adds no error boundary.
 */
export function lazyPart<M, P extends object>(
  load: () => Promise<M>,
  pick: (module: M) => (props: P) => ReactNode,
  { quiet = false } = {},
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

  function LoadError() {
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
    if (quiet) return null;
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
    return quiet ? part : <ErrorBoundary>{part}</ErrorBoundary>;
  };
}
