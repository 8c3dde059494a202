import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '#catalogue/kinds.ts';
import { summarise } from './summary.ts';
import { payloads, series, seriesOf } from './testing.ts';

const reader = { currency: 'INR', zone: 'Asia/Kolkata', clusterZone: 'UTC' };
const told = (wire: JsonObject) => summarise(series(wire).values, reader).map(({ text }) => text);

describe('the summary of a series', () => {
  test('says what it gives, with its bounds', () => {
    const [first] = told({
      discountType: 'PERC',
      discountValue: 15,
      discountUpto: 500,
      minBillAmount: 999,
      maxBillAmount: -1,
    });
    expect(first).toBe('Gives 15 % off a bill of ₹999 or more, up to ₹500.');
    expect(told({ discountType: 'ABS', discountValue: 250, discountUpto: 500, maxBillAmount: 4000 })[0]).toBe(
      'Gives ₹250 off a bill of at most ₹4,000.',
    );
  });

  test('says when it works, and that an end is borrowed', () => {
    expect(told({ redemptionRange: '{"dom":[-1],"dow":[1,2,3,4,5],"hours":[10,11,12]}' })[1]).toBe(
      'Works Mon–Fri 10:00–12:59, until Sun 29 Sep 2030.',
    );
    const borrowed = { fixedExpiryDate: 0, ownerValidity: 1_916_870_400_000, ownedBy: 'LOYALTY' };
    expect(told(borrowed)[1]).toContain('the end of its owner');
    expect(told({ validTillDate: '1970-01-01T00:00:00Z', fixedExpiryDate: 0 })[1]).toContain('no last day');
  });

  test('names a ceiling only where it can be reached', () => {
    const perCode = { redemptionPerCouponMaxLimit: 3, maxRedeem: -1, maxRedemptionsInSeriesPerUser: -1 };
    expect(told(perCode)).toContain('At most each code 3 times.');
    expect(told({ ...perCode, anyUser: false }).join(' ')).not.toContain('each code 3 times');
  });

  test('says so where a value could not be read or is not returned', () => {
    const texts = told({ discountValue: 'much', maxCreate: 5e9, redemptionRange: 'string' }).join(' ');
    expect(texts).toContain('What it takes off could not be read.');
    expect(texts).toContain('A number of coupons that could not be read');
    const several = { isMultipleVouchersPerUserAllowed: true, doNotResendExistingVoucher: true };
    expect(told({ ...several, maxVouchersPerUser: -123, maxRedeem: -123 }).join(' ')).not.toContain('any number');
    expect(texts).toContain('days and hours that could not be read');
    expect(texts).toContain('For which products is not returned by the API.');
  });

  test('shows no sentinel for any published payload', () => {
    for (const body of payloads.values()) {
      const wire = (body['CouponSeriesV2'] ?? body) as JsonObject;
      const text = summarise(seriesOf(wire).values, reader)
        .map((sentence) => sentence.text)
        .join(' ')
        // Ten seconds after the epoch is a real moment in some of them.
        .replace('1 Jan 1970 05:30:10', '');
      expect(text).not.toMatch(/-1\b|9007199254740991|1970|\[|undefined|null|NaN/);
    }
  });

  test('has words for any series at all', () => {
    const keys = Object.keys(series().wire);
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), fc.jsonValue()), (wire) => {
        for (const { text, fields } of summarise(seriesOf(wire as JsonObject).values, reader)) {
          expect(text).not.toMatch(/undefined|NaN|\[object/);
          expect(fields.length).toBeGreaterThan(0);
        }
      }),
    );
  });
});
