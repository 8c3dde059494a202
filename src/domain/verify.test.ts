import { dequal } from 'dequal/lite';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FIELD_KEYS, type FieldKey, fieldOf } from '#catalogue/catalogue.ts';
import type { Json, JsonObject, Kind } from '#catalogue/kinds.ts';
import { readField, withWire } from '#catalogue/place.ts';
import { payload, payloads, series } from './testing.ts';
import { isStored, isVerified, verify } from './verify.ts';

/** What the API keeps for itself is as it was before, unless `before` says otherwise. */
const compare = (asked: JsonObject, got: JsonObject, before = got, zone = 'UTC') =>
  verify({ before, asked, got }, zone);
const request = (name: string) => payload(name)['CouponSeriesV2'] as JsonObject;

describe('after the published saves', () => {
  test('751412: two wraps, one rounding, the mended date and the name nobody keeps are what the API changed', () => {
    const result = compare(request('put_request_full_751412.json'), payload('put_response_751412.json'));
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
    const result = compare(request('put_request_minimal_791560.json'), payload('put_response_791560.json'));
    expect(result.differences).toEqual([{ field: 'redemptionValidFrom', asked: null, got: '2025-06-12' }]);
  });

  test('698948: the end moved to midnight UTC of the day it names there, and nothing else', () => {
    const result = compare(request('put_request_per_coupon_limit_698948.json'), payload('put_response_698948.json'));
    expect(result).toEqual({ differences: [], unverifiable: [], unknownChanged: [] });
  });
});

test('an answer read back unchanged is verified, for every payload', () => {
  for (const [name, body] of payloads) {
    const result = compare(body, body, body, 'Asia/Kolkata');
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
  for (const [key, asked, got] of pairs) expect(isVerified(compare({ [key]: asked }, { [key]: got })), key).toBe(true);
  expect(
    isVerified(compare({ validTillDate: '2026-12-06T12:00:00Z' }, { validTillDate: '2026-12-05T00:00:00Z' })),
  ).toBe(false);
});

test('a series without a date of its own that is answered with its owner’s end is what was asked for', () => {
  const asked = { validTillDate: '1970-01-01T00:00:00Z' };
  const owners = { validTillDate: '2120-02-11T10:23:17Z', fixedExpiryDate: 0, ownerValidity: 4737090197000 };
  expect(isVerified(compare(asked, owners))).toBe(true);
  for (const got of [
    { ...owners, fixedExpiryDate: 4737052800000 },
    { ...owners, ownerValidity: 0 },
    { ...owners, validTillDate: '2120-02-12T00:00:00Z' },
  ])
    expect(compare(asked, got).differences.map(({ field }) => field)).toEqual(['validTillDate']);
});

test('an emptied text that the API kept is a difference', () => {
  expect(compare({}, { genericCode: 'OLD' }).differences).toEqual([{ field: 'genericCode', asked: '', got: 'OLD' }]);
});

test('products and places that the API does not return are sent and cannot be verified', () => {
  const asked = {
    productInfo: [],
    redemptionOrgEntityDetails: [{ redemptionOrgEntityType: 'STORE', orgEntityId: 40 }],
  };
  expect(compare(asked, {})).toEqual({
    differences: [],
    unverifiable: ['productInfo', 'redemptionOrgEntityDetails'],
    unknownChanged: [],
  });
  expect(compare({}, { productInfo: [] }).differences).toEqual([]);
  expect(compare(asked, { ...asked, productInfo: [{ productType: 'SKU', productIds: [1] }] }).differences).toHaveLength(
    1,
  );
});

test('unknown keys that were changed or dropped are told', () => {
  expect(compare({ brandNew: 1, kept: [1] }, { kept: [1] }).unknownChanged).toEqual([
    { key: 'brandNew', asked: 1, got: undefined },
  ]);
});

test('counters that moved and stamps that were set are no difference', () => {
  const before = { ...series().wire, couponUploadInfo: [{ uploadStatus: 'STARTED' }] };
  const got = {
    ...before,
    numIssued: 2,
    numTotal: 7,
    lastUsed: '2026-06-10T12:00:00Z',
    latestIssualTime: 1,
    dvsExpiryDate: '2026-06-10T00:00:00Z',
    couponUploadInfo: [{ uploadStatus: 'FINISHED' }],
  };
  expect(isVerified(compare(before, got, before))).toBe(true);
});

describe('what no edit can change', () => {
  const OWNER_ENDS = Date.UTC(2027, 9, 1, 18, 30);
  const claimed = series({
    ownedBy: 'LOYALTY',
    ownerId: 77,
    campaignId: 12,
    seriesType: 'LOYALTY',
    ownerValidity: OWNER_ENDS,
    validTillDate: '2027-10-01T18:30:00Z',
    fixedExpiryDate: 0,
  }).wire;

  test.each([
    ['ownedBy', 'NONE'],
    ['ownerId', -1],
    ['campaignId', -1],
    ['seriesType', 'UNDEFINED'],
    ['ownerValidity', 0],
    ['createdBy', 5],
    ['validDaysFromCreation', 31],
  ] as const)('is the API’s doing where %s is another', (field, value) => {
    const result = compare({ ...claimed, description: 'Mine' }, { ...claimed, [field]: value }, claimed);
    expect(result.differences.map((one) => one.field)).toContain(field);
    expect(isVerified(result)).toBe(false);
  });

  test('is a borrowed end that became the series’ own, although all that was sent is stored', () => {
    const asked = { ...claimed, description: 'Renamed' };
    const pinned = Date.UTC(2027, 9, 1);
    const got = { ...asked, validTillDate: '2027-10-01T00:00:00Z', fixedExpiryDate: pinned };
    const result = compare(asked, got, claimed);
    expect(result.differences).toEqual([{ field: 'fixedExpiryDate', asked: null, got: pinned }]);
    expect(isVerified(result)).toBe(false);
    expect(isStored(result)).toBe(true);
    expect(isStored(compare(asked, { ...got, description: 'Other' }, claimed))).toBe(false);
  });

  const DATED: JsonObject = {
    ...series({ validTillDate: '2026-12-06T00:00:00Z', fixedExpiryDate: Date.UTC(2026, 11, 6) }).wire,
    validTillDateTime: '2026-12-06T23:59:59Z',
    validTillISODate: '2026-12-06',
    brands: [1],
  };

  test('follows the field that it repeats, to the day', () => {
    const asked = { ...DATED, validTillDate: '2026-12-08T12:00:00Z', productInfo: [] };
    const got = {
      ...asked,
      validTillDate: '2026-12-08T00:00:00Z',
      fixedExpiryDate: Date.UTC(2026, 11, 8),
      validTillDateTime: '2026-12-08T23:59:59Z',
      validTillISODate: '2026-12-08',
      brands: [],
    };
    expect(compare(asked, got, DATED)).toEqual({ differences: [], unverifiable: [], unknownChanged: [] });
    for (const [key, stale] of [
      ['fixedExpiryDate', DATED['fixedExpiryDate']],
      ['fixedExpiryDate', 0],
      ['validTillDateTime', '2026-12-07T23:59:59Z'],
      ['validTillISODate', '2026-12-06'],
    ] as const)
      expect(compare(asked, { ...got, [key]: stale ?? 0 }, DATED).differences.map(({ field }) => field)).toEqual([key]);
    expect(compare(DATED, { ...DATED, brands: [] }, DATED).differences.map(({ field }) => field)).toEqual(['brands']);
  });

  test('is as it should be where a series gives its own end up for that of its owner', () => {
    const own = { ...claimed, validTillDate: '2026-12-06T00:00:00Z', fixedExpiryDate: Date.UTC(2026, 11, 6) };
    const asked = { ...own, validTillDate: '1970-01-01T00:00:00Z' };
    expect(isVerified(compare(asked, claimed, own))).toBe(true);
  });
});

test('whichever field that does not move is another, the save is not verified', () => {
  const other: { readonly [K in Kind['type']]?: fc.Arbitrary<Json> } = {
    text: fc.string(),
    flag: fc.boolean(),
    choice: fc.string(),
    number: fc.integer(),
    limit: fc.integer(),
    day: fc.date({ noInvalidDate: true, min: new Date('1990'), max: new Date('2100') }).map((day) => day.toISOString()),
    instant: fc
      .date({ noInvalidDate: true, min: new Date('1990'), max: new Date('2100') })
      .map((day) => day.toISOString()),
    epoch: fc.integer({ min: 1, max: 4e12 }),
    ids: fc.array(fc.integer({ min: 1 })).map((ids) => JSON.stringify(ids)),
    range: fc.integer({ min: 1, max: 28 }).map((day) => JSON.stringify({ dom: [day], dow: [-1], hours: [-1] })),
    properties: fc.dictionary(fc.string(), fc.string()),
    raw: fc.jsonValue() as fc.Arbitrary<Json>,
  };
  const change = fc
    .constantFrom(...FIELD_KEYS.filter((key) => fieldOf(key).moves !== 'alone'))
    .chain((key) => fc.tuple(fc.constant(key), other[fieldOf(key).kind.type] ?? fc.constant(null)));
  const { wire } = series();
  // Of a date only the day counts, also in its twins.
  const dated = (key: FieldKey) => fieldOf(key).moves === 'validTillDate';
  const meaning = (body: JsonObject, key: FieldKey) => {
    const read = readField(body, key, 'UTC');
    const value = 'value' in read ? read.value : read.odd;
    if (!dated(key) || value === null || value === '') return value;
    return typeof value === 'number' || fieldOf(key).kind.type === 'instant'
      ? new Date(value as number | string).toISOString().slice(0, 10)
      : value;
  };
  fc.assert(
    fc.property(change, ([key, value]) => {
      const got = withWire(wire, key, value);
      fc.pre(!dequal(meaning(got, key), meaning(wire, key)));
      expect(isVerified(compare(wire, got, wire)), key).toBe(false);
    }),
    { numRuns: 2000 },
  );
});

test('an amount that a 32-bit float keeps to the hundredth is the same amount', () => {
  const asked = { ...series().wire, discountValue: 12.35 };
  const got = { ...series().wire, discountValue: Math.fround(12.35) };
  expect(compare(asked, got).differences).toEqual([]);
  const large = { ...series().wire, discountValue: 16_777_217 };
  const rounded = { ...series().wire, discountValue: Math.fround(16_777_217) };
  expect(compare(large, rounded).differences.map(({ field }) => field)).toEqual(['discountValue']);
});
