import { expect } from 'vitest';
import type { RunningServer } from './run-for-tests.ts';
import { BEARER } from './token-for-tests.ts';

const REQUESTS = 20;

/** For a server whose database hangs: it says so within 2 s, and SIGTERM ends it within 10 s with requests in flight. */
export async function expectToStopInTime(server: RunningServer): Promise<void> {
  const url = await server.ready;
  const inFlight = Array.from({ length: REQUESTS }, () =>
    fetch(`${url}/api/series`, { headers: BEARER }).catch(() => null),
  );
  const asked = performance.now();
  for (const { status } of await Promise.all([1, 2, 3].map(() => fetch(`${url}/api/health/ready`))))
    expect(status).toBe(503);
  expect(performance.now() - asked).toBeLessThan(2_000);

  const told = performance.now();
  server.signal('SIGTERM');
  const { stderr } = await server.exit;
  expect(performance.now() - told).toBeLessThan(10_000);
  expect(stderr).toMatch(/given up/);
  await Promise.all(inFlight);
}
