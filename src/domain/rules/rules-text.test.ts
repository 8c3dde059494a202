import { describe, expect, test } from 'vitest';
import type { JsonObject } from '#values/json.ts';
import { issuesOfExample } from '../testing/builders.ts';

/** The messages of one rule, for cases that its two examples do not cover. */
const messagesOf = (id: string, stored: JsonObject, edit: JsonObject = {}) =>
  issuesOfExample({ stored, edit })
    .filter((issue) => issue.rule === id)
    .map(({ severity, message }) => `${severity}: ${message}`)
    .join('\n');

const ENDS = (day: string) => ({ validTillDate: `${day}T00:00:00Z` });
const DATES = (dom: number[]) => ({ redemptionRange: JSON.stringify({ dom, dow: [-1], hours: [-1] }) });

describe('discount', () => {
  test('100 % of an item differs from 100 % of the bill, and the cap is mentioned', () => {
    const whole = { discountType: 'PERC', discountValue: 100 };
    expect(messagesOf('percentage-is-100', whole)).toContain('The whole bill is taken off');
    expect(messagesOf('percentage-is-100', { ...whole, discountOn: 'ITEM', discountUpto: 50 })).toContain(
      'The whole item up to the cap is taken off',
    );
  });
});

describe('codes and coupons', () => {
  test('a limit of 0 has its own message while nothing is issued', () => {
    expect(messagesOf('fewer-than-issued', {}, { maxCreate: 0 })).toMatch(
      /^error: With a limit of 0 no coupon is issued/,
    );
    expect(messagesOf('fewer-than-issued', { numIssued: 1 }, { maxCreate: 1 })).toContain('1 coupon is issued already');
  });

  test('changing only the case of a common code does not warn', () => {
    const stored = { clientHandlingType: 'GENERIC', genericCode: 'DIWALI', numIssued: 5 };
    expect(messagesOf('generic-code-changed', stored, { genericCode: 'Diwali' })).toBe('');
    expect(messagesOf('generic-code-changed', stored, { genericCode: 'DIWALI2' })).toContain('stops working');
  });

  test('a tag that makes the sending fail comes with its replacement', () => {
    expect(messagesOf('message-tag-fails', { smsTemplate: '{{firstname}}: {{voucher_code}} {{optout}}' })).toContain(
      'write {{first_name}} for {{firstname}}, write {{voucher}} for {{voucher_code}}, remove {{optout}}.',
    );
  });
});

describe('validity', () => {
  test('a series that is over stays over with another day in the past', () => {
    expect(messagesOf('end-in-the-past', ENDS('2026-05-01'), ENDS('2026-06-01'))).toContain('the series stays over');
    expect(messagesOf('end-in-the-past', ENDS('2026-12-01'), ENDS('2026-06-01'))).toContain('saving ends the series');
  });

  test('the owner’s end applies even if the API shows it as the series’ date, and only loyalty mentions “never”', () => {
    const owned = { ownedBy: 'LOYALTY', ownerId: 7, seriesType: 'LOYALTY', ownerValidity: Date.UTC(2027, 0, 31) };
    const shown = { ...owned, ...ENDS('2027-01-31'), fixedExpiryDate: 0, expiryStrategyType: 'SERIES_EXPIRY' };
    expect(messagesOf('expires-with-series-without-date', shown)).toContain('by an older page never end');
    const campaign = { ...shown, ownedBy: 'OUTBOUND', seriesType: 'CAMPAIGN', campaignId: 7 };
    expect(messagesOf('expires-with-series-without-date', campaign)).toContain('now Sun 31 Jan 2027. Enter a last day');
  });

  test('removing the number is an error, as if it was never entered', () => {
    expect(messagesOf('expiry-number-missing', {}, { expiryStrategyValue: -1 })).toMatch(
      /^error: Enter after how many days/,
    );
    expect(messagesOf('born-expired', {}, { expiryStrategyValue: -1 })).toBe('');
  });

  test('a longer life may revive coupons, a shorter one ends some at once', () => {
    const life = (edit: number, stored: JsonObject = {}) =>
      messagesOf('expiry-number-changed', { numIssued: 9, ...stored }, { expiryStrategyValue: edit });
    expect(life(5)).toContain('many end earlier');
    expect(life(60)).toContain('may work again');
    expect(life(60, { expiryStrategyType: 'SERIES_EXPIRY' })).toBe('');
    expect(life(5, ENDS('2026-05-01'))).toBe('');
  });

  test('a later start warns only if coupons could be redeemed before it', () => {
    const start = (edit: string, stored: string) =>
      messagesOf(
        'start-moved-later',
        { numIssued: 9, redemptionValidFrom: `${stored}T00:00:00Z` },
        { redemptionValidFrom: `${edit}T00:00:00Z` },
      );
    expect(start('2026-07-01', '2026-06-01')).toContain('cannot be redeemed before Wed 1 Jul 2026');
    expect(start('2026-07-01', '2026-08-01')).toBe('');
  });
});

describe('limits', () => {
  const AGAIN = { isMultipleUseAllowed: true, sameUserMultipleRedeem: true };

  test('a limit for each code has no effect if it does not apply', () => {
    expect(messagesOf('nothing-limits-redemption', { ...AGAIN, redemptionPerCouponMaxLimit: 3 })).toBe('');
    const holder = messagesOf('nothing-limits-redemption', {
      ...AGAIN,
      anyUser: false,
      redemptionPerCouponMaxLimit: 3,
    });
    expect(holder).toContain('Limit each customer or the whole series');
  });

  test('a customer redeems no more often than the number of codes they can hold', () => {
    const personal = {
      anyUser: false,
      isMultipleUseAllowed: false,
      doNotResendExistingVoucher: true,
      isMultipleVouchersPerUserAllowed: true,
      maxVouchersPerUser: 3,
    };
    const withLimit = (limit: number) =>
      messagesOf('customer-limit-never-reached', personal, { maxRedemptionsInSeriesPerUser: limit });
    expect(withLimit(4)).toContain('can redeem 3 times here');
    expect(withLimit(3)).toBe('');
    expect(
      messagesOf('customer-limit-never-reached', { ...personal, anyUser: true, maxRedemptionsInSeriesPerUser: 4 }),
    ).toBe('');
  });

  test('a gap has no effect if each customer redeems a common code once', () => {
    const shared = { clientHandlingType: 'GENERIC', genericCode: 'X', minDaysBetweenRedemption: 3 };
    expect(messagesOf('gap-without-second-redemption', { ...shared, sameUserMultipleRedeem: false })).toContain(
      'no effect',
    );
    expect(messagesOf('gap-without-second-redemption', shared)).toBe('');
  });

  test('codes that work several times allow as many redemptions', () => {
    const total = (maxRedeem: number) => messagesOf('total-above-coupons', { ...AGAIN, maxCreate: 10, maxRedeem });
    expect(total(30)).toBe('');
    expect(total(31)).toContain('each works 3 times');
  });
});

test('skipped months count only while the series is valid', () => {
  expect(messagesOf('range-skips-months', { ...DATES([31]), ...ENDS('2026-07-31') })).not.toBe('');
  const july = { ...DATES([31]), redemptionValidFrom: '2026-07-01T00:00:00Z' };
  expect(messagesOf('range-skips-months', { ...july, ...ENDS('2026-08-31') })).toBe('');
  expect(messagesOf('range-skips-months', { ...july, ...ENDS('2026-09-30') })).not.toBe('');
  // No day matches at all: `range-never-matches` reports that.
  expect(messagesOf('range-skips-months', { ...DATES([31]), ...ENDS('2026-06-30') })).toBe('');
});
