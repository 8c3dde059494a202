import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from './durations.ts';
import { addDays, dayOf, endOfDay, instantOf, isoInZone, startOfDay } from './zone.ts';

/** What a clock in the zone shows, by Intl alone. */
function clockIn(zone: string) {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  const days = new Intl.DateTimeFormat('en-CA', { timeZone: zone, ...parts });
  const offsets = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  return {
    day: (instant: number) => days.format(instant),
    offset: (instant: number) => offsets.format(instant).replace(/^.*GMT/, ''),
  };
}

/** Looks at every minute around a day until the clock of the zone shows the day, or a later one. */
function walkToDay(day: string, zone: string): number {
  const clock = clockIn(zone);
  let minute = Date.parse(day) - 16 * HOUR;
  while (clock.day(minute) < day) minute += MINUTE;
  return minute;
}

/** A day on which the offset of the zone changes, or the day before or after; the first one after `from`. */
function nearTransition(zone: string, from: string, shift: number): string {
  const { offset } = clockIn(zone);
  const start = Date.parse(from);
  let instant = start;
  for (const step of [14 * DAY, DAY]) {
    const before = offset(instant);
    for (let count = 0; count < 60 && offset(instant + step) === before; count++) instant += step;
  }
  return addDays(new Date(instant).toISOString().slice(0, 10), shift);
}

const ZONES = [
  'UTC',
  'Africa/Cairo',
  'Africa/Monrovia',
  'America/Havana',
  'America/Nuuk',
  'America/Sao_Paulo',
  'America/St_Johns',
  'America/Toronto',
  'Antarctica/Casey',
  'Asia/Beirut',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Europe/Berlin',
  'Pacific/Apia',
  'Pacific/Guam',
  'Pacific/Kwajalein',
];

describe('startOfDay', () => {
  it.each([
    ['America/Toronto', '1919-03-31', '1919-03-31T00:30:00-04:00', 'the clock skips 23:30 to 00:30'],
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T01:00:00-02:00', 'it skips 00:00 to 01:00'],
    ['Asia/Beirut', '2022-03-27', '2022-03-27T01:00:00+03:00', 'it skips 00:00 to 01:00'],
    ['America/St_Johns', '2010-11-07', '2010-11-07T00:00:00-02:30', 'it goes back from 00:01 to 23:01'],
    ['America/Havana', '2024-11-03', '2024-11-03T00:00:00-04:00', 'it shows 00:00 to 01:00 twice'],
    ['Pacific/Apia', '2011-12-29', '2011-12-29T00:00:00-10:00', 'the day before the skipped day'],
    ['Pacific/Apia', '2011-12-30', '2011-12-31T00:00:00+14:00', 'the whole day is skipped'],
    ['Asia/Kathmandu', '1986-01-01', '1986-01-01T00:15:00+05:45', 'it skips 00:00 to 00:15'],
    ['Europe/Berlin', '2026-03-29', '2026-03-29T00:00:00+01:00', 'it skips an hour later that day'],
  ])('in %s on %s is %s: %s', (zone, day, start) => {
    expect(isoInZone(startOfDay(day, zone), zone)).toBe(start);
    expect(startOfDay(day, zone)).toBe(walkToDay(day, zone));
  });

  it('is the first minute that a walk along the clock finds, also around every kind of transition', () => {
    const day = fc.integer({ min: 0, max: 50_000 }).map((days) => addDays('1900-01-01', days));
    const shift = fc.constantFrom(-1, 0, 1, 2);
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), day, shift, fc.boolean(), (zone, random, days, isRandom) => {
        const tested = isRandom ? random : nearTransition(zone, random, days);
        const walked = walkToDay(tested, zone);
        const start = startOfDay(tested, zone);
        // Before 1972 some clocks differed from UTC by seconds as well. Ours counts in minutes.
        const hasSeconds = [walked - HOUR, walked].some((instant) => /:\d\d:/.test(clockIn(zone).offset(instant)));
        if (hasSeconds) expect(Math.abs(start - walked)).toBeLessThanOrEqual(MINUTE);
        else expect(start).toBe(walked);
      }),
      { numRuns: 150 },
    );
  });
});

it('endOfDay is the last millisecond before the next day starts', () => {
  for (const zone of ZONES)
    for (const day of ['1919-03-30', '2011-12-29', '2018-11-03', '2022-03-26', '2026-06-12'])
      expect(endOfDay(day, zone)).toBe(startOfDay(addDays(day, 1), zone) - 1);
});

it.each([
  ['Europe/Berlin', '2026-03-29', '02:30:00.000', '2026-03-29T03:00:00+02:00'],
  ['Australia/Lord_Howe', '2026-10-04', '02:10:00.000', '2026-10-04T02:30:00+11:00'],
])('instantOf in %s on %s at %s, which is skipped, is the end of the gap', (zone, day, time, expected) => {
  expect(isoInZone(instantOf(day, zone, time), zone)).toBe(expected);
  expect(dayOf(instantOf(day, zone, time), zone)).toBe(day);
});
