import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Day } from '#values/zone.ts';
import { type DayPresets, endPresets, issuePresets, startPresets } from './day-presets.ts';

const days = (presets: DayPresets, day: Day | null, today: Day) =>
  Object.fromEntries(presets(day, today).map((preset) => [preset.label, preset.day]));

test('endPresets counts from the entered day, or from today', () => {
  expect(days(endPresets, '2027-01-31', '2026-11-23')).toEqual({
    'End of this month': '2026-11-30',
    '+7 days': '2027-02-07',
    '+1 month': '2027-02-28',
  });
  expect(days(endPresets, null, '2026-11-23')).toMatchObject({ '+7 days': '2026-11-30', '+1 month': '2026-12-23' });
});

test('startPresets has today and the first day of the next month', () => {
  expect(days(startPresets, null, '2026-12-31')).toMatchObject({
    Today: '2026-12-31',
    'Start of next month': '2027-01-01',
  });
});

test('every preset is a valid day', () => {
  const day = fc
    .date({ min: new Date('1971-01-01'), max: new Date('9998-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  fc.assert(
    fc.property(
      fc.constantFrom(startPresets, endPresets, issuePresets),
      fc.option(day),
      day,
      (presets, value, today) => {
        for (const preset of presets(value, today))
          expect(new Date(preset.day).toISOString().slice(0, 10)).toBe(preset.day);
      },
    ),
  );
});
