import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '#values/json.ts';
import { addDays } from '#values/zone.ts';
import { couponEnd, isBorrowed, lifeCount, seriesEnd, strategyEnd } from './expiry.ts';
import { edited, series } from '../testing/builders.ts';

const end = (wire: JsonObject, issued: string, zone = 'UTC') => couponEnd(series(wire, zone).values, issued, zone);
const LATE = { validTillDate: '2035-12-31T00:00:00Z' };
const DAYS = (value: number) => ({ ...LATE, expiryStrategyType: 'DAYS', expiryStrategyValue: value });
const MONTHS = (value: number) => ({ ...LATE, expiryStrategyType: 'MONTHS', expiryStrategyValue: value });
const MONTHS_END = (value: number) => ({ ...LATE, expiryStrategyType: 'MONTHS_END', expiryStrategyValue: value });

describe('a coupon ends', () => {
  test.each<[string, JsonObject, string, string]>([
    ['200 days after issue, as published for series 14162', DAYS(200), '2019-10-31', '2020-05-18'],
    ['on the day of issue with 0 days', DAYS(0), '2026-11-12', '2026-11-12'],
    ['the next day with 1 day', DAYS(1), '2026-11-12', '2026-11-13'],
    ['before it is issued if the number was omitted', DAYS(-1), '2026-11-12', '2026-11-11'],
    ['on the same day of the next month', MONTHS(1), '2026-11-12', '2026-12-12'],
    ['on the last day of a shorter month', MONTHS(1), '2026-01-31', '2026-02-28'],
    ['on 29 February in a leap year', MONTHS(1), '2028-01-31', '2028-02-29'],
    ['at the end of the month of issue with 0 month ends', MONTHS_END(0), '2026-11-12', '2026-11-30'],
    ['at the end of the next month with 1', MONTHS_END(1), '2026-11-12', '2026-12-31'],
    ['at the end of February when issued on the 31st', MONTHS_END(1), '2026-01-31', '2026-02-28'],
    ['with the series', { ...LATE, expiryStrategyType: 'SERIES_EXPIRY' }, '2026-11-12', '2035-12-31'],
    [
      'with the series if that comes first',
      { ...DAYS(30), validTillDate: '2026-11-20T00:00:00Z' },
      '2026-11-12',
      '2026-11-20',
    ],
    ['with the series for any number of days', DAYS(2147483647), '2026-11-12', '2035-12-31'],
    ['with the series for any number of months', MONTHS(2147483647), '2026-11-12', '2035-12-31'],
  ])('%s', (_, wire, issued, expected) => {
    expect(end(wire, issued)).toBe(expected);
  });

  test('by its strategy if the series has no end, and never if neither is known', () => {
    const open = { validTillDate: '1970-01-01T00:00:00Z', ownerValidity: 0, fixedExpiryDate: 0 };
    expect(end({ ...DAYS(5), ...open }, '2026-11-12')).toBe('2026-11-17');
    expect(end({ ...open, expiryStrategyType: 'SERIES_EXPIRY' }, '2026-11-12')).toBeNull();
  });

  test('on a well-formed day that is never after the series’ end', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1, max: 2147483647 }),
        fc.constantFrom(DAYS, MONTHS, MONTHS_END),
        (value, kind) => {
          const last = end(kind(value), '2026-11-12');
          expect(last).toMatch(/^\d{4}-\d{2}-\d{2}$/);
          expect((last ?? '') <= '2035-12-31').toBe(true);
        },
      ),
    );
  });
});

describe('a series ends', () => {
  test('with the last second of its last day in the cluster’s zone', () => {
    const zones = {
      UTC: '2026-11-29T23:59:59.000Z',
      'Asia/Kolkata': '2026-11-29T18:29:59.000Z',
      'Pacific/Auckland': '2026-11-29T10:59:59.000Z',
    };
    for (const [zone, instant] of Object.entries(zones)) {
      const { values } = series({ validTillDate: '2026-11-29T00:00:00Z' }, zone);
      expect(seriesEnd(values, zone), zone).toMatchObject({ day: '2026-11-29', from: 'series' });
      expect(new Date(seriesEnd(values, zone)?.instant ?? 0).toISOString(), zone).toBe(instant);
    }
  });

  test('with its owner if it has no date or shows the owner’s', () => {
    const owned = { ownerValidity: 4737090197000, fixedExpiryDate: 0 };
    const shown = series({ ...owned, validTillDate: '2120-02-11T10:23:17Z' }).values;
    expect(isBorrowed(shown, 'UTC')).toBe(true);
    expect(seriesEnd(shown, 'UTC')).toMatchObject({ day: '2120-02-11', from: 'owner' });
    const none = series({ ...owned, validTillDate: '1970-01-01T00:00:00Z' }).values;
    expect(seriesEnd(none, 'UTC')).toMatchObject({ day: '2120-02-11', from: 'owner' });
  });

  test('on the day entered in the form, independent of the owner', () => {
    const owned = series({ ownerValidity: 4737090197000, fixedExpiryDate: 0, validTillDate: '2120-02-11T10:23:17Z' });
    const entered = edited(owned, { validTillDate: '2026-12-06' });
    expect(isBorrowed(entered, 'UTC')).toBe(false);
    expect(seriesEnd(entered, 'UTC')).toMatchObject({ day: '2026-12-06', from: 'series' });
    expect(seriesEnd(edited(owned, { validTillDate: null }), 'UTC')).toMatchObject({ from: 'owner' });
  });

  test('on its own day if the API shows the owner’s end although a date was fixed, or shows no end at all', () => {
    const fixed = { ownerValidity: 4737090197000, fixedExpiryDate: 4737090197000 };
    expect(isBorrowed(series({ ...fixed, validTillDate: '2120-02-11T10:23:17Z' }).values, 'UTC')).toBe(false);
    const open = { ownerValidity: 0, fixedExpiryDate: 0, validTillDate: '1970-01-01T00:00:00Z' };
    expect(isBorrowed(series(open).values, 'UTC')).toBe(false);
  });

  test('with its owner in any cluster zone', () => {
    for (const zone of ['Asia/Kolkata', 'America/Los_Angeles', 'Pacific/Auckland']) {
      const wire = { ownerValidity: 4737090197000, fixedExpiryDate: 0, validTillDate: '2120-02-11T10:23:17Z' };
      expect(seriesEnd(series(wire, zone).values, zone), zone).toMatchObject({ from: 'owner' });
    }
  });

  test('at the end of the calendar without an error', () => {
    for (const wire of [{ validTillDate: '9999-12-31T23:59:59Z' }, { validTillDate: null, ownerValidity: 8.64e15 }])
      for (const zone of ['UTC', 'Pacific/Auckland', 'America/Los_Angeles'])
        expect(seriesEnd(series(wire, zone).values, zone)?.day).toBe('9999-12-31');
  });

  test('never if its end is unknown or unreadable', () => {
    for (const validTillDate of [null, '1970-01-01T00:00:00Z', 'soon'])
      expect(seriesEnd(series({ validTillDate, ownerValidity: 0 }).values, 'UTC')).toBeNull();
  });
});

describe('the number of days or months', () => {
  test.each<[string, Json, number | null]>([
    ['counts as stored', 30, 30],
    ['counts as stored below -1, which validation refuses', -5, -5],
    ['counts as -1 if it was omitted', null, -1],
    ['is unknown for a text', 'soon', null],
    ['is unknown beyond 32 bits', 3_000_000_000, null],
    ['is unknown with a fraction', 1.5, null],
  ])('%s', (_, expiryStrategyValue, expected) => {
    const { values } = series({ ...LATE, expiryStrategyType: 'DAYS', expiryStrategyValue });
    expect(lifeCount(values)).toBe(expected);
    // The engine reads an unknown number as -1.
    expect(strategyEnd(values, '2026-11-12')).toBe(addDays('2026-11-12', expected ?? -1));
  });

  test('is unknown while it is typed', () => {
    const half = edited(series(DAYS(3)), { expiryStrategyValue: { unresolved: 'draft', text: '3x' } });
    expect(lifeCount(half)).toBeNull();
  });
});
