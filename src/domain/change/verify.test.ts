import { describe, expect, test } from 'vitest';
import type { JsonObject } from '#values/json.ts';
import { payload, payloads, series } from '../testing/builders.ts';
import { isVerified, verify } from './verify.ts';

const request = (name: string) => payload(name)['CouponSeriesV2'] as JsonObject;

describe('after the published saves', () => {
  test('751412: two wraps, one rounding, the mended date and the name nobody keeps are what the API changed', () => {
    const result = verify(request('put_request_full_751412.json'), payload('put_response_751412.json'), 'UTC');
    expect(result.differences.map((one) => one.field)).toEqual([
      'campaignName',
      'discountValue',
      'validTillDate',
      'maxCreate',
      'maxRedeem',
    ]);
    const got = Object.fromEntries(result.differences.map((one) => [one.field, one.got]));
    expect(got).toMatchObject({ maxCreate: 1316432742, maxRedeem: 1316863212, validTillDate: '2025-04-25' });
    expect(result).toMatchObject({ unverifiable: [], unknownChanged: [] });
    expect(isVerified(result)).toBe(false);
  });

  test('791560: what was left out fell back to what that means, except the start, which became the day of the call', () => {
    const result = verify(request('put_request_minimal_791560.json'), payload('put_response_791560.json'), 'UTC');
    expect(result.differences).toEqual([{ field: 'redemptionValidFrom', asked: null, got: '2025-06-12' }]);
  });

  test('698948: the end moved to midnight UTC of the day it names there, and nothing else', () => {
    const result = verify(
      request('put_request_per_coupon_limit_698948.json'),
      payload('put_response_698948.json'),
      'UTC',
    );
    expect(result).toEqual({ differences: [], unverifiable: [], unknownChanged: [] });
  });
});

test('an answer read back unchanged is verified, for every payload', () => {
  for (const [name, body] of payloads) {
    const result = verify(body, body, 'Asia/Kolkata');
    expect(isVerified(result), name).toBe(true);
  }
});

test('values are compared by meaning, not by how they are written', () => {
  const pairs: [string, JsonObject[string], JsonObject[string]][] = [
    ['validTillDate', '2026-12-06T12:00:00Z', '2026-12-06T00:00:00Z'],
    ['redemptionValidFrom', '1970-01-01T05:30:00+05:30', '1970-01-01T00:00:00Z'],
    ['redemptionRange', '{"dom":[-1],"dow":[1],"hours":[9]}', '{"dom" : ["-1"], "dow": 1, "hours": ["9"]}'],
    ['mutualExclusiveSeriesIds', '[-1]', '[]'],
    ['minBillAmount', -1, 0],
    ['maxBillAmount', 9007199254740991, -1],
    ['redemptionPerCouponMaxLimit', null, -1],
    ['customPropertyMap', { a: '1', b: '2' }, { a: '1', b: '2' }],
  ];
  for (const [key, asked, got] of pairs)
    expect(isVerified(verify({ [key]: asked }, { [key]: got }, 'UTC')), key).toBe(true);
  expect(
    isVerified(verify({ validTillDate: '2026-12-06T12:00:00Z' }, { validTillDate: '2026-12-05T00:00:00Z' }, 'UTC')),
  ).toBe(false);
});

test('a series without a date of its own that is answered with its owner’s end is what was asked for', () => {
  const asked = { validTillDate: '1970-01-01T00:00:00Z' };
  const owners = { validTillDate: '2120-02-11T10:23:17Z', fixedExpiryDate: 0, ownerValidity: 4737090197000 };
  expect(isVerified(verify(asked, owners, 'UTC'))).toBe(true);
  for (const got of [
    { ...owners, fixedExpiryDate: 4737052800000 },
    { ...owners, ownerValidity: 0 },
    { ...owners, validTillDate: '2120-02-12T00:00:00Z' },
  ])
    expect(verify(asked, got, 'UTC').differences.map(({ field }) => field)).toEqual(['validTillDate']);
});

test('an emptied text that the API kept is a difference', () => {
  expect(verify({}, { genericCode: 'OLD' }, 'UTC').differences).toEqual([
    { field: 'genericCode', asked: '', got: 'OLD' },
  ]);
});

test('products and places that the API does not return are sent and cannot be verified', () => {
  const asked = {
    productInfo: [],
    redemptionOrgEntityDetails: [{ redemptionOrgEntityType: 'STORE', orgEntityId: 40 }],
  };
  expect(verify(asked, {}, 'UTC')).toEqual({
    differences: [],
    unverifiable: ['productInfo', 'redemptionOrgEntityDetails'],
    unknownChanged: [],
  });
  expect(verify({}, { productInfo: [] }, 'UTC').differences).toEqual([]);
  expect(
    verify(asked, { ...asked, productInfo: [{ productType: 'SKU', productIds: [1] }] }, 'UTC').differences,
  ).toHaveLength(1);
});

test('unknown keys that were changed or dropped are told', () => {
  expect(verify({ brandNew: 1, kept: [1] }, { kept: [1] }, 'UTC').unknownChanged).toEqual([
    { key: 'brandNew', asked: 1, got: undefined },
  ]);
});

test('counters that moved and stamps that were set are no difference', () => {
  expect(isVerified(verify({ numIssued: 1, lastUsed: 'a' }, { numIssued: 2, lastUsed: 'b' }, 'UTC'))).toBe(true);
});

test('an amount that a 32-bit float keeps to the hundredth is the same amount', () => {
  const asked = { ...series().wire, discountValue: 12.35 };
  const got = { ...series().wire, discountValue: Math.fround(12.35) };
  expect(verify(asked, got, 'UTC').differences).toEqual([]);
  const large = { ...series().wire, discountValue: 16_777_217 };
  const rounded = { ...series().wire, discountValue: Math.fround(16_777_217) };
  expect(verify(large, rounded, 'UTC').differences.map(({ field }) => field)).toEqual(['discountValue']);
});
