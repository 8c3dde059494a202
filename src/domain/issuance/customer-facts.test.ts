import { describe, expect, test } from 'vitest';
import type { JsonObject } from '#values/json.ts';
import type { Found } from '../redemption/coupon-facts.ts';
import { series } from '../testing/builders.ts';
import { customerFactsOf } from './customer-facts.ts';

const ID = 698948;
const NONE: Found = { coupon: null, customer: null, total: null, verdict: null };
const HELD = {
  code: 'abc123',
  seriesId: ID,
  createdDate: '2026-06-01T23:30:00Z',
  validTill: '2026-06-11T00:00:00Z',
  redemptionCount: 1,
  redemptions: [{ date: '2026-06-05T10:00:00Z' }],
};

describe('the facts of a customer for issuing', () => {
  const clocks = { now: Date.UTC(2026, 5, 10), clusterZone: 'UTC' };
  const of = (coupons: readonly JsonObject[], total = coupons.length, wire: JsonObject = {}) =>
    customerFactsOf({ ...NONE, customer: { coupons }, total }, series({ id: ID, ...wire }), clocks);
  const unused = { ...HELD, redemptionCount: 0, redemptions: [] };
  const lastIssue = Date.UTC(2026, 5, 1, 23, 30);

  test('an unused coupon that has not ended is held', () => {
    expect(of([unused])).toEqual({ holds: true, holdsExcluded: false, had: 1, lastIssue });
  });

  test('a used coupon and one that has ended are not held, but were issued', () => {
    expect(of([HELD])).toEqual({ holds: false, holdsExcluded: false, had: 1, lastIssue });
    expect(of([{ ...unused, validTill: '2026-06-09T00:00:00Z' }])).toMatchObject({ holds: false, had: 1 });
  });

  test('what a part of the coupons does not show stays unknown', () => {
    expect(of([HELD], 100)).toEqual({ lastIssue });
    expect(of([{ ...unused, validTill: '' }])).not.toHaveProperty('holds');
    expect(customerFactsOf(NONE, series({ id: ID }), clocks)).toEqual({});
    expect(of([])).toEqual({ holds: false, holdsExcluded: false, had: 0 });
  });

  test('a coupon of an excluded series counts', () => {
    const other = { ...unused, seriesId: 7 };
    expect(of([other], 1, { mutualExclusiveSeriesIds: [7] })).toMatchObject({
      holds: false,
      holdsExcluded: true,
      had: 0,
    });
  });
});
