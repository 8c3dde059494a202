import { expect, it } from 'vitest';
import { lastSecond, midnightBefore, printMoment, readMoment } from './cluster-dates.ts';

it.each([
  ['UTC', '2026-06-12T10:00:00Z', '2026-06-12T00:00:00Z', '2026-06-12T23:59:59Z'],
  ['Asia/Kathmandu', '2026-06-11T18:15:00Z', '2026-06-12T00:00:00+05:45', '2026-06-12T23:59:59+05:45'],
  // Daylight saving starts or ends during the day.
  ['Europe/Berlin', '2026-03-29T12:00:00+02:00', '2026-03-29T00:00:00+01:00', '2026-03-29T23:59:59+02:00'],
  ['America/New_York', '2026-11-01T12:00:00-05:00', '2026-11-01T00:00:00-04:00', '2026-11-01T23:59:59-05:00'],
  // Midnight is skipped, or shown twice.
  ['America/Sao_Paulo', '2018-11-04T12:00:00-02:00', '2018-11-04T01:00:00-02:00', '2018-11-04T23:59:59-02:00'],
  ['America/Toronto', '1919-03-31T12:00:00-04:00', '1919-03-31T00:30:00-04:00', '1919-03-31T23:59:59-04:00'],
  // The clock goes back at one minute past midnight, to the day before.
  ['America/St_Johns', '2010-11-07T12:00:00-03:30', '2010-11-07T00:00:00-02:30', '2010-11-07T23:59:59-03:30'],
  ['America/St_Johns', '2010-11-06T12:00:00-02:30', '2010-11-06T00:00:00-02:30', '2010-11-06T23:59:59-02:30'],
  ['Antarctica/Casey', '2010-03-05T12:00:00+08:00', '2010-03-05T00:00:00+11:00', '2010-03-05T23:59:59+08:00'],
  ['America/Havana', '2024-11-03T12:00:00-05:00', '2024-11-03T00:00:00-04:00', '2024-11-03T23:59:59-05:00'],
])('in %s the day of %s starts at %s and ends at %s', (zone, moment, first, last) => {
  const midnight = midnightBefore(Date.parse(moment), zone);
  expect(printMoment(midnight, zone)).toBe(first);
  expect(midnight).toBe(Date.parse(first));
  expect(printMoment(lastSecond(midnight, zone), zone)).toBe(last);
});

it.each([
  ['2025-04-25T23:50:79+05:30', '2025-04-25T18:21:19Z'],
  ['2026-06-31', '2026-06-30T18:30:00Z'],
  ['2026-06-12 10:00', '2026-06-12T04:30:00Z'],
  ['1970-01-01T05:30:00+0530', '1970-01-01T00:00:00Z'],
])('%s is read in India as %s', (text, expected) => {
  expect(readMoment(text, 'Asia/Kolkata')).toBe(Date.parse(expected));
});
