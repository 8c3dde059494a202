import fc from 'fast-check';
import { expect, test } from 'vitest';
import { endOfDay, startOfDay, wallClock } from '#values/zone.ts';
import { readingsOf } from './moment-zones.ts';

const last = (day: string, zone: string) => endOfDay(day, zone) - 999;

test('clocks that agree share one entry', () => {
  expect(
    readingsOf(last('2026-11-29', 'Asia/Kolkata'), {
      cluster: 'Asia/Kolkata',
      organisation: 'Asia/Kolkata',
      viewer: 'America/Los_Angeles',
    }),
  ).toEqual([
    { whose: 'API, organisation', text: 'Sun 29 Nov 2026 23:59:59 IST' },
    { whose: 'You', text: 'Sun 29 Nov 2026 10:29:59 PST' },
    { whose: 'UTC', text: 'Sun 29 Nov 2026 18:29:59 UTC' },
  ]);
});

test('zones that agree at that moment share one entry, even if they differ in summer', () => {
  const zones = { cluster: 'UTC', organisation: 'Europe/London', viewer: null };
  expect(readingsOf(last('2026-12-06', 'UTC'), zones).map(({ whose }) => whose)).toEqual(['API, organisation, UTC']);
  expect(readingsOf(last('2026-07-06', 'UTC'), zones)).toEqual([
    { whose: 'API, UTC', text: 'Mon 6 Jul 2026 23:59:59 UTC' },
    { whose: 'Organisation', text: 'Tue 7 Jul 2026 00:59:59 BST' },
  ]);
});

test('names each clock exactly once and prints no time twice, in any zone', () => {
  const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
  const day = fc
    .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  fc.assert(
    fc.property(zone, zone, fc.option(zone), day, (cluster, organisation, viewer, date) => {
      const moment = startOfDay(date, cluster);
      const readings = readingsOf(moment, { cluster, organisation, viewer });
      const named = readings.flatMap(({ whose }) => whose.toLowerCase().split(', '));
      expect(named.toSorted()).toEqual(['api', 'organisation', 'utc', ...(viewer === null ? [] : ['you'])].toSorted());
      const clocks = readings.map(({ text }) => text.split(' ').slice(0, 5).join(' '));
      expect(new Set(clocks).size).toBe(clocks.length);
      expect(readings[0]?.text).toContain(wallClock(moment, cluster).format('D MMM YYYY HH:mm:ss'));
    }),
  );
});
