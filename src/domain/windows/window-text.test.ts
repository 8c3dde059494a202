import { describe, expect, test } from 'vitest';
import { hoursText, opennessText, windowText } from './window-text.ts';
import { nextWindows, openness, type Schedule } from './windows.ts';

const at = Date.parse;
const schedule = (part: Partial<Schedule['range']>, dates: Partial<Schedule> = {}): Schedule => ({
  range: { dom: [], dow: [], hours: [], ...part },
  from: null,
  until: null,
  ...dates,
});
const windows = (coupons: Schedule, now: string, zone = 'UTC') => {
  const clock = { now: at(now), zone };
  return nextWindows(coupons, { ...clock, count: 3 }).map((window) =>
    Object.values(windowText(window, clock)).join(' | '),
  );
};

describe('windowText prints a window', () => {
  // 23 November 2026 is a Monday.
  test('with its day and its last minute', () => {
    expect(windows(schedule({ hours: [10, 11] }), '2026-11-23T10:30:00Z')).toEqual([
      'Now | until 11:59 today',
      'Tomorrow | 10:00–11:59',
      'Wed 25 Nov | 10:00–11:59',
    ]);
  });
  test('over whole days, with the year if it differs', () => {
    expect(windows(schedule({ dow: [6, 7] }), '2026-12-21T10:30:00Z')).toEqual([
      'Sat 26 Dec – Sun 27 Dec | all day',
      'Sat 2 Jan 2027 – Sun 3 Jan 2027 | all day',
      'Sat 9 Jan 2027 – Sun 10 Jan 2027 | all day',
    ]);
    expect(windows(schedule({ dow: [1] }), '2026-11-22T10:30:00Z')[0]).toBe('Tomorrow | all day');
  });
  test('over midnight', () => {
    expect(windows(schedule({ dow: [3, 4], hours: [23, 0] }), '2026-11-23T10:30:00Z')).toEqual([
      'Wed 25 Nov | 00:00–00:59',
      'Wed 25 Nov | 23:00 – Thu 26 Nov 00:59',
      'Thu 26 Nov | 23:00–23:59',
    ]);
  });
  test('without an end', () => {
    expect(windows(schedule({}), '2026-11-23T10:30:00Z')).toEqual(['From now on | no end']);
    const from = at('2026-11-25T00:00:00Z');
    expect(windows(schedule({}, { from }), '2026-11-23T10:30:00Z')).toEqual(['Wed 25 Nov 00:00 | no end']);
  });
  test('with a note if the clock changes in it', () => {
    expect(windows(schedule({ dow: [7], hours: [0, 1] }), '2026-10-24T12:00:00Z', 'Europe/London')[0]).toBe(
      'Tomorrow | 00:00–01:59, the clock changes',
    );
  });
});

describe('opennessText', () => {
  const textOf = (coupons: Schedule, now = '2026-11-23T10:30:00Z') => {
    const clock = { now: at(now), zone: 'UTC' };
    const { answer, reason } = opennessText(openness(coupons, clock), clock);
    return `${answer}, ${reason}`;
  };
  const from = at('2026-11-25T00:00:00Z');
  const until = at('2026-11-24T00:00:00Z');
  test.each<[Schedule, string]>([
    [schedule({}), 'Redeemable now, with no end'],
    [schedule({}, { until }), 'Redeemable now, until 23:59 today'],
    [schedule({ dow: [1, 2], hours: [] }), 'Redeemable now, until tomorrow 23:59'],
    [schedule({ dow: [2] }), 'Not redeemable now, Monday is not among the chosen'],
    [
      schedule({ dom: [24], dow: [2], hours: [9] }),
      'Not redeemable now, Monday, day 23 of the month and 10:00–10:59 are not among the chosen',
    ],
    [schedule({}, { from }), 'Not redeemable yet, starts Wed 25 Nov 00:00'],
    [
      schedule({ hours: [9] }, { from }),
      'Not redeemable yet, starts Wed 25 Nov 00:00, the first time that fits is Wed 25 Nov 09:00',
    ],
    [schedule({}, { until: at('2026-11-23T00:00:00Z') }), 'No longer redeemable, ended Sun 22 Nov 23:59'],
    [
      schedule({ dom: [31] }, { until }),
      'Never redeemable, no time before the end, today 23:59, fits these days and hours',
    ],
  ])('%j', (coupons, sentence) => {
    expect(textOf(coupons)).toBe(sentence);
  });
});

test('hoursText rounds to a plausible precision', () => {
  expect([730.485, 0.5, 1, 4.33].map(hoursText)).toEqual([
    'About 730 hours a month',
    'About 0.5 hours a month',
    'About 1 hour a month',
    'About 4.3 hours a month',
  ]);
});
