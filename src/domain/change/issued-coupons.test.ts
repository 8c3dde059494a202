import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldKey } from '#catalogue/catalogue.ts';
import type { JsonObject } from '#values/json.ts';
import { addDays } from '#values/zone.ts';
import { couponEnd } from '../lifetime/expiry.ts';
import { ORDINARY, seriesOf, UTC } from '../testing/builders.ts';
import { diff } from './diff.ts';
import { effectsOnIssued } from './issued-coupons.ts';

const HELD = { numIssued: 15_000, numRedeemed: 2_569, isMultipleUseAllowed: false };
const ENDS = (day: string) => ({ validTillDate: `${day}T00:00:00Z`, fixedExpiryDate: Date.parse(day) });
const ANY_TIME = '{"dom": [-1], "dow": [-1], "hours": [-1]}';

/** The effects of replacing wire values of a stored series; now is 10 June 2026. */
function effects(stored: JsonObject, edit: JsonObject) {
  const base = seriesOf({ ...ORDINARY, ...HELD, ...stored });
  const { values } = seriesOf({ ...base.wire, ...edit });
  const changed = new Set(
    diff(base, values)
      .filter(({ implied }) => !implied)
      .map(({ field }) => field),
  );
  return effectsOnIssued(base, values, changed, UTC).map(({ field, ends, message }) => ({
    field,
    ends,
    // All messages end with the coupons.
    message: message.replaceAll('12,431 coupons issued and not redeemed', '#'),
  }));
}

type Row = readonly [FieldKey, JsonObject, JsonObject, string];

describe('ends', () => {
  it.each<Row>([
    ['validTillDate', {}, ENDS('2026-06-09'), 'The series ends with this save. This ends the #.'],
    [
      'redemptionValidFrom',
      {},
      { redemptionValidFrom: '2026-12-07T00:00:00Z' },
      'The series ends before redemption starts. This ends the #.',
    ],
    [
      'redemptionValidFrom',
      { redemptionValidFrom: '2026-08-01T00:00:00Z' },
      ENDS('2026-07-31'),
      'The series ends before redemption starts. This ends the #.',
    ],
    [
      'redemptionRange',
      ENDS('2026-06-20'),
      { redemptionRange: '{"dom": [25], "dow": [-1], "hours": [-1]}' },
      'No moment until the end of the series is among the days and hours. This ends the #.',
    ],
    [
      'maxRedeem',
      {},
      { maxRedeem: 2_569 },
      'The series has 2,569 redemptions already, so no more is possible. This ends the #.',
    ],
    [
      'maxRedemptionsInSeriesPerUser',
      {},
      { maxRedemptionsInSeriesPerUser: 0 },
      'No customer can redeem. This ends the #.',
    ],
    [
      'clientHandlingType',
      { clientHandlingType: 'DISC_CODE' },
      { clientHandlingType: 'DISC_CODE_PIN' },
      'The codes that customers hold become invalid, or may become so. This ends the #.',
    ],
    [
      'expiryStrategyValue',
      { createdOn: '2025-01-01T00:00:00Z', expiryStrategyType: 'DAYS', expiryStrategyValue: 30 },
      { expiryStrategyValue: 7 },
      'Those issued before Wed 3 Jun 2026 end with this save. This affects up to #; how many is not known.',
    ],
    [
      'expiryStrategyValue',
      { createdOn: '2025-01-01T00:00:00Z', expiryStrategyType: 'DAYS', expiryStrategyValue: 30 },
      { expiryStrategyValue: -1 },
      'All that are still valid end with this save. This affects up to #; how many is not known.',
    ],
  ])('%s of %j by %j', (field, stored, edit, message) => {
    expect(effects(stored, edit)).toEqual([{ field, ends: true, message }]);
  });

  it('counts all issued coupons of a code that works more than once', () => {
    expect(effects({ isMultipleUseAllowed: true }, ENDS('2026-06-09'))[0]?.message).toBe(
      'The series ends with this save. This ends the 15,000 coupons already issued.',
    );
  });

  it.each<readonly [JsonObject, JsonObject]>([
    // No coupon is held, or all have ended before.
    [{ numIssued: 0 }, ENDS('2026-06-09')],
    [{ numRedeemed: 15_000 }, ENDS('2026-06-09')],
    [ENDS('2026-06-08'), ENDS('2026-06-07')],
    [{ maxRedeem: 2_569 }, { maxRedeem: 100 }],
    // A coupon lives on under the new code; a rule warns.
    [{ clientHandlingType: 'GENERIC', genericCode: 'DIWALI' }, { genericCode: 'DIWALI25' }],
    // Created after the day from which coupons still live.
    [
      { createdOn: '2026-06-05T00:00:00Z', expiryStrategyType: 'DAYS', expiryStrategyValue: 30 },
      { expiryStrategyValue: 7 },
    ],
    [ENDS('2026-12-06'), ENDS('2026-06-10')],
  ])('nothing if %j becomes %j', (stored, edit) => {
    expect(effects(stored, edit)).toEqual([]);
  });

  it('a coupon exactly if its life, shortened, is over today', () => {
    const life = fc.record({
      expiryStrategyType: fc.constantFrom('DAYS', 'MONTHS', 'MONTHS_END', 'SERIES_EXPIRY'),
      expiryStrategyValue: fc.integer({ min: 0, max: 12 }),
    });
    fc.assert(
      fc.property(life, life, fc.integer({ min: 0, max: 420 }), (from, to, age) => {
        const stored = { ...from, createdOn: `${addDays('2026-06-10', -age)}T00:00:00Z` };
        const before = seriesOf({ ...ORDINARY, ...HELD, ...stored }).values;
        const after = seriesOf({ ...ORDINARY, ...HELD, ...stored, ...to }).values;
        const ended = Array.from({ length: age + 1 }, (_, days) => addDays('2026-06-10', -days)).some(
          (issued) =>
            (couponEnd(before, issued, 'UTC') ?? '') >= '2026-06-10' &&
            (couponEnd(after, issued, 'UTC') ?? '') < '2026-06-10',
        );
        expect(effects(stored, to).some(({ ends }) => ends)).toBe(ended);
      }),
    );
  });
});

describe('restricts', () => {
  const CASES: readonly Row[] = [
    [
      'maxRedeem',
      {},
      { maxRedeem: 5_000 },
      '2,431 redemptions more are possible, and customers hold #: 10,000 of them will be refused.',
    ],
    [
      'maxRedemptionsInSeriesPerUser',
      { maxRedemptionsInSeriesPerUser: 3 },
      { maxRedemptionsInSeriesPerUser: 1 },
      'A customer with 1 redemption or more is refused from now on.',
    ],
    [
      'redemptionPerCouponMaxLimit',
      { anyUser: true, redemptionPerCouponMaxLimit: 10 },
      { redemptionPerCouponMaxLimit: 4 },
      'A code with 4 redemptions or more stops working.',
    ],
    [
      'anyUser',
      { anyUser: true },
      { anyUser: false },
      'Only the customer whom a coupon was issued to can redeem it from now on.',
    ],
    ['minDaysBetweenRedemption', {}, { minDaysBetweenRedemption: 7 }, 'After a redemption a customer waits 7 days.'],
    [
      'redemptionValidAfterDays',
      {},
      { redemptionValidAfterDays: 2 },
      'Coupons issued in the last 2 days do not work until their waiting time is over.',
    ],
    [
      'redemptionRange',
      { redemptionRange: ANY_TIME },
      { redemptionRange: '{"dom": [-1], "dow": [6, 7], "hours": [-1]}' },
      'Coupons stop working on some days or at some hours.',
    ],
    [
      'redemptionOrgEntityDetails',
      { redemptionOrgEntityDetails: [] },
      { redemptionOrgEntityDetails: [{ redemptionOrgEntityType: 'STORE', orgEntityId: 4 }] },
      'Coupons work in the chosen places only from now on.',
    ],
    [
      'redeemAtStore',
      { redeemAtStore: '[1, 2, 3]' },
      { redeemAtStore: '[1]' },
      'Coupons stop working in 2 removed places.',
    ],
    [
      'productInfo',
      { productInfo: [{ productType: 'SKU', productIds: [1, 2] }] },
      { productInfo: [{ productType: 'SKU', productIds: [2, 3] }] },
      'Tills stop the discount on 1 removed entry of the list.',
    ],
    ['minBillAmount', {}, { minBillAmount: 99_999 }, 'Bills below 99,999 are refused from now on.'],
    ['maxBillAmount', {}, { maxBillAmount: 99_999 }, 'Bills above 99,999 are refused from now on.'],
    [
      'validMaxUserTransactionLimit',
      {},
      { targetUserDetails: { validMaxUserTransactionLimit: 3 } },
      'Customers with more than 3 transactions are refused from now on.',
    ],
    [
      'validUserRegistrationStartTime',
      {},
      { targetUserDetails: { validUserRegistrationStartTime: Date.UTC(2026, 0, 1) } },
      'Customers who registered before Thu 1 Jan 2026 00:00:00 UTC are refused from now on.',
    ],
    [
      'validUserRegistrationEndTime',
      {},
      { targetUserDetails: { validUserRegistrationEndTime: Date.UTC(2026, 0, 1) } },
      'Customers who registered after Thu 1 Jan 2026 00:00:00 UTC are refused from now on.',
    ],
    [
      'mutualExclusiveSeriesIds',
      { mutualExclusiveSeriesIds: '[1]' },
      { mutualExclusiveSeriesIds: '[1,2]' },
      'Coupons no longer work together with those of 1 more series.',
    ],
  ];

  it.each(CASES)('%s of %j by %j', (field, stored, edit, message) => {
    const upTo = message.endsWith('will be refused.') ? '' : ' This affects up to #; how many is not known.';
    expect(effects(stored, edit)).toContainEqual({ field, ends: false, message: message + upTo });
  });

  it.each(CASES)('nothing if %s is loosened again', (field, stored, edit) => {
    const restored = Object.fromEntries(Object.keys(edit).map((key) => [key, stored[key] ?? ORDINARY[key] ?? null]));
    // A swap of products restricts both ways.
    const loosened = effects({ ...stored, ...edit }, restored).filter((effect) => effect.field === field);
    expect(loosened).toHaveLength(field === 'productInfo' ? 1 : 0);
  });

  it('redeemed codes of a series whose codes work once from now on', () => {
    expect(effects({ isMultipleUseAllowed: true }, { isMultipleUseAllowed: false })[0]?.message).toBe(
      'A code that was redeemed once stops working. This affects up to 15,000 coupons already issued; how many is not known.',
    );
  });
});
