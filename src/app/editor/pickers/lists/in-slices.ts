/** A longer task would delay typing noticeably. */
const SLICE_MS = 8;

/** Runs a long task in slices and yields to the event loop between them. Throws if `signal` is aborted. */
export async function inSlices<T>(work: Generator<void, T>, signal: AbortSignal): Promise<T> {
  for (;;) {
    const until = performance.now() + SLICE_MS;
    do {
      const step = work.next();
      if (step.done === true) return step.value;
    } while (performance.now() < until);
    await new Promise((resolve) => setTimeout(resolve));
    signal.throwIfAborted();
  }
}
