import { expect } from 'vitest';
import type { RunningServer } from './run-server.ts';
import { BEARER } from './api-token.ts';

const REQUESTS = 20;

/**
 * Expects of a server with a hanging database: 503 within 2 s, and exit within 10 s of SIGTERM with requests in flight.
 */
export async function expectToStopInTime(server: RunningServer): Promise<void> {
  const url = await server.ready;
  const inFlight = Array.from({ length: REQUESTS }, () =>
    fetch(`${url}/api/series`, { headers: BEARER }).catch(() => null),
  );
  const probedAt = performance.now();
  for (const { status } of await Promise.all([1, 2, 3].map(() => fetch(`${url}/api/health/ready`))))
    expect(status).toBe(503);
  expect(performance.now() - probedAt).toBeLessThan(2_000);

  const signalledAt = performance.now();
  server.signal('SIGTERM');
  const { stderr } = await server.exit;
  expect(performance.now() - signalledAt).toBeLessThan(10_000);
  expect(stderr).toMatch(/given up/);
  await Promise.all(inFlight);
}
