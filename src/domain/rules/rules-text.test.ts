import { describe, expect, test } from 'vitest';
import type { JsonObject } from '#values/json.ts';
import { issuesOfExample } from '../testing/builders.ts';

/** What one rule says where its two examples do not decide: nothing, or words that fit the case. */
const said = (id: string, stored: JsonObject, edit: JsonObject = {}) =>
  issuesOfExample({ stored, edit })
    .filter((issue) => issue.rule === id)
    .map(({ severity, message }) => `${severity}: ${message}`)
    .join('\n');

const ENDS = (day: string) => ({ validTillDate: `${day}T00:00:00Z` });
const DATES = (dom: number[]) => ({ redemptionRange: JSON.stringify({ dom, dow: [-1], hours: [-1] }) });

describe('discount', () => {
  test('100 % of an item is not the whole bill, and a cap stops it', () => {
    const whole = { discountType: 'PERC', discountValue: 100 };
    expect(said('percentage-is-100', whole)).toContain('The whole bill is taken off');
    expect(said('percentage-is-100', { ...whole, discountOn: 'ITEM', discountUpto: 50 })).toContain(
      'The whole item up to the cap is taken off',
    );
  });
});

describe('codes and coupons', () => {
  test('a limit of 0 is told as such where nothing is issued', () => {
    expect(said('fewer-than-issued', {}, { maxCreate: 0 })).toMatch(/^error: With a limit of 0 no coupon is issued/);
    expect(said('fewer-than-issued', { numIssued: 1 }, { maxCreate: 1 })).toContain('1 coupon is issued already');
  });

  test('a common code in other capitals is the same to a till', () => {
    const stored = { clientHandlingType: 'GENERIC', genericCode: 'DIWALI', numIssued: 5 };
    expect(said('generic-code-changed', stored, { genericCode: 'Diwali' })).toBe('');
    expect(said('generic-code-changed', stored, { genericCode: 'DIWALI2' })).toContain('stops working');
  });

  test('a tag that stops the sending is told with what was meant', () => {
    expect(said('message-tag-fails', { smsTemplate: '{{firstname}}: {{voucher_code}} {{optout}}' })).toContain(
      'write {{first_name}} for {{firstname}}, write {{voucher}} for {{voucher_code}}, remove {{optout}}.',
    );
  });
});

describe('validity', () => {
  test('a series that is over is not ended by another day in the past', () => {
    expect(said('end-in-the-past', ENDS('2026-05-01'), ENDS('2026-06-01'))).toContain('the series stays over');
    expect(said('end-in-the-past', ENDS('2026-12-01'), ENDS('2026-06-01'))).toContain('saving ends the series');
  });

  test('an owner’s end is followed whether or not the API shows it as the date, and only loyalty speaks of never', () => {
    const owned = { ownedBy: 'LOYALTY', ownerId: 7, seriesType: 'LOYALTY', ownerValidity: Date.UTC(2027, 0, 31) };
    const shown = { ...owned, ...ENDS('2027-01-31'), fixedExpiryDate: 0, expiryStrategyType: 'SERIES_EXPIRY' };
    expect(said('expires-with-series-without-date', shown)).toContain('by an older page never end');
    const campaign = { ...shown, ownedBy: 'OUTBOUND', seriesType: 'CAMPAIGN', campaignId: 7 };
    expect(said('expires-with-series-without-date', campaign)).toContain('now Sun 31 Jan 2027. Enter a last day');
  });

  test('a number taken away is asked for, as one that was never there', () => {
    expect(said('expiry-number-missing', {}, { expiryStrategyValue: -1 })).toMatch(/^error: Enter after how many days/);
    expect(said('born-expired', {}, { expiryStrategyValue: -1 })).toBe('');
  });

  test('a longer life may bring coupons back, a shorter one ends some at once', () => {
    const life = (edit: number, stored: JsonObject = {}) =>
      said('expiry-number-changed', { numIssued: 9, ...stored }, { expiryStrategyValue: edit });
    expect(life(5)).toContain('many end earlier');
    expect(life(60)).toContain('may work again');
    expect(life(60, { expiryStrategyType: 'SERIES_EXPIRY' })).toBe('');
    expect(life(5, ENDS('2026-05-01'))).toBe('');
  });

  test('a later start matters where coupons could be redeemed before it', () => {
    const start = (edit: string, stored: string) =>
      said(
        'start-moved-later',
        { numIssued: 9, redemptionValidFrom: `${stored}T00:00:00Z` },
        { redemptionValidFrom: `${edit}T00:00:00Z` },
      );
    expect(start('2026-07-01', '2026-06-01')).toContain('cannot be redeemed before Wed 1 Jul 2026');
    expect(start('2026-07-01', '2026-08-01')).toBe('');
  });
});

describe('ceilings', () => {
  const AGAIN = { isMultipleUseAllowed: true, sameUserMultipleRedeem: true };

  test('a limit for each code that does not apply limits nothing', () => {
    expect(said('nothing-limits-redemption', { ...AGAIN, redemptionPerCouponMaxLimit: 3 })).toBe('');
    const holder = said('nothing-limits-redemption', { ...AGAIN, anyUser: false, redemptionPerCouponMaxLimit: 3 });
    expect(holder).toContain('Limit each customer or the whole series');
  });

  test('a customer redeems no more often than there are codes for one', () => {
    const held = {
      anyUser: false,
      isMultipleUseAllowed: false,
      doNotResendExistingVoucher: true,
      isMultipleVouchersPerUserAllowed: true,
      maxVouchersPerUser: 3,
    };
    const limit = (most: number) => said('customer-limit-never-reached', held, { maxRedemptionsInSeriesPerUser: most });
    expect(limit(4)).toContain('can redeem 3 times here');
    expect(limit(3)).toBe('');
    expect(said('customer-limit-never-reached', { ...held, anyUser: true, maxRedemptionsInSeriesPerUser: 4 })).toBe('');
  });

  test('a gap has no effect where each customer redeems a common code once', () => {
    const shared = { clientHandlingType: 'GENERIC', genericCode: 'X', minDaysBetweenRedemption: 3 };
    expect(said('gap-without-second-redemption', { ...shared, sameUserMultipleRedeem: false })).toContain('no effect');
    expect(said('gap-without-second-redemption', shared)).toBe('');
  });

  test('codes that work several times allow as many redemptions', () => {
    const total = (maxRedeem: number) => said('total-above-coupons', { ...AGAIN, maxCreate: 10, maxRedeem });
    expect(total(30)).toBe('');
    expect(total(31)).toContain('each works 3 times');
  });
});

test('months are skipped only while the series lives', () => {
  expect(said('range-skips-months', { ...DATES([31]), ...ENDS('2026-07-31') })).not.toBe('');
  const july = { ...DATES([31]), redemptionValidFrom: '2026-07-01T00:00:00Z' };
  expect(said('range-skips-months', { ...july, ...ENDS('2026-08-31') })).toBe('');
  expect(said('range-skips-months', { ...july, ...ENDS('2026-09-30') })).not.toBe('');
  // No day fits at all, which another rule says.
  expect(said('range-skips-months', { ...DATES([31]), ...ENDS('2026-06-30') })).toBe('');
});
