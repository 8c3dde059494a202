/** The error for a time limit that has passed. */
export class TimeLimit extends Error {}

/** Settles like the promise, or rejects with a TimeLimit after `ms`. Does not cancel the work behind the promise. */
export async function within<T>(ms: number, promise: Promise<T>, message: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimeLimit(message)), ms);
  });
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Runs `work` with a signal that aborts after `ms` or together with `outer`, and rejects when it aborts. It does not
 * rely on fetch to react: Node 20 garbage-collects the link between a signal and a running fetch, for signals of
 * AbortSignal.any while the fetch waits, for other signals while its body is read.
 */
export async function withSignal<T>(
  ms: number,
  outer: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  outer?.throwIfAborted();
  // The timer and the listener on `outer` reference the controller, so it is not garbage-collected too early.
  const controller = new AbortController();
  const { signal } = controller;
  const timer = setTimeout(() => controller.abort(new TimeLimit('No answer in time.')), ms);
  const abortWithOuter = () => controller.abort(outer?.reason);
  outer?.addEventListener('abort', abortWithOuter, { once: true });
  try {
    return await unlessAborted(signal, work(signal));
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener('abort', abortWithOuter);
  }
}

/** Settles like the promise, or rejects with the signal's reason when it aborts. */
export async function unlessAborted<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  const done = new AbortController();
  const aborted = new Promise<never>((_, reject) => {
    const abort = () => reject(signal.reason as Error);
    signal.addEventListener('abort', abort, { once: true, signal: done.signal });
    if (signal.aborted) abort();
  });
  try {
    return await Promise.race([aborted, promise]);
  } finally {
    done.abort();
  }
}
