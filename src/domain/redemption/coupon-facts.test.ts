import { describe, expect, test } from 'vitest';
import type { JsonObject } from '#values/json.ts';
import { NOW, series } from '../testing/builders.ts';
import { checkRedemption, inputOf } from './check-redemption.ts';
import { apiVerdict, compareVerdicts, couponsOf, customerName, factsOf, type Found } from './coupon-facts.ts';

const ID = 698948;
const OFFER = {
  anyUser: false,
  expiryStrategyType: 'DAYS',
  expiryStrategyValue: 10,
  validTillDate: '2026-12-06T00:00:00Z',
};
const NONE: Found = { coupon: null, customer: null, total: null, verdict: null };
const COUPON = { code: 'ABC123', seriesId: ID, validTill: '2026-06-11T00:00:00Z', newKey: { kept: true } };
const HELD = {
  code: 'abc123',
  seriesId: ID,
  createdDate: '2026-06-01T23:30:00Z',
  validTill: '2026-06-11T00:00:00Z',
  redemptionCount: 1,
  redemptions: [{ date: '2026-06-05T10:00:00Z' }],
};
const factsIn = (found: Partial<Found>, wire: JsonObject = {}) =>
  factsOf({ ...NONE, ...found }, series({ ...OFFER, ...wire }), 'UTC');

describe('the facts of a look-up', () => {
  test('a coupon and its holder give issue, uses and last use', () => {
    expect(factsIn({ coupon: COUPON, customer: { id: 1, coupons: [HELD] }, total: 1 })).toEqual({
      issuedTo: 'customer',
      issued: '2026-06-01',
      codeUses: 1,
      codeUsesByCustomer: 1,
      customerUses: 1,
      lastUse: Date.UTC(2026, 5, 5, 10),
    });
  });

  test('an end that does not follow from the series is the coupon’s own', () => {
    const moved = { ...COUPON, validTill: '2026-06-20T00:00:00Z' };
    expect(factsIn({ coupon: moved, customer: { coupons: [HELD] } })).toMatchObject({ codeEnd: '2026-06-20' });
    expect(factsIn({ coupon: { ...COUPON, validTillDateTime: '2026-06-12T23:59:59Z' } })).toEqual({
      codeEnd: '2026-06-12',
    });
    expect(factsIn({ coupon: { ...COUPON, validTill: '2026-12-06T00:00:00Z' } })).toEqual({});
    expect(factsIn({ coupon: { ...COUPON, validTill: '1970-01-01T00:00:00Z' } })).toEqual({});
  });

  test('a coupon that the customer does not hold belongs to another one, if all coupons are listed', () => {
    const customer = { coupons: [{ ...HELD, code: 'OTHER' }] };
    expect(factsIn({ coupon: COUPON, customer, total: 1 })).toMatchObject({ issuedTo: 'other', customerUses: 1 });
    const partly = factsIn({ coupon: COUPON, customer, total: 120 });
    expect(partly).not.toHaveProperty('issuedTo');
    expect(partly).not.toHaveProperty('customerUses');
  });

  test('if anyone may redeem a code, the holder’s coupons do not tell who redeemed', () => {
    const found = { coupon: COUPON, customer: { coupons: [HELD] }, total: 1 };
    expect(factsIn(found, { anyUser: true })).toEqual({ issuedTo: 'customer', issued: '2026-06-01', codeUses: 1 });
    const verdict = { redemption: [{ isRedeemable: 'true', numberOfRedemptionsByUser: 0 }] };
    expect(factsIn({ ...found, verdict }, { anyUser: true })).toMatchObject({ codeUses: 1, codeUsesByCustomer: 0 });
  });

  test('a common code has no counters of its own', () => {
    const found = { coupon: COUPON, customer: { coupons: [HELD] }, total: 1 };
    expect(factsIn(found, { clientHandlingType: 'GENERIC' })).toMatchObject({ issuedTo: 'customer', customerUses: 1 });
    expect(factsIn(found, { clientHandlingType: 'GENERIC' })).not.toHaveProperty('codeUses');
  });

  test.each<JsonObject>([
    {},
    { coupons: null },
    { coupons: [null, 1, {}, { code: 5, redemptions: 'x', createdDate: 'yesterday' }] },
  ])('an answer in another form says nothing: %j', (customer) => {
    expect(factsIn({ coupon: { odd: true }, customer })).toEqual({});
    expect(() => couponsOf(customer)).not.toThrow();
    expect(customerName(customer)).toBe('');
  });
});

describe('the verdict of the API', () => {
  test.each<[JsonObject | null, ReturnType<typeof apiVerdict>]>([
    [
      {
        redemption: [{ isRedeemable: true, numberOfRedemptionsByUser: 2 }],
        redemptionStatus: { code: 700, message: 'Coupon isRedeem successful', status: true },
      },
      { isRedeemable: true, code: 700, message: 'Coupon isRedeem successful', usesByCustomer: 2 },
    ],
    [
      { redemptionStatus: { code: '713', message: 'Coupon expired', status: 'false' } },
      { isRedeemable: false, code: 713, message: 'Coupon expired', usesByCustomer: null },
    ],
    [{ redemption: 'x' }, null],
    [null, null],
  ])('%j', (verdict, expected) => {
    expect(apiVerdict({ verdict })).toEqual(expected);
  });

  test('is the same, differs, or leaves the check open', () => {
    const check = (wire: JsonObject, bill?: number) =>
      checkRedemption(
        inputOf(
          series({ ...OFFER, expiryStrategyType: 'SERIES_EXPIRY', ...wire }),
          { moment: NOW, issuedTo: 'customer', ...(bill !== undefined && { bill }) },
          {
            now: NOW,
            clusterZone: 'UTC',
            storeZones: ['UTC'],
            places: () => undefined,
            products: () => undefined,
            currency: 'INR',
          },
        ),
      );
    const verdict = (code: number) => ({ isRedeemable: code === 700, code, message: null, usesByCustomer: null });
    const over = check({ validTillDate: '2026-01-01T00:00:00Z' });
    expect(over.verdict).toBe('fail');
    const compared = [700, 712, 713, 735, 739, 702].map((code) => compareVerdicts(over, verdict(code)));
    // The API did not return the places, the start is past, and no rule has 702.
    expect(compared).toEqual(['differs', 'same', 'same', 'open', 'differs', 'noRule']);
    expect(compareVerdicts(over, { ...verdict(702), code: null })).toBe('same');
    const small = check({ minBillAmount: 500 }, 10);
    expect(compareVerdicts(small, verdict(700))).toBe('differs');
    const open = check({ minBillAmount: 500 });
    expect([open.verdict, compareVerdicts(open, verdict(700)), compareVerdicts(open, verdict(733))]).toEqual([
      'unknown',
      'same',
      'open',
    ]);
  });
});
