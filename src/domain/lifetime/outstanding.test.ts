import { describe, expect, test } from 'vitest';
import type { JsonObject } from '#values/json.ts';
import { couponsOut, laterEndText, outstanding } from './outstanding.ts';
import { NOW, series } from '../testing/builders.ts';

const ONCE = { numIssued: 1200, numRedeemed: 200, isMultipleUseAllowed: false };
const valuesOf = (wire: JsonObject) => series({ ...ONCE, ...wire }).values;
const ENDS = (day: string) => ({ validTillDate: `${day}T00:00:00Z` });

test('outstanding counts coupons that are issued and not redeemed, or returns null', () => {
  expect(outstanding(valuesOf({}))).toBe(1000);
  expect(outstanding(valuesOf({ numRedeemed: 1300 }))).toBe(0);
  expect(outstanding(valuesOf({ isMultipleUseAllowed: true }))).toBeNull();
  expect(outstanding(valuesOf({ isMultipleUseAllowed: true, numIssued: 0 }))).toBe(0);
  expect(couponsOut(valuesOf({}))).toBe('1,000 coupons issued and not redeemed');
  expect(couponsOut(valuesOf({ numRedeemed: 1199 }))).toBe('1 coupon issued and not redeemed');
  expect(couponsOut(valuesOf({ isMultipleUseAllowed: true }))).toBe('1,200 coupons already issued');
  expect(couponsOut(valuesOf({ numRedeemed: 1200 }))).toBeNull();
});

describe('a later end', () => {
  const text = (from: string, to: string, wire: JsonObject = {}) =>
    laterEndText(valuesOf({ ...ENDS(from), ...wire }), valuesOf({ ...ENDS(to), ...wire }), NOW, 'UTC');
  test('says how much longer issued coupons live', () => {
    const SERIES = { expiryStrategyType: 'SERIES_EXPIRY' };
    expect(text('2026-06-30', '2026-07-07', SERIES)).toBe(
      'The 1,000 coupons issued and not redeemed live 7 days longer.',
    );
    expect(text('2026-06-30', '2026-07-01', { ...SERIES, numRedeemed: 1199 })).toBe(
      'The 1 coupon issued and not redeemed lives 1 day longer.',
    );
    expect(text('2026-06-30', '2026-07-07', { expiryStrategyType: 'DAYS' })).toBe(
      'Of the 1,000 coupons issued and not redeemed, those that end with the series live up to 7 days longer.',
    );
  });
  test('has no text for an earlier end, a revived series, or a series without issued coupons', () => {
    expect(text('2026-06-30', '2026-06-29')).toBeNull();
    expect(text('2026-06-01', '2026-06-30')).toBeNull();
    expect(text('2026-06-30', '2026-07-07', { numIssued: 0 })).toBeNull();
  });
});
