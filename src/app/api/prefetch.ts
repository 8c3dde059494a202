/** How long a call waits for its answer, ms. */
export const TIMEOUT_MS = 30_000;
/** How long an answer that was asked for early may lie about before it counts as old, ms. */
const FRESH_MS = 10_000;

const prefetched = new Map<string, { readonly response: Promise<Response>; readonly at: number }>();

/** Sends a GET before the code that wants it has arrived. */
export function prefetch(path: string): void {
  const response = fetch(path, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  // Whoever takes it hears of a failure; until then it is nobody's.
  response.catch(() => {});
  prefetched.set(path, { response, at: performance.now() });
}

/** The answer to a GET that was sent early, once. */
export function takePrefetched(path: string): Promise<Response> | undefined {
  const early = prefetched.get(path);
  prefetched.delete(path);
  return early && performance.now() - early.at < FRESH_MS ? early.response : undefined;
}

/** What was answered to somebody else is of no use. */
export const clearPrefetched = () => prefetched.clear();
