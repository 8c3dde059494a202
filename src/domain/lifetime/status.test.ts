import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '#values/json.ts';
import { statusOf } from './status.ts';
import { NOW, payload, series } from '../testing/builders.ts';

const at = (wire: JsonObject, now: number | string, clusterZone = 'UTC') =>
  statusOf(series(wire, clusterZone).values, {
    now: typeof now === 'string' ? Date.parse(now) : now,
    clusterZone,
    storeZone: clusterZone,
  });
const LIVE = { validTillDate: '2026-06-16T00:00:00Z', redemptionValidFrom: '1970-01-01T00:00:00Z' };

describe('a series', () => {
  test('is live until the last second of its last day and ends at midnight in the cluster’s zone', () => {
    const days: [string, string, string][] = [
      ['UTC', '2026-06-16T23:59:59Z', '2026-06-17T00:00:00Z'],
      ['Asia/Kolkata', '2026-06-16T23:59:59+05:30', '2026-06-17T00:00:00+05:30'],
      ['America/Los_Angeles', '2026-06-15T23:59:59-07:00', '2026-06-16T00:00:00-07:00'],
      ['Pacific/Auckland', '2026-06-16T23:59:59+12:00', '2026-06-17T00:00:00+12:00'],
    ];
    for (const [zone, last, midnight] of days) {
      expect(at(LIVE, last, zone).status, zone).toBe('live');
      expect(at(LIVE, Date.parse(last) + 999, zone).status, zone).toBe('live');
      expect(at(LIVE, midnight, zone).status, zone).toBe('ended');
    }
  });

  test('is scheduled until midnight of its first day', () => {
    const later = { ...LIVE, redemptionValidFrom: '2026-06-12T00:00:00Z' };
    expect(at(later, '2026-06-11T23:59:59Z')).toEqual({
      status: 'scheduled',
      reason: 'starts tomorrow, Fri 12 Jun 2026',
    });
    expect(at(later, '2026-06-12T00:00:00Z').status).toBe('live');
  });

  test('counts years if its end is more than two years away', () => {
    expect(at({ ...LIVE, validTillDate: '2119-12-31T00:00:00Z' }, NOW).reason).toMatch(/^ends in 93 years, /);
    expect(at({ ...LIVE, validTillDate: '2027-06-10T00:00:00Z' }, NOW).reason).toMatch(/^ends in 36\d days, /);
  });

  test('has reached its limit when all redemptions are used', () => {
    const limit = { ...LIVE, maxRedeem: 100 };
    expect(at({ ...limit, numRedeemed: 99 }, NOW).status).toBe('live');
    expect(at({ ...limit, numRedeemed: 100 }, NOW)).toEqual({ status: 'limitReached', reason: '100 of 100 redeemed' });
  });

  test('has reached its limit when all coupons are issued and redeemed', () => {
    const issued = { ...LIVE, isMultipleUseAllowed: false, maxCreate: 10, numIssued: 10 };
    expect(at({ ...issued, numRedeemed: 9 }, NOW).status).toBe('live');
    expect(at({ ...issued, numRedeemed: 10 }, NOW)).toEqual({
      status: 'limitReached',
      reason: '10 of 10 issued, none outstanding',
    });
    expect(at({ ...issued, numIssued: 9, numRedeemed: 9 }, NOW).status).toBe('live');
    const unlimited = { ...issued, maxCreate: null, maxRedeem: null, numRedeemed: 10 };
    expect(at(unlimited, NOW).status).toBe('live');
  });

  test('stays live if ten redemptions may be one code used ten times', () => {
    const multiple = { ...LIVE, isMultipleUseAllowed: true, maxCreate: 10, numIssued: 10, numRedeemed: 10 };
    expect(at(multiple, NOW).status).toBe('live');
  });

  test('at which no redemption is possible is not redeemable, before its limits count', () => {
    const never = { ...LIVE, minBillAmount: 500, maxBillAmount: 100, maxRedeem: 1, numRedeemed: 1 };
    expect(at(never, NOW)).toEqual({
      status: 'notRedeemable',
      reason: 'no bill fits: the smallest is above the largest',
    });
    expect(at({ ...never, validTillDate: '2026-06-01T00:00:00Z' }, NOW).status).toBe('ended');
    expect(at(payload('put_response_791560.json'), NOW)).toEqual({
      status: 'notRedeemable',
      reason: 'each coupon expires before it is issued',
    });
  });

  test('without more coupons to issue has reached its limit only if none is outstanding', () => {
    const used = {
      ...LIVE,
      isMultipleUseAllowed: false,
      clientHandlingType: 'DISC_CODE_PIN',
      numUploadedTotal: 500,
      numUploadedNonIssued: 0,
      numIssued: 500,
    };
    expect(at({ ...used, numRedeemed: 500 }, NOW)).toEqual({
      status: 'limitReached',
      reason: 'all 500 uploaded codes issued, none outstanding',
    });
    expect(at({ ...used, numRedeemed: 499 }, NOW)).toMatchObject({
      status: 'live',
      remark: 'all 500 uploaded codes issued',
    });
    const noEnd = { ...LIVE, validTillDate: null, ownerValidity: 0, expiryStrategyType: 'SERIES_EXPIRY' };
    expect(at({ ...noEnd, numIssued: 0 }, NOW)).toMatchObject({
      status: 'limitReached',
      reason: 'no coupon can be issued without a last day, none outstanding',
    });
    expect(at({ ...noEnd, numIssued: 5 }, NOW)).toMatchObject({
      status: 'live',
      remark: 'no coupon can be issued without a last day',
    });
    expect(at({ ...LIVE, redemptionValidFrom: '2026-06-12T00:00:00Z', maxCreate: 3, numIssued: 3 }, NOW)).toMatchObject(
      {
        status: 'scheduled',
        remark: '3 of 3 issued',
      },
    );
  });

  test('has ended after its end, regardless of its limits and start', () => {
    const ended = {
      ...LIVE,
      validTillDate: '2026-06-01T00:00:00Z',
      maxRedeem: 1,
      numRedeemed: 1,
      redemptionValidFrom: '2027-01-01T00:00:00Z',
    };
    expect(at(ended, NOW)).toEqual({ status: 'ended', reason: 'on Mon 1 Jun 2026' });
    expect(at({ ...ended, validTillDate: '2028-01-01T00:00:00Z' }, NOW).status).toBe('limitReached');
  });

  test('says in words when it ends', () => {
    expect(at(LIVE, NOW).reason).toBe('ends in 6 days, Tue 16 Jun 2026 23:59:59 UTC');
    expect(at({ ...LIVE, validTillDate: '2026-06-10T00:00:00Z' }, NOW).reason).toBe(
      'ends today, Wed 10 Jun 2026 23:59:59 UTC',
    );
    expect(at({ ...LIVE, validTillDate: null, ownerValidity: Date.UTC(2026, 5, 11) }, NOW).reason).toMatch(
      /^follows its owner, ends tomorrow/,
    );
    expect(at({ ...LIVE, validTillDate: null, numIssued: 1 }, NOW)).toMatchObject({
      status: 'live',
      reason: 'no end of its own',
    });
    expect(at(LIVE, NOW, 'Asia/Kolkata').reason).toMatch(/23:59:59 IST$/);
  });
});

test('every series has one of five statuses and a reason, for any stored values', () => {
  const anyValue = fc.oneof(
    fc.jsonValue() as fc.Arbitrary<Json>,
    fc.integer(),
    fc.constantFrom(
      '2026-06-10',
      '9999-12-31T23:59:59Z',
      8.64e15,
      'MONTHS',
      'DAYS',
      '{"dom":[31],"dow":[1],"hours":[2]}',
    ),
  );
  const keys = [
    'validTillDate',
    'redemptionValidFrom',
    'ownerValidity',
    'fixedExpiryDate',
    'maxRedeem',
    'maxCreate',
    'numIssued',
    'numRedeemed',
    'redemptionRange',
    'redemptionValidAfterDays',
    'expiryStrategyType',
    'expiryStrategyValue',
    'createdOn',
    'minBillAmount',
    'maxBillAmount',
  ];
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom(...keys), anyValue),
      fc.constantFrom('UTC', 'Pacific/Auckland'),
      (wire, zone) => {
        const { status, reason } = at(wire, NOW, zone);
        expect(['live', 'scheduled', 'ended', 'notRedeemable', 'limitReached']).toContain(status);
        expect(reason).not.toMatch(/NaN|Invalid|undefined|null/);
      },
    ),
    { numRuns: 500 },
  );
});
