import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '#values/json.ts';
import { discountExample, switchMatters } from './discount-example.ts';
import { series } from '../testing/builders.ts';

const FREE = { minBillAmount: -1, maxBillAmount: -1, discountUpto: 0, discountOn: 'BILL' };
const valuesOf = (wire: JsonObject) => series({ ...FREE, ...wire }).values;
const on = (bill: number, wire: JsonObject) => discountExample(valuesOf(wire), bill);
const PERC = (discountValue: number) => ({ discountType: 'PERC', discountValue });
const ABS = (discountValue: number) => ({ discountType: 'ABS', discountValue });

describe('discountExample', () => {
  test.each<[string, number, JsonObject, object | null]>([
    ['a percentage', 1200, PERC(15), { pays: 1020, off: 180, uncapped: null }],
    [
      'a percentage with a cap it reaches',
      5000,
      { ...PERC(15), discountUpto: 500 },
      { pays: 4500, off: 500, uncapped: 750 },
    ],
    ['a percentage just at its cap', 1000, { ...PERC(50), discountUpto: 500 }, { pays: 500, off: 500, uncapped: null }],
    ['an amount', 1200, ABS(150), { pays: 1050, off: 150, uncapped: null }],
    ['an amount above the bill', 100, ABS(150), { pays: 0, off: 100, uncapped: null }],
    ['an amount with a cap, which is for percentages', 1200, { ...ABS(150), discountUpto: 60 }, { pays: 1050 }],
    ['cents', 9.99, PERC(33.3), { pays: 6.66, off: 3.33 }],
    [
      'too small a bill',
      999,
      { ...PERC(15), minBillAmount: 1000 },
      { outcome: 'refused', because: 'below', bound: 1000 },
    ],
    ['too large a bill', 2001, { ...PERC(15), maxBillAmount: 2000 }, { outcome: 'refused', because: 'above' }],
    [
      'an item, regardless of the bill limits',
      10,
      { ...PERC(15), minBillAmount: 1000, discountOn: 'ITEM' },
      { pays: 8.5 },
    ],
    ['more than 100 %', 1200, PERC(101), null],
  ])('%s', (_, bill, wire, expected) => {
    const example = on(bill, wire);
    if (expected === null) expect(example).toBeNull();
    else expect(example).toMatchObject(expected);
  });

  test('returns null while the discount is half-typed', () => {
    const values = { ...valuesOf(PERC(15)), discountValue: { unresolved: 'draft', text: '1o' } as const };
    expect(discountExample(values, 1200)).toBeNull();
  });

  test('adds up, never pays less than 0, and never takes off more than the cap', () => {
    const amount = fc.integer({ min: 1, max: 10_000_000 }).map((cents) => cents / 100);
    fc.assert(
      fc.property(amount, amount, fc.option(amount), fc.boolean(), (bill, value, cap, percentage) => {
        const wire = percentage ? PERC(Math.min(value, 100)) : ABS(value);
        const example = on(bill, { ...wire, discountUpto: cap ?? 0 });
        if (example?.outcome !== 'pays') throw new Error('The bill was refused.');
        expect(example.pays + example.off).toBeCloseTo(bill, 2);
        expect(example.pays).toBeGreaterThanOrEqual(0);
        if (percentage && cap !== null) expect(example.off).toBeLessThanOrEqual(cap);
        expect(example.uncapped === null || example.uncapped > example.off).toBe(true);
      }),
    );
  });
});

test('switchMatters is true if the number would change its meaning', () => {
  expect(switchMatters(valuesOf(PERC(15)), 'ABS')).toBe(true);
  expect(switchMatters(valuesOf(PERC(15)), 'PERC')).toBe(false);
  expect(switchMatters(valuesOf(PERC(0)), 'ABS')).toBe(false);
});
