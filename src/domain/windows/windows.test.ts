import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RedemptionRange } from '#catalogue/model/kinds.ts';
import { isoInZone, wallClock } from '#values/zone.ts';
import { DAY, HOUR } from '#values/durations.ts';
import { LONGEST_WAIT } from './range-days.ts';
import { hoursPerMonth, nextWindows, openness, type Schedule } from './windows.ts';

const range = (part: Partial<RedemptionRange>): RedemptionRange => ({ dom: [], dow: [], hours: [], ...part });
const open = (part: Partial<RedemptionRange>, dates: Partial<Schedule> = {}): Schedule => ({
  range: range(part),
  from: null,
  until: null,
  ...dates,
});
const at = Date.parse;
const OFFICE = [9, 10, 11, 12, 13, 14, 15, 16, 17];

/** Windows as wall-clock times. The end is the first moment after the window. */
function printed(schedule: Schedule, now: string, zone = 'UTC', count = 3): string[] {
  return nextWindows(schedule, { now: at(now), zone, count }).map(
    ({ start, end }) => `${isoInZone(start, zone)} ${end === null ? 'for ever' : isoInZone(end, zone)}`,
  );
}

describe('the next windows', () => {
  // 23 November 2026 is a Monday.
  test('are the chosen hours of the chosen days', () => {
    expect(printed(open({ dow: [1, 5], hours: OFFICE }), '2026-11-22T12:00:00Z')).toEqual([
      '2026-11-23T09:00:00Z 2026-11-23T18:00:00Z',
      '2026-11-27T09:00:00Z 2026-11-27T18:00:00Z',
      '2026-11-30T09:00:00Z 2026-11-30T18:00:00Z',
    ]);
  });

  test('start now if one is open', () => {
    expect(printed(open({ hours: [9, 10] }), '2026-11-23T10:30:00Z', 'UTC', 2)).toEqual([
      '2026-11-23T10:30:00Z 2026-11-23T11:00:00Z',
      '2026-11-24T09:00:00Z 2026-11-24T11:00:00Z',
    ]);
  });

  test('join consecutive hours, also across midnight', () => {
    expect(printed(open({ hours: [22, 23, 0, 1, 5] }), '2026-11-23T12:00:00Z')).toEqual([
      '2026-11-23T22:00:00Z 2026-11-24T02:00:00Z',
      '2026-11-24T05:00:00Z 2026-11-24T06:00:00Z',
      '2026-11-24T22:00:00Z 2026-11-25T02:00:00Z',
    ]);
  });

  test('join consecutive days', () => {
    expect(printed(open({ dow: [6, 7] }), '2026-11-23T12:00:00Z', 'UTC', 2)).toEqual([
      '2026-11-28T00:00:00Z 2026-11-30T00:00:00Z',
      '2026-12-05T00:00:00Z 2026-12-07T00:00:00Z',
    ]);
  });

  test('are one without an end if nothing is restricted, by empty or by full lists', () => {
    const all = { dow: [1, 2, 3, 4, 5, 6, 7], dom: Array.from({ length: 31 }, (_, index) => index + 1) };
    for (const schedule of [open({}), open(all)])
      expect(printed(schedule, '2026-11-23T12:00:00Z')).toEqual(['2026-11-23T12:00:00Z for ever']);
  });

  test('stay within the start and end of the series', () => {
    const dates = { from: at('2026-11-24T15:00:00Z'), until: at('2026-11-25T09:30:00Z') };
    expect(printed(open({ hours: OFFICE }, dates), '2026-11-23T12:00:00Z')).toEqual([
      '2026-11-24T15:00:00Z 2026-11-24T18:00:00Z',
      '2026-11-25T09:00:00Z 2026-11-25T09:30:00Z',
    ]);
    expect(printed(open({}, dates), '2026-11-23T12:00:00Z')).toEqual(['2026-11-24T15:00:00Z 2026-11-25T09:30:00Z']);
  });

  test('are never empty at the moment when one ends, the series ends or a window would start', () => {
    expect(printed(open({ hours: [9] }), '2026-11-23T10:00:00Z', 'UTC', 1)).toEqual([
      '2026-11-24T09:00:00Z 2026-11-24T10:00:00Z',
    ]);
    const until = at('2026-11-24T09:00:00Z');
    expect(printed(open({ hours: [9] }, { until }), '2026-11-23T12:00:00Z')).toEqual([]);
    for (const part of [{}, { hours: [9] }]) expect(printed(open(part, { until }), '2026-11-24T09:00:00Z')).toEqual([]);
  });

  test('leave out the one day, date or hour that is not chosen', () => {
    const except = (missing: number, from: number, to: number) =>
      Array.from({ length: to - from + 1 }, (_, index) => from + index).filter((value) => value !== missing);
    for (const part of [{ dow: except(2, 1, 7) }, { dom: except(24, 1, 31) }])
      expect(printed(open(part), '2026-11-23T12:00:00Z', 'UTC', 2)[0]).toBe(
        '2026-11-23T12:00:00Z 2026-11-24T00:00:00Z',
      );
    expect(printed(open({ hours: except(20, 0, 23) }), '2026-11-23T12:00:00Z', 'UTC', 1)).toEqual([
      '2026-11-23T12:00:00Z 2026-11-23T20:00:00Z',
    ]);
  });

  test('are empty if no day matches before the end, and found at any distance', () => {
    const february = { from: at('2027-02-01T00:00:00Z'), until: at('2027-03-01T00:00:00Z') };
    expect(printed(open({ dom: [30, 31] }, february), '2026-11-23T12:00:00Z')).toEqual([]);
    expect(printed(open({ dom: [31], dow: [1], hours: [9] }), '2026-09-01T00:00:00Z', 'UTC', 1)).toEqual([
      '2027-05-31T09:00:00Z 2027-05-31T10:00:00Z',
    ]);
    expect(printed(open({ dom: [29], dow: [1] }), '9999-12-30T00:00:00Z')).toEqual([]);
    expect(printed(open({ hours: [9] }), '9999-12-30T12:00:00Z')).toEqual([]);
  });
});

describe('when the clock changes', () => {
  test('a skipped hour is no window', () => {
    expect(printed(open({ hours: [2] }), '2026-03-07T12:00:00-05:00', 'America/New_York', 2)).toEqual([
      '2026-03-09T02:00:00-04:00 2026-03-09T03:00:00-04:00',
      '2026-03-10T02:00:00-04:00 2026-03-10T03:00:00-04:00',
    ]);
    expect(printed(open({ hours: [1, 3] }), '2026-03-08T00:00:00-05:00', 'America/New_York', 1)).toEqual([
      '2026-03-08T01:00:00-05:00 2026-03-08T04:00:00-04:00',
    ]);
  });

  test('a repeated hour is two hours long', () => {
    const [window] = nextWindows(open({ hours: [1] }), {
      now: at('2026-11-01T00:00:00-04:00'),
      zone: 'America/New_York',
      count: 1,
    });
    expect(window).toEqual({ start: at('2026-11-01T01:00:00-04:00'), end: at('2026-11-01T02:00:00-05:00') });
  });

  test('an hour loses or gains 30 minutes if the clock moves by 30 minutes', () => {
    expect(printed(open({ hours: [2] }), '2026-10-04T00:00:00+10:30', 'Australia/Lord_Howe', 1)).toEqual([
      '2026-10-04T02:30:00+11:00 2026-10-04T03:00:00+11:00',
    ]);
    expect(printed(open({ hours: [1] }), '2027-04-04T00:00:00+11:00', 'Australia/Lord_Howe', 1)).toEqual([
      '2027-04-04T01:00:00+11:00 2027-04-04T02:00:00+10:30',
    ]);
  });

  test('an hour ends when the clock changes within it', () => {
    expect(printed(open({ hours: [2] }), '2027-09-26T00:00:00+12:45', 'Pacific/Chatham', 1)).toEqual([
      '2027-09-26T02:00:00+12:45 2027-09-26T03:45:00+13:45',
    ]);
    expect(printed(open({ hours: [3] }), '2027-04-04T00:00:00+13:45', 'Pacific/Chatham', 2)).toEqual([
      '2027-04-04T03:00:00+13:45 2027-04-04T02:45:00+12:45',
      '2027-04-04T03:00:00+12:45 2027-04-04T04:00:00+12:45',
    ]);
  });

  test('a skipped day is no window', () => {
    // Samoa moved across the date line.
    expect(printed(open({ dom: [30, 31] }), '2011-12-29T12:00:00-10:00', 'Pacific/Apia', 1)).toEqual([
      '2011-12-31T00:00:00+14:00 2012-01-01T00:00:00+14:00',
    ]);
    expect(printed(open({ dom: [30] }), '2011-12-29T12:00:00-10:00', 'Pacific/Apia', 1)).toEqual([
      '2012-01-30T00:00:00+14:00 2012-01-31T00:00:00+14:00',
    ]);
  });

  test('a day that starts at 01:00 is a whole day', () => {
    expect(printed(open({ dow: [7] }), '2026-09-05T12:00:00-04:00', 'America/Santiago', 1)).toEqual([
      '2026-09-06T01:00:00-03:00 2026-09-07T00:00:00-03:00',
    ]);
  });
});

const ZONES = [
  'UTC',
  'Asia/Kolkata',
  'America/New_York',
  'Europe/London',
  'Australia/Lord_Howe',
  'America/Havana',
  'America/Santiago',
  'Pacific/Auckland',
];
const subset = (min: number, max: number) =>
  fc.uniqueArray(fc.integer({ min, max }), { maxLength: 6 }).map((list) => list.toSorted((a, b) => a - b));
const ranges = fc.record({
  dom: fc.oneof(fc.constant([]), subset(1, 31)),
  dow: fc.oneof(fc.constant([]), subset(1, 7)),
  hours: fc.oneof(fc.constant([]), subset(0, 23)),
});
/** Moments within five days after the eve of a clock change in some zone. */
const moments = fc
  .tuple(
    fc.constantFrom('2026-03-07', '2026-03-28', '2026-10-03', '2026-10-31', '2027-04-03', '2026-09-05'),
    fc.nat(5 * 24 * 60),
  )
  .map(([day, minutes]) => at(day) + minutes * 60_000);

/** The definition of the field: the wall clock shows a matching day and hour. */
function fits({ dom, dow, hours }: RedemptionRange, instant: number, zone: string): boolean {
  const wall = wallClock(instant, zone);
  return (
    (dom.length === 0 || dom.includes(wall.date())) &&
    (dow.length === 0 || dow.includes(wall.day() || 7)) &&
    (hours.length === 0 || hours.includes(wall.hour()))
  );
}

test('windows are exactly the matching times, in every zone', () => {
  fc.assert(
    fc.property(ranges, moments, fc.constantFrom(...ZONES), fc.option(fc.nat(4 * 24)), (chosen, now, zone, hours) => {
      const until = hours === null ? null : now + hours * HOUR;
      const windows = nextWindows({ range: chosen, from: null, until }, { now, zone, count: 200 });
      const last = windows.length === 200 ? (windows.at(-1)?.end ?? Infinity) : Infinity;
      for (let instant = now; instant < Math.min(now + 3 * DAY, last); instant += 30 * 60_000) {
        const inside = windows.some(({ start, end }) => start <= instant && instant < (end ?? Infinity));
        expect(inside, isoInZone(instant, zone)).toBe(fits(chosen, instant, zone) && instant < (until ?? Infinity));
      }
      windows.forEach(({ start, end }, index) => {
        expect(start).toBeLessThan(end ?? Infinity);
        // Windows that touch must be joined.
        expect(start).toBeGreaterThan(windows[index - 1]?.end ?? -Infinity);
      });
    }),
    { numRuns: 60 },
  );
});

test('every range has a window within the longest wait', () => {
  fc.assert(
    fc.property(ranges, moments, (chosen, now) => {
      const [window] = nextWindows({ range: chosen, from: null, until: null }, { now, zone: 'UTC', count: 1 });
      expect(window?.start).toBeLessThanOrEqual(now + (LONGEST_WAIT + 1) * DAY);
    }),
  );
});

describe('openness', () => {
  const statusOf = (schedule: Schedule, now: string, zone = 'UTC') => openness(schedule, { now: at(now), zone });
  test('is open until its hours end', () => {
    expect(statusOf(open({ hours: OFFICE }), '2026-11-23T10:00:00Z')).toEqual({
      status: 'open',
      until: at('2026-11-23T18:00Z'),
    });
    expect(statusOf(open({}), '2026-11-23T10:00:00Z')).toEqual({ status: 'open', until: null });
  });
  test('is shut with the axes that do not match', () => {
    expect(statusOf(open({ dom: [1], dow: [1], hours: OFFICE }), '2026-11-23T20:00:00Z')).toMatchObject({
      status: 'shut',
      misses: ['dom', 'hours'],
    });
    expect(statusOf(open({ dow: [2], hours: [20] }), '2026-11-23T20:00:00Z')).toMatchObject({
      status: 'shut',
      misses: ['dow'],
    });
  });
  test('uses the clock of the zone', () => {
    expect(statusOf(open({ hours: [0] }), '2026-11-23T18:30:00Z', 'Asia/Kolkata').status).toBe('open');
  });
  test('is early, over or never', () => {
    const from = at('2026-11-30T00:00:00Z');
    expect(statusOf(open({ hours: [9] }, { from }), '2026-11-23T09:00:00Z')).toMatchObject({ status: 'early', from });
    // From its first moment on it is open or shut.
    expect(statusOf(open({ hours: [9] }, { from }), '2026-11-30T00:00:00Z').status).toBe('shut');
    expect(statusOf(open({ hours: [0] }, { from }), '2026-11-30T00:00:00Z').status).toBe('open');
    expect(statusOf(open({}, { from }), '2026-12-24T09:00:00Z').status).toBe('open');
    const until = at('2026-11-23T00:00:00Z');
    expect(statusOf(open({}, { until }), '2026-11-23T00:00:00Z')).toEqual({ status: 'over', until });
    expect(statusOf(open({ dom: [31] }, { until }), '2026-11-01T00:00:00Z')).toEqual({ status: 'never', until });
  });
});

const fitsDay = ({ dom, dow }: RedemptionRange, day: Date) =>
  (dom.length === 0 || dom.includes(day.getUTCDate())) && (dow.length === 0 || dow.includes(day.getUTCDay() || 7));

describe('hoursPerMonth', () => {
  test('matches a count over the 400 years after which the calendar repeats', () => {
    for (const chosen of [range({}), range({ dow: [1, 2, 3, 4, 5], hours: OFFICE }), range({ dom: [29, 30, 31] })]) {
      let days = 0;
      for (let day = 0; day < 146_097; day += 1)
        if (fitsDay(chosen, new Date(Date.UTC(2000, 0, 1) + day * DAY))) days += 1;
      const hours = (days * (chosen.hours.length || 24)) / 4800;
      expect(Math.abs(hoursPerMonth(chosen) - hours) / hours).toBeLessThan(0.001);
    }
  });
  test('is close to the count if days of the month and weekdays are combined', () => {
    expect(hoursPerMonth(range({ dom: [13], dow: [5], hours: [9] }))).toBeCloseTo(688 / 4800, 2);
  });
});
