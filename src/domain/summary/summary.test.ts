import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FieldKey, Values } from '#catalogue/catalogue.ts';
import { isUnresolved } from '#catalogue/model/kinds.ts';
import type { JsonObject } from '#values/json.ts';
import { summarise } from './summary.ts';
import { NOW, payloads, series, seriesOf } from '../testing/builders.ts';

const reader = { currency: 'INR', clusterZone: 'UTC', storeZone: 'UTC', now: NOW };
const summaryOf = (values: Values) => summarise(values, reader);
const sentences = (wire: JsonObject) => summaryOf(series(wire).values).map(({ text }) => text);
const all = (wire: JsonObject) => sentences(wire).join(' ');

const END = { validTillDate: '2026-12-06T00:00:00Z', fixedExpiryDate: Date.UTC(2026, 11, 6) };
const EVERYONE = { anyUser: true, isMultipleUseAllowed: true, sameUserMultipleRedeem: true };

describe('the summary of a series', () => {
  test('says the discount and its bounds', () => {
    const bounds = {
      discountType: 'PERC',
      discountValue: 15,
      discountUpto: 500,
      minBillAmount: 999,
      maxBillAmount: -1,
    };
    expect(sentences(bounds)[0]).toBe('Takes 15 % off bills of ₹999 or more, at most ₹500.');
    expect(sentences({ discountType: 'ABS', discountValue: 250, discountUpto: 500, maxBillAmount: 4000 })[0]).toBe(
      'Takes ₹250 off bills of up to ₹4,000.',
    );
    expect(sentences({ discountOn: 'ITEM', discountType: 'ABS', discountValue: 250, minBillAmount: 0 })[0]).toBe(
      'Takes ₹250 off one item.',
    );
    expect(sentences({ discountOn: 'BASKET', discountType: 'ABS', discountValue: 250, minBillAmount: 9 })[0]).toBe(
      'Takes ₹250 off something unknown on bills of ₹9 or more.',
    );
    expect(all({ minBillAmount: 3000, maxBillAmount: 2500 })).toContain('which is none');
  });

  test('says who can redeem, by the truth table of the flags', () => {
    const who = (anyUser: boolean, isMultipleUseAllowed: boolean, sameUserMultipleRedeem: boolean, wire = {}) =>
      sentences({ anyUser, isMultipleUseAllowed, sameUserMultipleRedeem, maxRedeem: 9, ...wire })[1];
    for (const again of [false, true]) {
      expect(who(false, false, again)).toBe('Only the customer it was issued to can redeem a coupon, and only once.');
      expect(who(true, false, again)).toBe('Anyone with the code can redeem it, and the first to do so uses it up.');
    }
    expect(who(false, true, false)).toBe('Only the customer it was issued to can redeem a coupon, and only once.');
    expect(who(true, true, false)).toBe('Anyone with the code can redeem it, each customer once.');
    expect(who(false, true, true)).toBe('Only the customer it was issued to can redeem a coupon more than once.');
    expect(who(true, true, true)).toBe('Anyone with the code can redeem it more than once.');
    const common = { clientHandlingType: 'GENERIC', genericCode: 'DIWALI' };
    expect(who(false, true, false, common)).toBe(
      'Every customer it was issued to can redeem the common code DIWALI, each of them once.',
    );
    expect(
      all({ ...EVERYONE, maxRedeem: -1, maxRedemptionsInSeriesPerUser: -1, redemptionPerCouponMaxLimit: -1 }),
    ).toContain('any number of times');
  });

  test('ends with an example of a redemption, or says why there is none', () => {
    const last = (wire: JsonObject) => sentences({ ...END, ...wire }).at(-1);
    expect(last({ minBillAmount: -1, maxBillAmount: -1 })).toBe('For example, it works now.');
    expect(
      last({
        minBillAmount: 500,
        redemptionValidFrom: '2026-07-01T00:00:00Z',
        redemptionValidAfterDays: 3,
        targetUserDetails: { validUserRegistrationStartTime: NOW },
      }),
    ).toBe(
      'For example, it works on Wed 1 Jul 2026 at 00:00 with a bill of ₹500 for a customer who registered on Wed 10 Jun 2026, if the coupon was issued on Sun 28 Jun 2026.',
    );
    expect(last({ minBillAmount: 300, maxBillAmount: 200 })).toBe(
      'No redemption is possible: no bill fits: the smallest is above the largest.',
    );
    expect(last({ maxRedeem: 0, maxRedemptionsInSeriesPerUser: 0 })).toBe(
      'No redemption is possible: redemptions are limited to 0 and redemptions of a customer are limited to 0.',
    );
    expect(last({ minBillAmount: -1, maxBillAmount: -1, redemptionRange: 'oops' })).toBe(
      'For example, it works now, if “Days and hours” allows it.',
    );
    expect(all({ validTillDate: '2026-06-01T00:00:00Z' })).not.toContain('For example');
  });

  test('says when it works, and if it is over, ends with its owner, or never starts', () => {
    expect(all({ ...END, redemptionRange: '{"dom":[-1],"dow":[1,2,3,4,5],"hours":[10,11,12]}' })).toContain(
      'It can be used on Mon–Fri 10:00–12:59, until Sun 6 Dec 2026.',
    );
    expect(all({ ...END, redemptionRange: '{"dom":[17],"dow":[-1],"hours":[10,11]}' })).toContain(
      'It can be used on day 17 of the month, 10:00–11:59, until',
    );
    expect(all({ ...END, redemptionRange: '{"dom":[1,2,9,31],"dow":[-1],"hours":[-1]}' })).toContain(
      'It can be used on days 1–2, 9 and 31 of the month, until',
    );
    const over = { ...END, validTillDate: '2026-06-09T00:00:00Z', redemptionValidAfterDays: 3 };
    expect(all(over)).toContain(
      'It is over: it could be used at any time until Tue 9 Jun 2026, and a coupon not before 3 days after its issue.',
    );
    const never = all({ ...END, redemptionValidFrom: '2026-12-07T00:00:00Z', maxCreate: 50, numIssued: 1 });
    expect(never).toContain('It can never be used');
    expect(never).toContain('No coupon can be issued, as it starts after its end; 1 was before.');
    const borrowed = { fixedExpiryDate: 0, ownerValidity: 1_916_870_400_000, ownedBy: 'LOYALTY' };
    expect(all(borrowed)).toContain('when its owner ends');
    expect(all({ ...borrowed, ...END, fixedExpiryDate: 0 })).not.toContain('owner');
    const endless = all({ validTillDate: '1970-01-01T00:00:00Z', fixedExpiryDate: 0 });
    expect(endless).toContain('with no last day');
    expect(endless).toContain('No coupon can be issued, as it has no last day.');
    expect(all({ ...borrowed, validTillDate: '2026-06-09T00:00:00Z', ownerValidity: Date.UTC(2026, 5, 9) })).toContain(
      'until Tue 9 Jun 2026, when its owner ended.',
    );
  });

  test('says how long before its issue a coupon expires, for a negative stored number', () => {
    const sentencesOf = (expiryStrategyType: string, expiryStrategyValue: number) =>
      sentences({ ...END, expiryStrategyType, expiryStrategyValue });
    expect(sentencesOf('DAYS', -5)).toContain('Each coupon expires 5 days before it is issued.');
    expect(sentencesOf('DAYS', -1)).toContain(
      'Each coupon expires before it is issued, as nothing says how long it lives.',
    );
    expect(sentencesOf('MONTHS', -2)).toContain('Each coupon expires 2 months before it is issued.');
    expect(sentencesOf('MONTHS_END', -2)).toContain('Each coupon expires with the month 2 months before it is issued.');
  });

  test('names a ceiling only if it has an effect, and how much is left', () => {
    const perCode = { ...EVERYONE, redemptionPerCouponMaxLimit: 3, maxRedeem: -1, maxRedemptionsInSeriesPerUser: -1 };
    expect(sentences(perCode)).toContain('At most 3 redemptions for each code.');
    expect(all({ ...perCode, anyUser: false })).not.toContain('for each code');
    expect(all({ ...perCode, isMultipleUseAllowed: false })).not.toContain('for each code');
    const total = {
      redemptionPerCouponMaxLimit: -1,
      maxRedeem: 2000,
      maxRedemptionsInSeriesPerUser: 1,
      minDaysBetweenRedemption: -1,
    };
    expect(sentences({ ...total, numRedeemed: 1240 })).toContain(
      'At most 1 redemption for each customer and 2,000 in all, of which 760 are left.',
    );
    expect(all({ ...total, numRedeemed: 2000 })).toContain('2,000 in all, all of them used.');
  });

  test('says what a holder gets, without settings that have no effect', () => {
    const several = { isMultipleVouchersPerUserAllowed: true, maxVouchersPerUser: 3, minDaysBetweenVouchers: 14 };
    expect(all({ ...several, doNotResendExistingVoucher: true })).toContain(
      'gets another, up to 3 in all, 14 days apart',
    );
    expect(all({ ...several, doNotResendExistingVoucher: false })).toContain('is sent the same one again.');
    expect(all({ ...several, doNotResendExistingVoucher: true, clientHandlingType: 'GENERIC' })).toContain(
      'gets no other, as all share one code',
    );
    expect(all({ ...several, doNotResendExistingVoucher: true, maxVouchersPerUser: 1 })).toContain(
      'A customer who holds one gets no other.',
    );
    expect(all({ mutualExclusiveSeriesIds: '[1,2,3,4]' })).toContain('holders of 4 other series get none');
  });

  test('says if a value is unreadable or not returned', () => {
    const text = all({ discountValue: 'much', maxCreate: 5e9, redemptionRange: 'string', anyUser: 'maybe' });
    expect(text).toContain('Takes an amount (unreadable) off');
    expect(text).toContain('At most a number (unreadable) of coupons');
    expect(text).toContain('at hours (unreadable)');
    expect(text).toContain('It is unreadable who can redeem');
    expect(text).toContain('The API does not say where it works or on which products');
    const several = { isMultipleVouchersPerUserAllowed: true, doNotResendExistingVoucher: true };
    expect(all({ ...several, maxVouchersPerUser: -123 })).toContain('up to a number (unreadable)');
  });

  test('says if a number is still being typed', () => {
    const { values } = series({ ...EVERYONE });
    const [offer, ...rest] = summaryOf({
      ...values,
      discountValue: { unresolved: 'draft', text: '1x' },
      maxRedeem: { unresolved: 'draft', text: '' },
    });
    expect(offer?.text).toContain('an amount still being typed');
    expect(rest.map(({ text }) => text).join(' ')).toContain('a number still being typed');
  });

  test('names the fields of each phrase, so that a change is marked only there', () => {
    const fieldsOf = (wire: JsonObject, text: string) =>
      summaryOf(series(wire).values)
        .flatMap(({ parts }) => parts)
        .find((part) => part.text === text)?.fields;
    const capped = { discountType: 'PERC', discountValue: 15, discountUpto: 500 };
    expect(fieldsOf(capped, '15 %')).toEqual(['discountValue', 'discountType']);
    expect(fieldsOf(capped, 'at most ₹500')).toEqual(['discountUpto']);
    // A missing cap has no phrase of its own.
    expect(fieldsOf({ ...capped, discountUpto: 0 }, '15 %')).toContain('discountUpto');
    expect(fieldsOf(END, 'until Sun 6 Dec 2026')).toEqual(['validTillDate']);
  });
});

/** The fields that marketers change most: some phrase names each of them, for every series. */
const ALWAYS: readonly FieldKey[] = [
  'discountValue',
  'discountType',
  'minBillAmount',
  'maxBillAmount',
  'redemptionOrgEntityDetails',
  'productInfo',
  'isValidWithDiscountedItem',
  'anyUser',
  'isMultipleUseAllowed',
  'sameUserMultipleRedeem',
  'redemptionPerCouponMaxLimit',
  'maxRedemptionsInSeriesPerUser',
  'maxRedeem',
  'minDaysBetweenRedemption',
  'clientHandlingType',
  'redemptionRange',
  'redemptionValidFrom',
  'redemptionValidAfterDays',
  'validTillDate',
  'expiryStrategyType',
  'expiryStrategyValue',
  'maxCreate',
  'doNotResendExistingVoucher',
  'isMultipleVouchersPerUserAllowed',
  'mutualExclusiveSeriesIds',
  'resendMessageEnabled',
  'isSMSDisabled',
  'smsTemplate',
];

/** Expects well-formed prose: no sentinels, no gaps, no internal names. */
function expectProse(values: Values) {
  const summary = summaryOf(values);
  expect(summary.length).toBeGreaterThanOrEqual(5);
  expect(summary.length).toBeLessThanOrEqual(11);
  const code = isUnresolved(values.genericCode) ? '' : values.genericCode.trim();
  for (const { text, parts } of summary) {
    expect(parts.map((part) => part.text).join('')).toBe(text);
    // A common code may be any text.
    const prose = code === '' ? text : text.replace(code, 'CODE');
    expect(prose).toMatch(/^[A-Z0-9][^!]*[^ .,;]\.$/);
    expect(prose).not.toMatch(
      / {2}| [,.;]|,,|undefined|null|NaN|Infinity|Invalid|\[|\{|(?<![\w.])-1\b|9,007,199,254,740,99/,
    );
  }
  const named = new Set(summary.flatMap(({ parts }) => parts.flatMap(({ fields }) => fields)));
  const onlyPercent: readonly FieldKey[] = values.discountType === 'PERC' ? ['discountUpto'] : [];
  expect([...ALWAYS, ...onlyPercent].filter((key) => !named.has(key))).toEqual([]);
}

describe('the summary is well-formed prose', () => {
  test('for every published payload', () => {
    for (const body of payloads.values()) expectProse(seriesOf((body['CouponSeriesV2'] ?? body) as JsonObject).values);
  });

  test('for any JSON in any field', () => {
    const keys = Object.keys(series().wire).filter((key) => key !== 'genericCode');
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), fc.jsonValue()), (wire) =>
        expectProse(series(wire as JsonObject).values),
      ),
    );
  });

  test('for any likely value in any field, including sentinels', () => {
    const flag = fc.boolean();
    const count = fc.constantFrom(-1, 0, 1, 2, 500, 2_147_483_647, null);
    const day = fc.constantFrom(
      '1970-01-01T00:00:00Z',
      '2026-06-09T00:00:00Z',
      '2026-06-10T00:00:00Z',
      '2031-01-31T00:00:00Z',
      null,
    );
    const wire = fc.record(
      {
        anyUser: flag,
        isMultipleUseAllowed: flag,
        sameUserMultipleRedeem: flag,
        redemptionPerCouponMaxLimit: count,
        maxRedemptionsInSeriesPerUser: count,
        maxRedeem: count,
        minDaysBetweenRedemption: count,
        maxCreate: count,
        numIssued: fc.constantFrom(0, 1, 2, 700),
        numRedeemed: fc.constantFrom(0, 1, 2, 700),
        numUploadedTotal: fc.constantFrom(0, 1, 9),
        numUploadedNonIssued: fc.constantFrom(0, 1, 9),
        doNotResendExistingVoucher: flag,
        isMultipleVouchersPerUserAllowed: flag,
        maxVouchersPerUser: count,
        minDaysBetweenVouchers: count,
        externalIssual: flag,
        clientHandlingType: fc.constantFrom('DISC_CODE', 'DISC_CODE_PIN', 'GENERIC', 'EXTERNALLY_MANAGED'),
        discountType: fc.constantFrom('PERC', 'ABS', 'FREE'),
        discountValue: fc.constantFrom(0, 1, 12.5, 1e9),
        discountUpto: count,
        discountOn: fc.constantFrom('BILL', 'ITEM', 'BASKET'),
        minBillAmount: count,
        maxBillAmount: fc.constantFrom(-1, 0, 1, 500, Number.MAX_SAFE_INTEGER),
        validTillDate: day,
        redemptionValidFrom: day,
        redemptionValidAfterDays: count,
        redemptionRange: fc.constantFrom(
          '',
          '{"dom":[-1],"dow":[],"hours":["-1"]}',
          '{"dom":[31],"dow":[7],"hours":[0]}',
        ),
        expiryStrategyType: fc.constantFrom('SERIES_EXPIRY', 'DAYS', 'MONTHS', 'MONTHS_END', 'WEEKS'),
        expiryStrategyValue: count,
        mutualExclusiveSeriesIds: fc.constantFrom('[-1]', '[]', 'false', '[10]', '[1,2,3,4]'),
        redeemAtStore: fc.constantFrom('[-1]', '[1221]'),
        validMaxUserTransactionLimit: fc.constantFrom(0, 1, 5),
        validUserRegistrationStartTime: fc.constantFrom(0, 1e12),
        validUserRegistrationEndTime: fc.constantFrom(0, 1.9e12),
        isSMSDisabled: flag,
        resendMessageEnabled: flag,
        smsTemplate: fc.constantFrom('', 'Hi'),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(wire, (edit) => expectProse(series(edit as JsonObject).values)),
      { numRuns: 400 },
    );
  });
});
