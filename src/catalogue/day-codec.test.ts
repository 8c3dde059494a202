import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as zone from '#values/zone.ts';
import { readValue, writeValue } from './codecs.ts';

const ZONES = ['UTC', 'Asia/Kolkata', 'America/Los_Angeles', 'Pacific/Auckland', 'Europe/London'];
const allZones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
const days = (from: string, to: string) =>
  fc
    .date({ min: new Date(from), max: new Date(to), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
const DAY = { type: 'day', noneLabel: 'No date' } as const;
// A zone that has crossed the date line since 1971 skipped a day.
const SKIPPED = /had no such day/;

/** An independent calculation of the calendar day, by Intl alone. */
function dayByIntl(instant: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const get = (type: string) => parts.formatToParts(instant).find((part) => part.type === type)?.value ?? '';
  return `${get('year')}-${get('month')}-${get('day')}`;
}

function sent(day: string, clusterZone: string): string | null {
  const written = writeValue(DAY, day, clusterZone);
  if ('wire' in written) return written.wire as string;
  expect(written.problem).toMatch(SKIPPED);
  return null;
}

describe('a picked day', () => {
  test('survives the API’s cut to the day in the cluster’s zone', () => {
    fc.assert(
      fc.property(days('1971-01-02', '2200-12-31'), allZones, (day, clusterZone) => {
        const wire = sent(day, clusterZone);
        if (wire === null) return;
        const instant = zone.parseDateTime(wire);
        expect(instant === null ? null : dayByIntl(instant, clusterZone)).toBe(day);
        expect(readValue(DAY, wire, clusterZone)).toEqual({ value: day });
      }),
      { numRuns: 1500 },
    );
  });

  test('survives the cut to midnight UTC on a UTC cluster', () => {
    fc.assert(
      fc.property(days('1971-01-02', '2200-12-31'), (day) => {
        expect(sent(day, 'UTC')).toBe(`${day}T12:00:00Z`);
        expect(readValue(DAY, `${sent(day, 'UTC')?.slice(0, 10)}T00:00:00Z`, 'UTC')).toEqual({ value: day });
      }),
    );
  });

  test('is sent as noon also on days when the clock changes', () => {
    expect(sent('2026-03-29', 'Europe/London')).toBe('2026-03-29T12:00:00+01:00');
    expect(sent('2026-10-25', 'Europe/London')).toBe('2026-10-25T12:00:00Z');
    expect(sent('2026-03-08', 'America/Los_Angeles')).toBe('2026-03-08T12:00:00-07:00');
    expect(sent('2026-01-15', 'Pacific/Auckland')).toBe('2026-01-15T12:00:00+13:00');
    expect(sent('2026-06-15', 'Asia/Kolkata')).toBe('2026-06-15T12:00:00+05:30');
  });

  test('is refused if the zone skipped it or it would mean “no date”', () => {
    expect(writeValue(DAY, '2011-12-30', 'Pacific/Apia')).toEqual({ problem: 'Pacific/Apia had no such day.' });
    for (const day of ['1970-01-01', '1969-12-31', '0026-12-06'])
      expect(writeValue(DAY, day, 'UTC')).toEqual({ problem: expect.stringContaining('1 January 1970') });
  });

  test.each(['2026-02-29', '2026-13-01', '6 Dec 2026', ''])('%j is refused', (day) => {
    expect(writeValue(DAY, day, 'UTC')).toHaveProperty('problem');
  });
});

test('“no date” is sent as the instant 0 and read from every form the API writes', () => {
  for (const clusterZone of ZONES) {
    expect(writeValue(DAY, null, clusterZone)).toEqual({ wire: '1970-01-01T00:00:00Z' });
    for (const wire of [
      '1970-01-01T00:00:00Z',
      '1970-01-01T05:30:00+05:30',
      '1969-12-31T16:00:00-08:00',
      '1970-01-01',
      '1970-01-01T00:00:00+05:30',
      '',
      null,
    ])
      expect(readValue(DAY, wire, clusterZone)).toEqual({ value: null });
  }
});

describe('the bounds of a day', () => {
  test('are its first and last millisecond in every zone', () => {
    fc.assert(
      // Liberia’s offset had seconds until 1972. No series is that old.
      fc.property(days('1973-01-02', '2200-12-30'), allZones, (day, timeZone) => {
        if (sent(day, timeZone) === null) return;
        const [start, end] = [zone.startOfDay(day, timeZone), zone.endOfDay(day, timeZone)];
        expect([dayByIntl(start, timeZone), dayByIntl(end, timeZone)]).toEqual([day, day]);
        expect(dayByIntl(start - 1, timeZone) < day).toBe(true);
        expect(dayByIntl(end + 1, timeZone) > day).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });

  test.each([
    ['starts at 01:00 where midnight is skipped', '2018-11-04', 'America/Sao_Paulo', '2018-11-04T03:00:00.000Z', 23],
    ['starts at the first of two midnights', '2021-10-29', 'Asia/Amman', '2021-10-28T21:00:00.000Z', 25],
    ['has 25 hours in autumn', '2026-10-25', 'Europe/London', '2026-10-24T23:00:00.000Z', 25],
    ['has 23 hours in spring', '2026-03-08', 'America/Los_Angeles', '2026-03-08T08:00:00.000Z', 23],
  ])('a day %s', (_, day, timeZone, start, hours) => {
    expect(new Date(zone.startOfDay(day, timeZone)).toISOString()).toBe(start);
    expect(zone.endOfDay(day, timeZone) + 1 - zone.startOfDay(day, timeZone)).toBe(hours * 3_600_000);
  });

  test('exist for the last supported day', () => {
    expect(zone.endOfDay('9999-12-31', 'UTC')).toBe(Date.parse('9999-12-31T23:59:59.999Z'));
  });
});

test('results do not depend on the machine’s zone', () => {
  const results = (['UTC', 'America/New_York', 'Asia/Tokyo', 'Australia/Lord_Howe'] as const).map((machine) => {
    const before = process.env['TZ'];
    process.env['TZ'] = machine;
    try {
      expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(machine);
      return ZONES.flatMap((timeZone) =>
        ['2026-03-08', '2026-03-29', '2026-06-10', '2026-10-25', '2026-11-01'].map((day) => [
          sent(day, timeZone),
          zone.endOfDay(day, timeZone),
          zone.parseDateTime(`${day}T02:30:00`),
          zone.addMonths(day, 5),
        ]),
      );
    } finally {
      if (before === undefined) delete process.env['TZ'];
      else process.env['TZ'] = before;
    }
  });
  for (const result of results) expect(result).toEqual(results[0]);
});

test('days out of range are clamped, so that they stay comparable', () => {
  expect(zone.addDays('2026-01-01', 10_000_000)).toBe('9999-12-31');
  expect(zone.addMonths('2026-01-01', 2_147_483_647)).toBe('9999-12-31');
  expect(zone.addMonths('2026-01-01', -2_147_483_647)).toBe('0000-01-01');
  expect(zone.dayOf(8.64e15, 'Asia/Kolkata')).toBe('9999-12-31');
  expect(zone.dayOf(Date.parse('9999-12-31T23:59:59Z'), 'Pacific/Auckland')).toBe('9999-12-31');
});

test('addMonths keeps the day of the month, or takes the last day of a shorter month', () => {
  expect(zone.addMonths('2026-01-31', 1)).toBe('2026-02-28');
  expect(zone.addMonths('2024-01-31', 1)).toBe('2024-02-29');
  expect(zone.addMonths('2026-11-30', 3)).toBe('2027-02-28');
  expect(zone.addMonths('2026-01-15', -1)).toBe('2025-12-15');
  expect(zone.lastDayOfMonth('2024-02-03')).toBe('2024-02-29');
});

test('parseDateTime returns null for a moment that does not exist', () => {
  expect(zone.parseDateTime('2025-04-25T00:00:00Z')).toBe(Date.UTC(2025, 3, 25));
  expect(zone.parseDateTime('2025-04-25T05:30:00+0530')).toBe(Date.UTC(2025, 3, 25));
  expect(zone.parseDateTime('2021-05-24T09:18:59.261Z')).toBe(Date.UTC(2021, 4, 24, 9, 18, 59, 261));
  for (const text of ['2025-04-25T23:50:79+05:30', '2025-02-30', '2025-04-25T24:00:00Z', 'tomorrow', '0000-00-00'])
    expect(zone.parseDateTime(text), text).toBeNull();
});
