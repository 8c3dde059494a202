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

describe('what a bill pays', () => {
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
    ['an item, whatever the bill must be', 10, { ...PERC(15), minBillAmount: 1000, discountOn: 'ITEM' }, { pays: 8.5 }],
    ['more than all of it', 1200, PERC(101), null],
  ])('%s', (_, bill, wire, expected) => {
    const found = on(bill, wire);
    if (expected === null) expect(found).toBeNull();
    else expect(found).toMatchObject(expected);
  });

  test('nothing where the discount is not a number yet', () => {
    const values = { ...valuesOf(PERC(15)), discountValue: { unresolved: 'draft', text: '1o' } as const };
    expect(discountExample(values, 1200)).toBeNull();
  });

  test('adds up, never below nothing and never more off than the cap', () => {
    const amount = fc.integer({ min: 1, max: 10_000_000 }).map((cents) => cents / 100);
    fc.assert(
      fc.property(amount, amount, fc.option(amount), fc.boolean(), (bill, value, cap, percentage) => {
        const wire = percentage ? PERC(Math.min(value, 100)) : ABS(value);
        const found = on(bill, { ...wire, discountUpto: cap ?? 0 });
        if (found?.outcome !== 'pays') throw new Error('is expected to pay');
        expect(found.pays + found.off).toBeCloseTo(bill, 2);
        expect(found.pays).toBeGreaterThanOrEqual(0);
        if (percentage && cap !== null) expect(found.off).toBeLessThanOrEqual(cap);
        expect(found.uncapped === null || found.uncapped > found.off).toBe(true);
      }),
    );
  });
});

test('switching the kind matters while there is a number that would mean something else', () => {
  expect(switchMatters(valuesOf(PERC(15)), 'ABS')).toBe(true);
  expect(switchMatters(valuesOf(PERC(15)), 'PERC')).toBe(false);
  expect(switchMatters(valuesOf(PERC(0)), 'ABS')).toBe(false);
});
