import { expect, type Page, type Request } from 'playwright/test';

/** How long the network must be quiet, ms. */
const QUIET_MS = 500;

interface Traffic {
  readonly running: Set<Request>;
  changedAt: number;
}
const traffic = new WeakMap<Page, Traffic>();

/** The stream of live updates never ends. */
const isStream = (request: Request) => new URL(request.url()).pathname === '/api/live';

/** Follows the requests of a page from its start, for `quiet`. */
export function watchTraffic(page: Page): void {
  const state: Traffic = { running: new Set(), changedAt: Date.now() };
  traffic.set(page, state);
  const end = (request: Request) => {
    state.running.delete(request);
    state.changedAt = Date.now();
  };
  page.on('request', (request) => {
    if (isStream(request)) return;
    state.running.add(request);
    state.changedAt = Date.now();
  });
  page.on('requestfinished', end);
  page.on('requestfailed', end);
}

/** Waits until the page sends no request, as `networkidle` does, which waits for the stream of live updates too. */
export async function quiet(page: Page): Promise<void> {
  const state = traffic.get(page);
  if (!state) throw new Error('Call watchTraffic before the page loads.');
  const isQuiet = () => state.running.size === 0 && Date.now() - state.changedAt >= QUIET_MS;
  await expect.poll(isQuiet, { intervals: [100], timeout: 30_000 }).toBe(true);
}
