import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Values } from '#catalogue/catalogue.ts';
import type { Day } from '#values/zone.ts';
import type { JsonObject } from '#values/json.ts';
import { addDays, dayOf, startOfDay } from '#values/zone.ts';
import { couponTimeline } from './coupon-timeline.ts';
import { type CouponLife, couponLife, unclearLife } from './coupon-life.ts';
import { couponEnd } from './expiry.ts';
import { eventName, couponLifeText } from './coupon-life-text.ts';
import { series } from '../testing/builders.ts';

const TODAY = '2026-11-23';
const ENDS = (day: string) => ({ validTillDate: `${day}T00:00:00Z` });
const AFTER_DAYS = (value: number) => ({ expiryStrategyType: 'DAYS', expiryStrategyValue: value });
const FREE = { ...ENDS('2026-12-31'), ...AFTER_DAYS(30), redemptionValidFrom: '1970-01-01T00:00:00Z' };

const valuesOf = (wire: JsonObject, zone = 'UTC') => series({ ...FREE, ...wire }, zone).values;
const textOf = (wire: JsonObject, issued = TODAY, zone = 'UTC') => {
  const values = valuesOf(wire, zone);
  return couponLifeText(values, couponLife(values, issued, zone), TODAY, zone);
};
const stops = (wire: JsonObject, issued = TODAY) => {
  const life = couponLife(valuesOf(wire), issued, 'UTC');
  return couponTimeline(life).map(({ day, events, after }) => [
    day,
    events.map((event) => eventName(event, life)).join(),
    after,
  ]);
};

describe('couponLifeText', () => {
  test.each<[string, JsonObject, string]>([
    [
      'its own end first',
      {},
      'Works for 31 days: from today through Wed 23 Dec 2026 23:59:59 UTC. Its own end comes first, 30 days after issue. The series goes on until Thu 31 Dec 2026.',
    ],
    [
      'the series first',
      ENDS('2026-12-06'),
      'Works for 14 days: from today through Sun 6 Dec 2026 23:59:59 UTC. The series ends first. Its own end would be on Wed 23 Dec 2026, 30 days after issue.',
    ],
    [
      'both at once',
      ENDS('2026-12-23'),
      'Works for 31 days: from today through Wed 23 Dec 2026 23:59:59 UTC. Its own end, 30 days after issue, and the end of the series fall on the same day.',
    ],
    [
      'with the series only',
      { expiryStrategyType: 'SERIES_EXPIRY', expiryStrategyValue: 1 },
      'Works for 39 days: from today through Thu 31 Dec 2026 23:59:59 UTC. It expires with the series.',
    ],
    [
      'after a wait',
      { redemptionValidAfterDays: 3 },
      'Works for 28 days: from Thu 26 Nov 2026 through Wed 23 Dec 2026 23:59:59 UTC. It waits 3 days after its issue. Its own end comes first, 30 days after issue. The series goes on until Thu 31 Dec 2026.',
    ],
    [
      'from the start of the series, which is later than the wait',
      { redemptionValidAfterDays: 3, redemptionValidFrom: '2026-12-01T00:00:00Z' },
      'Works for 23 days: from Tue 1 Dec 2026 through Wed 23 Dec 2026 23:59:59 UTC. Before that day no coupon of the series can be redeemed. Its own end comes first, 30 days after issue. The series goes on until Thu 31 Dec 2026.',
    ],
    [
      'on its day of issue only',
      AFTER_DAYS(0),
      'Works for 1 day: from today through Mon 23 Nov 2026 23:59:59 UTC. Its own end comes first, on the day of issue. The series goes on until Thu 31 Dec 2026.',
    ],
    [
      'to the end of a month',
      { expiryStrategyType: 'MONTHS_END', expiryStrategyValue: 1, ...ENDS('2027-06-30') },
      'Works for 39 days: from today through Thu 31 Dec 2026 23:59:59 UTC. Its own end comes first, at the end of the next month. The series goes on until Wed 30 Jun 2027.',
    ],
    ...(
      [
        ['DAYS', -5, '5 days before its issue, on Wed 18 Nov 2026'],
        ['MONTHS', -1, 'a month before its issue, on Fri 23 Oct 2026'],
        ['MONTHS', -3, '3 months before its issue, on Sun 23 Aug 2026'],
        ['MONTHS_END', -1, 'at the end of the month before its issue, on Sat 31 Oct 2026'],
        ['MONTHS_END', -2, 'at the end of the 2nd month before that of its issue, on Wed 30 Sep 2026'],
      ] as const
    ).map(([expiryStrategyType, expiryStrategyValue, term]): [string, JsonObject, string] => [
      `born expired by ${expiryStrategyValue} ${expiryStrategyType}`,
      { expiryStrategyType, expiryStrategyValue },
      `Expired before it is issued: it ends ${term}.`,
    ]),
    [
      'born expired',
      AFTER_DAYS(-1),
      'Expired before it is issued: it ends the day before its issue, on Sun 22 Nov 2026.',
    ],
    [
      'expired before its waiting time is over',
      { ...AFTER_DAYS(2), redemptionValidAfterDays: 3 },
      'Never redeemable: it expires on Wed 25 Nov 2026, before the waiting time is over on Thu 26 Nov 2026. Its own end comes first, 2 days after issue. The series goes on until Thu 31 Dec 2026.',
    ],
    [
      'on the chosen days and hours',
      { redemptionRange: '{"dom":[-1],"dow":[2],"hours":[10,11]}' },
      'Works on the chosen days: from Tue 24 Nov 2026 through Tue 22 Dec 2026, at the chosen hours. Tue 24 Nov 2026 is its first chosen day. Its own end comes first, 30 days after issue. The series goes on until Thu 31 Dec 2026.',
    ],
    [
      'at the chosen hours',
      { redemptionRange: '{"dom":[-1],"dow":[-1],"hours":[10]}' },
      'Works for 31 days: from today through Wed 23 Dec 2026, at the chosen hours. Its own end comes first, 30 days after issue. The series goes on until Thu 31 Dec 2026.',
    ],
    [
      'expired before the next chosen day',
      { ...AFTER_DAYS(4), redemptionRange: '{"dom":[28],"dow":[-1],"hours":[-1]}' },
      'Never redeemable: it expires on Fri 27 Nov 2026, and no day before that is among the chosen days. Its own end comes first, 4 days after issue. The series goes on until Thu 31 Dec 2026.',
    ],
    ['issued too late', ENDS('2026-11-22'), 'No coupon can be issued on this day: the series ends on Sun 22 Nov 2026.'],
    [
      'without any end',
      { validTillDate: '1970-01-01T00:00:00Z', fixedExpiryDate: 0, ownerValidity: 0 },
      'Neither the series nor an owner has a last day, so no coupon can be issued. One that is already issued works through Wed 23 Dec 2026 23:59:59 UTC.',
    ],
    [
      'to the end of its owner',
      {
        validTillDate: '1970-01-01T00:00:00Z',
        fixedExpiryDate: 0,
        ownerValidity: Date.parse('2026-12-06T10:00:00Z'),
      },
      'Works for 14 days: from today through Sun 6 Dec 2026 23:59:59 UTC. The series, which follows its owner, ends first. Its own end would be on Wed 23 Dec 2026, 30 days after issue.',
    ],
  ])('%s', (_, wire, expected) => {
    const { verdict, reasons } = textOf(wire);
    expect([verdict, ...reasons].join(' ')).toBe(expected);
  });

  test('says whether a coupon issued earlier works today', () => {
    const lastReason = (issued: Day) => textOf({}, issued).reasons.at(-1);
    expect(lastReason('2026-11-01')).toBe('Today it works, with 9 days left.');
    expect(lastReason('2026-10-01')).toBe('Today it has expired.');
    expect(textOf({ redemptionValidAfterDays: 20 }, '2026-11-10').reasons.at(-1)).toBe('Today it does not work yet.');
    const tuesdays = { redemptionRange: '{"dom":[-1],"dow":[2],"hours":[-1]}' };
    expect(textOf(tuesdays, '2026-11-01').reasons.at(-1)).toBe('Today is not a chosen day.');
  });

  test('prints the end in the cluster’s zone', () => {
    expect(textOf({}, TODAY, 'Asia/Kolkata').verdict).toContain('Wed 23 Dec 2026 23:59:59 IST');
  });
});

describe('the timeline', () => {
  test('has one stop per day, and a stop for the end that has no effect', () => {
    expect(stops({ redemptionValidAfterDays: 3, ...ENDS('2026-12-06') })).toEqual([
      ['2026-11-23', 'Issued', 'before'],
      ['2026-11-26', 'Redeemable', 'open'],
      ['2026-12-06', 'Expires', 'over'],
      ['2026-12-23', 'Would expire', null],
    ]);
    expect(stops({})).toEqual([
      ['2026-11-23', 'Issued,Redeemable', 'open'],
      ['2026-12-23', 'Expires', 'over'],
      ['2026-12-31', 'Series ends', null],
    ]);
    expect(stops({ ...ENDS(TODAY), expiryStrategyType: 'SERIES_EXPIRY' })).toEqual([
      ['2026-11-23', 'Issued,Redeemable,Expires', null],
    ]);
    // A coupon that is expired at issue is never redeemable; after the series' end none is issued.
    expect(stops(AFTER_DAYS(-1))).toEqual([['2026-11-23', 'Issued', null]]);
    expect(stops({}, '2027-01-01')).toEqual([]);
  });

  const ZONES = ['Asia/Kolkata', 'America/Los_Angeles', 'Pacific/Auckland', 'Europe/London', 'UTC'];
  const day = fc
    .date({ min: new Date('2026-01-01'), max: new Date('2028-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  const anyLife = fc.record({
    zone: fc.constantFrom(...ZONES),
    issued: day,
    ends: fc.option(day),
    starts: fc.option(day),
    wait: fc.constantFrom(-1, 0, 1, 3, 40),
    type: fc.constantFrom('SERIES_EXPIRY', 'DAYS', 'MONTHS', 'MONTHS_END'),
    value: fc.oneof(fc.integer({ min: -1, max: 60 }), fc.constant(2147483647)),
  });
  type Any = typeof anyLife extends fc.Arbitrary<infer T> ? T : never;
  const live = ({ zone, issued, ends, starts, wait, type, value }: Any): [Values, CouponLife] => {
    // The API stores a day as midnight of the cluster's zone.
    const stored = (date: Day | null) =>
      date === null ? '1970-01-01T00:00:00Z' : new Date(startOfDay(date, zone)).toISOString();
    const wire = {
      validTillDate: stored(ends),
      redemptionValidFrom: stored(starts),
      redemptionValidAfterDays: wait,
      expiryStrategyType: type,
      expiryStrategyValue: value,
      ownerValidity: 0,
      fixedExpiryDate: 0,
    };
    const { values } = series(wire, zone);
    return [values, couponLife(values, issued, zone)];
  };

  test('ends on the day of couponEnd in every zone, also across clock changes', () => {
    fc.assert(
      fc.property(anyLife, (any) => {
        const [values, life] = live(any);
        expect(unclearLife(values)).toEqual([]);
        expect(life.until).toBe(couponEnd(values, any.issued, any.zone));
        expect(life.seriesEnd?.day ?? null).toBe(any.ends);
        // The last second is on the last day, and the next one is not.
        if (life.seriesEnd) {
          expect(dayOf(life.seriesEnd.instant, any.zone)).toBe(any.ends);
          expect(dayOf(life.seriesEnd.instant + 1000, any.zone)).toBe(addDays(life.seriesEnd.day, 1));
        }
      }),
      { numRuns: 400 },
    );
  });

  test('has stops in the order of days, fills its width, and names every event once', () => {
    fc.assert(
      fc.property(anyLife, (any) => {
        const [, life] = live(any);
        const timeline = couponTimeline(life);
        const positions = timeline.map(({ at }) => at);
        if (life.state === 'seriesOver') {
          expect(timeline).toEqual([]);
          return;
        }
        expect(positions[0]).toBe(0);
        if (timeline.length > 1) expect(positions.at(-1)).toBeCloseTo(1);
        for (const [index, stop] of timeline.entries()) {
          const next = timeline[index + 1];
          if (!next) continue;
          expect(stop.day < next.day).toBe(true);
          expect(next.at - stop.at).toBeGreaterThan(0.19);
        }
        const events = timeline.flatMap((stop) => stop.events);
        expect(new Set(events).size).toBe(events.length);
        for (const [event, when] of [
          ['issued', life.issued],
          ['from', life.state === 'works' || life.state === 'noEnd' ? life.from : null],
          ['until', life.state === 'bornExpired' ? null : life.until],
        ] as const)
          expect(timeline.find((stop) => stop.events.includes(event))?.day ?? null).toBe(when);
      }),
    );
  });

  test('is open exactly on the days the coupon can be redeemed', () => {
    fc.assert(
      fc.property(anyLife, (any) => {
        const [, life] = live(any);
        const open = couponTimeline(life).filter((stop) => stop.after === 'open');
        const works = life.state === 'works' && life.until !== null && life.from < life.until;
        if (life.state !== 'noEnd') expect(open.length > 0).toBe(works);
        for (const stop of open) expect(stop.day >= life.from && stop.day < (life.until ?? '9999')).toBe(true);
      }),
    );
  });

  test('always has texts in whole sentences', () => {
    fc.assert(
      fc.property(anyLife, day, (any, today) => {
        const [values, life] = live(any);
        const { verdict, reasons, tone } = couponLifeText(values, life, today, any.zone);
        expect(tone === 'fine').toBe(life.state === 'works');
        for (const text of [verdict, ...reasons]) {
          expect(text).toMatch(/^[A-Z].*[.]$/u);
          expect(text).not.toMatch(/undefined|null|NaN|Invalid|,,| {2}/u);
        }
      }),
    );
  });
});

test('unclearLife returns half-typed or unknown fields that matter for the life', () => {
  const draft = { unresolved: 'draft', text: '6 de' } as const;
  const values = valuesOf({});
  expect(unclearLife({ ...values, validTillDate: draft })).toEqual(['validTillDate']);
  expect(unclearLife({ ...values, expiryStrategyValue: draft })).toEqual(['expiryStrategyValue']);
  expect(unclearLife({ ...values, expiryStrategyType: 'SERIES_EXPIRY', expiryStrategyValue: draft })).toEqual([]);
  expect(unclearLife({ ...values, expiryStrategyType: 'WEEKS' })).toEqual(['expiryStrategyType']);
  expect(unclearLife({ ...values, ownerValidity: draft })).toEqual([]);
  expect(unclearLife({ ...values, ownerValidity: draft, validTillDate: null })).toEqual(['ownerValidity']);
});
