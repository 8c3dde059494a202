import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FieldKey } from '#catalogue/catalogue.ts';
import type { JsonObject } from '#values/json.ts';
import { addDays } from '#values/zone.ts';
import { couponEnd } from '../lifetime/expiry.ts';
import { ORDINARY, seriesOf, UTC } from '../testing/builders.ts';
import { diff } from './diff.ts';
import { effectsOnIssued } from './issued-coupons.ts';
import { RESTRICTIONS } from './issued-restrictions.ts';

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
  const { ends, restricts } = effectsOnIssued(base, values, changed, UTC);
  // Most messages name the coupons.
  const short = (message: string) =>
    message.replaceAll(/12,431 coupons (issued and not redeemed|already issued)/g, '#');
  return {
    ends: ends === null ? null : short(ends),
    restricts: Object.fromEntries([...restricts].map(([field, message]) => [field, short(message)])),
  };
}

const NOTHING = { ends: null, restricts: {} };

type Row = readonly [FieldKey, JsonObject, JsonObject, string];

describe('ends', () => {
  it.each<readonly [JsonObject, JsonObject, string]>([
    [{}, ENDS('2026-06-09'), 'After this save: Ended, on Tue 9 Jun 2026. This ends the #.'],
    [
      { redemptionValidFrom: '2026-08-01T00:00:00Z' },
      ENDS('2026-07-31'),
      'After this save: Not redeemable, redemption starts after the series ends. This ends the #.',
    ],
    [
      ENDS('2026-06-20'),
      { redemptionRange: '{"dom": [25], "dow": [-1], "hours": [-1]}' },
      'After this save: Not redeemable, no chosen day or hour comes before the end. This ends the #.',
    ],
    [{}, { maxRedeem: 2_569 }, 'After this save: Limit reached, 2,569 of 2,569 redeemed. This ends the #.'],
    [
      { clientHandlingType: 'DISC_CODE' },
      { clientHandlingType: 'DISC_CODE_PIN' },
      'The codes that customers hold become invalid, or may become so. This ends the #.',
    ],
    [
      { createdOn: '2025-01-01T00:00:00Z', expiryStrategyType: 'DAYS', expiryStrategyValue: 30 },
      { expiryStrategyValue: 7 },
      'Those issued before Wed 3 Jun 2026 end with this save. This affects up to #; how many is not known.',
    ],
  ])('coupons of %j by %j', (stored, edit, message) => {
    expect(effects(stored, edit)).toEqual({ ends: message, restricts: {} });
  });

  it('counts all issued coupons of a code that works more than once', () => {
    expect(effects({ isMultipleUseAllowed: true }, ENDS('2026-06-09')).ends).toBe(
      'After this save: Ended, on Tue 9 Jun 2026. This ends the 15,000 coupons already issued.',
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
    expect(effects(stored, edit)).toEqual(NOTHING);
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
        expect(effects(stored, to).ends !== null).toBe(ended);
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
      '2,431 more redemptions are possible, and customers hold #: 10,000 of them will be refused.',
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
    [
      'isMultipleUseAllowed',
      { isMultipleUseAllowed: true, numIssued: 12_431 },
      { isMultipleUseAllowed: false },
      'A code that was redeemed once stops working.',
    ],
    [
      'sameUserMultipleRedeem',
      { isMultipleUseAllowed: true, sameUserMultipleRedeem: true, numIssued: 12_431 },
      { sameUserMultipleRedeem: false },
      'A customer can no longer use the same code again.',
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
    [
      'isValidWithDiscountedItem',
      { isValidWithDiscountedItem: true },
      { isValidWithDiscountedItem: false },
      'Tills stop the discount on sale items.',
    ],
    [
      'discountUpto',
      { discountType: 'PERC', discountValue: 10 },
      { discountUpto: 250 },
      'A coupon takes off 250 at most.',
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
    expect(effects(stored, edit)).toMatchObject({ ends: null, restricts: { [field]: message + upTo } });
  });

  it.each(CASES)('nothing if %s is loosened again', (field, stored, edit) => {
    const restored = Object.fromEntries(Object.keys(edit).map((key) => [key, stored[key] ?? ORDINARY[key] ?? null]));
    // A swap of products restricts both ways.
    const loosened = effects({ ...stored, ...edit }, restored);
    expect(field in loosened.restricts).toBe(field === 'productInfo');
  });

  it('has a case for every field that can restrict coupons', () => {
    expect(new Set(CASES.map(([field]) => field))).toEqual(new Set(RESTRICTIONS.map(([field]) => field)));
  });

  it('redeemed codes of a series whose codes work once from now on', () => {
    expect(effects({ isMultipleUseAllowed: true }, { isMultipleUseAllowed: false }).restricts).toMatchObject({
      isMultipleUseAllowed:
        'A code that was redeemed once stops working. This affects up to 15,000 coupons already issued; how many is not known.',
    });
  });
});
