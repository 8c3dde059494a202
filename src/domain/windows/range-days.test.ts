import { describe, expect, test } from 'vitest';
import { addDays } from '#values/zone.ts';
import { firstDayInRange, lastDayInRange, LONGEST_WAIT } from './range-days.ts';

const on = (dom: number[], dow: number[] = []) => ({ dom, dow, hours: [] });

describe('firstDayInRange', () => {
  // 10 June 2026 is a Wednesday.
  test.each([
    [on([]), '2026-06-10', '2026-06-10', '2026-06-10'],
    [on([], [3]), '2026-06-10', '2026-06-10', '2026-06-10'],
    [on([], [2]), '2026-06-10', '2026-06-15', null],
    [on([], [2]), '2026-06-10', '2026-06-16', '2026-06-16'],
    [on([], [7]), '2026-06-10', '2026-06-14', '2026-06-14'],
    [on([31]), '2026-06-10', '2026-07-30', null],
    [on([31]), '2026-06-10', '2026-07-31', '2026-07-31'],
    [on([29]), '2027-02-01', '2027-03-28', null],
    [on([13], [5]), '2026-06-10', '2026-12-31', '2026-11-13'],
    [on([10]), '2026-06-10', '2026-06-09', null],
  ])('%j from %s to %s', (range, from, until, expected) => {
    expect(firstDayInRange(range, from, until)).toBe(expected);
  });

  test('finds a day for a far end', () => {
    expect(firstDayInRange(on([31], [1]), '2026-06-10', '9999-12-31')).toBe('2026-08-31');
  });
});

test('LONGEST_WAIT is the maximum over the 400 years after which the calendar repeats', () => {
  const last = new Map<number, number>();
  let longest = 0;
  const start = Date.UTC(2000, 0, 1) / 86_400_000;
  for (let day = 0; day < 2 * 146_097; day += 1) {
    const date = new Date((start + day) * 86_400_000);
    const key = date.getUTCDate() * 7 + date.getUTCDay();
    const previous = last.get(key);
    if (previous !== undefined) longest = Math.max(longest, day - previous);
    last.set(key, day);
  }
  expect(last.size).toBe(31 * 7);
  expect(longest).toBe(LONGEST_WAIT);
});

test('firstDayInRange finds a day after the longest wait', () => {
  // Searches for a 31st that follows one on the same weekday after 609 days.
  let day = '2000-01-01';
  const seen = new Map<number, string>();
  for (; ; day = addDays(day, 1)) {
    if (!day.endsWith('31')) continue;
    const weekday = new Date(day).getUTCDay() || 7;
    const previous = seen.get(weekday);
    seen.set(weekday, day);
    if (previous === undefined || addDays(previous, LONGEST_WAIT) !== day) continue;
    expect(firstDayInRange(on([31], [weekday]), addDays(previous, 1), '9999-12-31')).toBe(day);
    break;
  }
});

test('the last day in a range is the last one of a walk from day to day', () => {
  const days = Array.from({ length: 700 }, (_, index) => addDays('2026-01-01', index));
  const [from = '', until = ''] = [days[0], days.at(-1)];
  for (const range of [
    { dom: [], dow: [], hours: [] },
    { dom: [31], dow: [2], hours: [] },
    { dom: [29, 30], dow: [], hours: [9] },
    { dom: [], dow: [1, 7], hours: [] },
  ]) {
    const fitting = days.filter((day) => firstDayInRange(range, day, day) !== null);
    expect(lastDayInRange(range, from, until)).toBe(fitting.at(-1) ?? null);
  }
  expect(lastDayInRange({ dom: [31], dow: [], hours: [] }, '2026-06-01', '2026-06-30')).toBeNull();
});
