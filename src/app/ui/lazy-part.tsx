import { createContext, lazy, type ReactNode, use, useEffect, useReducer } from 'react';
import { Notice } from './notice.tsx';

const TryAgain = createContext(() => {});

/**
 * `lazy` for parts of a page on which somebody may have typed. Where the code cannot be fetched (no network, or a new version on
 * the server) it says so in its place instead of taking the page along, and asks again when told to or when it comes back. `quiet`:
 * nobody misses it.
 */
export function lazyPart<M, P extends object>(
  load: () => Promise<M>,
  pick: (module: M) => (props: P) => ReactNode,
  { quiet = false } = {},
): (props: P) => ReactNode {
  const fetched = () =>
    lazy(async (): Promise<{ default: (props: P) => ReactNode }> => {
      try {
        return { default: pick(await load()) };
      } catch {
        return { default: Lost };
      }
    });
  const held = { Part: fetched() };

  function Lost() {
    const draw = use(TryAgain);
    useEffect(() => {
      const failed = held.Part;
      return () => {
        // Tried again already, the part that took its place stays.
        if (held.Part === failed) held.Part = fetched();
      };
    }, []);
    const again = () => {
      held.Part = fetched();
      draw();
    };
    if (quiet) return null;
    return (
      <div role="alert">
        <Notice tone="warn">
          <span>{'This part could not be fetched. Everything else is as it was. '}</span>
          <button type="button" className="link" onClick={again}>
            Try again
          </button>
        </Notice>
      </div>
    );
  }

  return function LazyPart(props: P) {
    const [, draw] = useReducer((count: number) => count + 1, 0);
    const { Part } = held;
    return (
      <TryAgain value={draw}>
        <Part {...props} />
      </TryAgain>
    );
  };
}
