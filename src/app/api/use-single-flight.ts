import { useRef } from 'react';

/**
 * Runs a task unless one with the same key is running. Asks a ref: `isPending` of a mutation comes with a later render,
 * so that a double click on a slow page would write twice.
 */
export function useSingleFlight() {
  const running = useRef(new Set<string>());
  return {
    isRunning: (key = '') => running.current.has(key),
    run: async (task: () => Promise<unknown>, key = ''): Promise<void> => {
      if (running.current.has(key)) return;
      running.current.add(key);
      try {
        await task();
      } finally {
        running.current.delete(key);
      }
    },
  };
}
