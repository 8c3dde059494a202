/** Longer than this at a stretch would be felt while somebody types. */
const SLICE_MS = 8;

/** Runs something long to its end, and lets everybody else have their turn every few milliseconds. Throws when it is called off. */
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
