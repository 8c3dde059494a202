/** Timeout of a call, ms. */
export const TIMEOUT_MS = 30_000;
/** How long a prefetched answer may be used, ms. */
const FRESH_MS = 10_000;

interface Prefetched {
  readonly response: Promise<Response>;
  /** Epoch ms of this computer. */
  readonly sentAt: number;
}

const prefetched = new Map<string, Prefetched & { readonly at: number }>();

/** Sends a GET before the code that needs the answer has loaded. */
export function prefetch(path: string): void {
  const response = fetch(path, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  // Avoid an unhandled rejection: `takePrefetched` hands the promise, and its error, to the caller.
  response.catch(() => {});
  prefetched.set(path, { response, at: performance.now(), sentAt: Date.now() });
}

/** The answer to a prefetched GET. Each answer is returned once. */
export function takePrefetched(path: string): Prefetched | undefined {
  const entry = prefetched.get(path);
  prefetched.delete(path);
  return entry && performance.now() - entry.at < FRESH_MS ? entry : undefined;
}

/** Called when the user changes: the answers belong to the previous session. */
export const clearPrefetched = () => prefetched.clear();
