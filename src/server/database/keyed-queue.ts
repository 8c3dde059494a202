/** Runs tasks with the same key in sequence, and tasks with different keys in parallel. */
export function keyedQueue(): <T>(key: number | string, task: () => Promise<T>) => Promise<T> {
  const last = new Map<number | string, Promise<unknown>>();
  return async (key, task) => {
    const before = last.get(key) ?? Promise.resolve();
    const result = before.then(task, task);
    last.set(key, result);
    try {
      return await result;
    } finally {
      if (last.get(key) === result) last.delete(key);
    }
  };
}
