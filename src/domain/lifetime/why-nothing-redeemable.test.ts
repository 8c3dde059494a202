import { expect, test } from 'vitest';
import { whyNothingRedeemable } from './why-nothing-redeemable.ts';
import { series } from '../testing/builders.ts';

const TODAY = '2026-06-10';
const why = (wire: Parameters<typeof series>[0]) => whyNothingRedeemable(series(wire).values, TODAY, 'UTC');
const NO_END = { validTillDate: '1970-01-01T00:00:00Z', fixedExpiryDate: 0, ownerValidity: 0 };

test('coupons that expire before they are issued are never redeemable', () => {
  expect(why({ ...NO_END, expiryStrategyType: 'DAYS', expiryStrategyValue: -1, numIssued: 5 })).toBe(
    'each coupon expires before it is issued',
  );
  expect(why({ expiryStrategyType: 'DAYS', expiryStrategyValue: 3 })).toBeNull();
});

test('a series without a last day issues nothing, but issued coupons still work', () => {
  expect(why({ ...NO_END, expiryStrategyType: 'SERIES_EXPIRY', numIssued: 0 })).toMatch(/^no coupon is issued/);
  expect(why({ ...NO_END, expiryStrategyType: 'SERIES_EXPIRY', numIssued: 5 })).toBeNull();
});
