import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contradictsWeekday, parseDay, printDay, weekdayText } from './day-text.ts';

const context = { today: '2026-11-23', from: '2026-11-29' };

describe('parseDay', () => {
  it.each([
    ['2026-12-06', '2026-12-06'],
    ['2026/12/6', '2026-12-06'],
    ['6 dec 2026', '2026-12-06'],
    ['Sun 6 Dec 2026', '2026-12-06'],
    ['Mon 6 Dec 2026', '2026-12-06'],
    ['Sunday, 6 December 2026', '2026-12-06'],
    ['6th December, 2026', '2026-12-06'],
    ['Dec 6, 2026', '2026-12-06'],
    ['6-Dec-26', '2026-12-06'],
    ['6/12/2026', '2026-12-06'],
    ['6.12.26', '2026-12-06'],
    ['06.12.2026', '2026-12-06'],
    ['1 sept 2027', '2027-09-01'],
    ['6 dec', '2026-12-06'],
    ['6 nov', '2027-11-06'],
    ['23 nov', '2026-11-23'],
    ['29 feb 2028', '2028-02-29'],
    ['29 feb', '2028-02-29'],
    ['feb 29', '2028-02-29'],
    ['today', '2026-11-23'],
    ['Tomorrow', '2026-11-24'],
    ['+7', '2026-12-06'],
    ['-1', '2026-11-28'],
    ['+ 2 weeks', '2026-12-13'],
    ['+1 month', '2026-12-29'],
    ['+1m', '2026-12-29'],
    ['+1 year', '2027-11-29'],
  ])('reads %j', (text, day) => expect(parseDay(text, context)).toBe(day));

  it.each([
    '',
    '6 de',
    '6',
    '6.12',
    '6.12.2',
    '6 dec 202',
    '31 apr 2026',
    '29 feb 2027',
    '13/13/2026',
    '6 foo 2026',
    '+',
    '+7 x',
    '+9999 years',
    'maybe',
    '2026-13-01',
  ])('does not read %j', (text) => expect(parseDay(text, context)).toBeNull());

  it('finds the next 29 February across a century without a leap day', () => {
    expect(parseDay('29 feb', { today: '2096-03-01', from: '2096-03-01' })).toBe('2104-02-29');
    expect(parseDay('31 feb', context)).toBeNull();
  });

  it('notices a weekday that contradicts its day', () => {
    expect(contradictsWeekday('Mon 6 Dec 2026', '2026-12-06')).toBe(true);
    for (const text of ['Sun 6 Dec 2026', 'sunday, 6 dec 2026', '6 dec 2026', 'Dec 6, 2026'])
      expect(contradictsWeekday(text, '2026-12-06'), text).toBe(false);
    expect(weekdayText('2026-12-06')).toBe('6 Dec 2026 is a Sunday');
  });

  it('does not complete a two-digit year that may still grow', () => {
    expect(parseDay('6.12.20', { ...context, typing: true })).toBeNull();
    expect(parseDay('6.12.20', context)).toBe('2020-12-06');
    expect(parseDay('6.12.27', { ...context, typing: true })).toBe('2027-12-06');
  });

  it('parses every printed day', () => {
    const days = fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (date) => {
        const day = date.toISOString().slice(0, 10);
        expect(parseDay(printDay(day), context)).toBe(day);
        expect(parseDay(printDay(day), { ...context, typing: true })).toBe(day);
        expect(parseDay(day, context)).toBe(day);
      }),
    );
  });
});
