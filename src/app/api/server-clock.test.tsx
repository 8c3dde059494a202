// @vitest-environment happy-dom
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DAY, MINUTE } from '#values/durations.ts';
import { useNow } from '../ui/use-now.ts';
import { notify, useNotification } from './notifications.ts';
import { serverNow, setClock } from './server-clock.ts';

const NOW = Date.UTC(2026, 10, 30, 12);

/** An answer of a server whose clock differs by `ms`. */
const answer = (ms: number, duration = 0) => act(() => setClock(new Date(NOW + ms).toUTCString(), NOW - duration, NOW));
const difference = () => serverNow() - Date.now();

beforeEach(() => void vi.useFakeTimers({ now: NOW, toFake: ['Date'] }));
afterEach(() => {
  // From below the difference becomes exactly 0 again.
  answer(-1000);
  answer(0);
  notify(null);
  cleanup();
  vi.useRealTimers();
});

test('uses the time of the server, and says so if the clocks differ by more than a minute', () => {
  const now = renderHook(useNow).result;
  const notification = renderHook(useNotification).result;
  expect(now.current).toBe(NOW);
  answer(-3 * DAY);
  expect(Math.abs(now.current - (NOW - 3 * DAY))).toBeLessThan(1000);
  expect(notification.current?.text).toBe(
    'The clock of this computer is 3 days ahead. Coupon Desk uses the time of the server.',
  );
  act(() => notify(null));
  answer(-3 * DAY);
  expect(notification.current).toBeNull();
  answer(0);
  expect(now.current).toBe(NOW);
  answer(5 * MINUTE);
  expect(notification.current?.text).toContain('5 minutes behind');
});

test('a slow answer, one without a date, and one during which the clock was set back change nothing', () => {
  answer(-20_000, 30_000);
  setClock(null, NOW, NOW);
  setClock('yesterday', NOW, NOW);
  setClock(new Date(NOW - DAY).toUTCString(), NOW, NOW - 1);
  expect(difference()).toBe(0);
});

test('a difference of less than a minute is corrected without a word', () => {
  const notification = renderHook(useNotification).result;
  answer(40_000);
  expect(Math.abs(difference() - 40_000)).toBeLessThan(1000);
  expect(notification.current).toBeNull();
});
