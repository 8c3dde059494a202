import type { Json, JsonObject } from '#values/json.ts';
import { dequal } from 'dequal/lite';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FIELD_KEYS, type FieldKey, fieldOf } from '#catalogue/catalogue.ts';
import type { Kind } from '#catalogue/model/kinds.ts';
import { readField, withWire } from '#catalogue/wire-path.ts';
import { payload, payloads, series } from '../testing/builders.ts';
import { isStored, isVerified, verify } from './verify.ts';

/** Without `before`, read-only fields are unchanged. */
const compare = (requested: JsonObject, got: JsonObject, before = got, zone = 'UTC') =>
  verify({ before, requested, got }, zone);
const request = (name: string) => payload(name)['CouponSeriesV2'] as JsonObject;

describe('after the published saves', () => {
  test('751412: the API wrapped two integers, rounded a float, corrected the date and dropped the name', () => {
    const result = compare(request('put_request_full_751412.json'), payload('put_response_751412.json'));
    expect(result.differences.map(({ field }) => field)).toEqual([
      'campaignName',
      'discountValue',
      'validTillDate',
      'maxCreate',
      'maxRedeem',
    ]);
    const stored = Object.fromEntries(result.differences.map(({ field, got }) => [field, got]));
    expect(stored).toMatchObject({ maxCreate: 1316432742, maxRedeem: 1316863212, validTillDate: '2025-04-25' });
    expect(result).toMatchObject({ unverifiable: [], unknownChanged: [], inexact: [] });
    expect(isVerified(result)).toBe(false);
  });

  test('791560: omitted fields got their defaults, except the start, which became the day of the call', () => {
    const result = compare(request('put_request_minimal_791560.json'), payload('put_response_791560.json'));
    expect(result.differences).toEqual([{ field: 'redemptionValidFrom', requested: null, got: '2025-06-12' }]);
  });

  test('698948: the API only moved the end to midnight UTC of its day', () => {
    const result = compare(request('put_request_per_coupon_limit_698948.json'), payload('put_response_698948.json'));
    expect(result).toEqual({ differences: [], unverifiable: [], unknownChanged: [], inexact: [] });
  });
});

test('an unchanged answer is verified, for every payload', () => {
  for (const [name, body] of payloads) {
    const result = compare(body, body, body, 'Asia/Kolkata');
    expect(isVerified(result), name).toBe(true);
  }
});

test('values are compared by meaning, not by their wire format', () => {
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
  for (const [key, requested, got] of pairs)
    expect(isVerified(compare({ [key]: requested }, { [key]: got })), key).toBe(true);
  expect(
    isVerified(compare({ validTillDate: '2026-12-06T12:00:00Z' }, { validTillDate: '2026-12-05T00:00:00Z' })),
  ).toBe(false);
});

test('the owner’s end is expected for a series that has no own date', () => {
  const requested = { validTillDate: '1970-01-01T00:00:00Z' };
  const owners = { validTillDate: '2120-02-11T10:23:17Z', fixedExpiryDate: 0, ownerValidity: 4737090197000 };
  expect(isVerified(compare(requested, owners))).toBe(true);
  for (const got of [
    { ...owners, fixedExpiryDate: 4737052800000 },
    { ...owners, ownerValidity: 0 },
    { ...owners, validTillDate: '2120-02-12T00:00:00Z' },
  ])
    expect(compare(requested, got).differences.map(({ field }) => field)).toEqual(['validTillDate']);
});

test('a cleared text that the API still stores is a difference', () => {
  expect(compare({}, { genericCode: 'OLD' }).differences).toEqual([
    { field: 'genericCode', requested: '', got: 'OLD' },
  ]);
});

test('products and places that the API does not return cannot be verified', () => {
  const requested = {
    productInfo: [],
    redemptionOrgEntityDetails: [{ redemptionOrgEntityType: 'STORE', orgEntityId: 40 }],
  };
  expect(compare(requested, {})).toEqual({
    differences: [],
    unverifiable: ['productInfo', 'redemptionOrgEntityDetails'],
    unknownChanged: [],
    inexact: [],
  });
  expect(isVerified(compare(requested, {}))).toBe(false);
  expect(compare({}, { productInfo: [] }).differences).toEqual([]);
  expect(
    compare(requested, { ...requested, productInfo: [{ productType: 'SKU', productIds: [1] }] }).differences,
  ).toHaveLength(1);
});

test.each([
  ['productInfo', [{ productType: 'SKU', productIds: [1] }]],
  ['redemptionOrgEntityDetails', [{ redemptionOrgEntityType: 'STORE', orgEntityId: 40 }]],
] as const)('%s that was not sent is a difference if the API shows it for the first time', (key, list) => {
  const got: JsonObject = { [key]: list.map((part) => ({ ...part })) };
  const appeared = compare({}, got, {});
  expect(appeared.differences.map(({ field }) => field)).toContain(key);
  expect(isVerified(appeared)).toBe(false);
  expect(compare({}, got, got).differences).toEqual([]);
  expect(compare({}, {}, got).differences).toEqual([]);
});

describe('unknown keys', () => {
  test('that the API changed or dropped are reported', () => {
    expect(compare({ brandNew: 1, kept: [1] }, { kept: [1] }).unknownChanged).toEqual([
      { key: 'brandNew', requested: 1, got: undefined },
    ]);
  });

  test('that the API added are reported, unless it returned them before', () => {
    const got = { brandNew: 1 };
    const added = compare({}, got, {});
    expect(added.unknownChanged).toEqual([{ key: 'brandNew', requested: undefined, got: 1 }]);
    expect(isVerified(added)).toBe(false);
    expect(isStored(added), 'what was sent').toBe(true);
    expect(compare({}, got, got).unknownChanged).toEqual([]);
    expect(compare({}, got, { brandNew: 2 }).unknownChanged).toEqual([{ key: 'brandNew', requested: 2, got: 1 }]);
  });

  test('inside of an object are compared like those outside', () => {
    const details = { validMaxUserTransactionLimit: 4, brandNew: 1 };
    const requested = { targetUserDetails: details };
    expect(compare(requested, requested).unknownChanged).toEqual([]);
    for (const [key, targetUserDetails] of Object.entries({
      'targetUserDetails.brandNew': { ...details, brandNew: 2 },
      'targetUserDetails.other': { ...details, other: true },
    })) {
      const result = compare(requested, { targetUserDetails }, requested);
      expect(result.unknownChanged.map((unknown) => unknown.key)).toEqual([key]);
      expect(isVerified(result)).toBe(false);
    }
  });

  test('with any value: only an answer that repeats them all is what was sent', () => {
    const values = fc.dictionary(
      fc.string().map((name) => `x-${name}`),
      fc.jsonValue() as fc.Arbitrary<Json>,
      { maxKeys: 4 },
    );
    const { wire } = series();
    const around = (outer: JsonObject, inner: JsonObject): JsonObject => ({
      ...wire,
      ...outer,
      targetUserDetails: { validMaxUserTransactionLimit: 4, ...inner },
    });
    fc.assert(
      fc.property(values, values, values, values, (outer, inner, gotOuter, gotInner) => {
        const requested = around(outer, inner);
        const got = around(gotOuter, gotInner);
        const changed = (answer: JsonObject) => compare(requested, answer, requested).unknownChanged.length;
        expect(changed(requested)).toBe(0);
        expect(changed(got) === 0).toBe(dequal(requested, got));
      }),
    );
  });
});

test('changed counters and timestamps are no difference', () => {
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

describe('a read-only field', () => {
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
  ] as const)('is a difference if the API changes %s', (field, value) => {
    const result = compare({ ...claimed, description: 'Mine' }, { ...claimed, [field]: value }, claimed);
    expect(result.differences.map((difference) => difference.field)).toContain(field);
    expect(isVerified(result)).toBe(false);
  });

  test('is a difference if a borrowed end became the series’ own, although everything sent is stored', () => {
    const requested = { ...claimed, description: 'Renamed' };
    const pinned = Date.UTC(2027, 9, 1);
    const got = { ...requested, validTillDate: '2027-10-01T00:00:00Z', fixedExpiryDate: pinned };
    const result = compare(requested, got, claimed);
    expect(result.differences).toEqual([{ field: 'fixedExpiryDate', requested: null, got: pinned }]);
    expect(isVerified(result)).toBe(false);
    expect(isStored(result)).toBe(true);
    expect(isStored(compare(requested, { ...got, description: 'Other' }, claimed))).toBe(false);
  });

  const DATED: JsonObject = {
    ...series({ validTillDate: '2026-12-06T00:00:00Z', fixedExpiryDate: Date.UTC(2026, 11, 6) }).wire,
    validTillDateTime: '2026-12-06T23:59:59Z',
    validTillISODate: '2026-12-06',
    brands: [1],
  };

  test('follows the field that it repeats, by day', () => {
    const requested = { ...DATED, validTillDate: '2026-12-08T12:00:00Z', productInfo: [] };
    const got = {
      ...requested,
      validTillDate: '2026-12-08T00:00:00Z',
      fixedExpiryDate: Date.UTC(2026, 11, 8),
      validTillDateTime: '2026-12-08T23:59:59Z',
      validTillISODate: '2026-12-08',
      brands: [],
    };
    expect(compare(requested, got, DATED)).toEqual({
      differences: [],
      unverifiable: [],
      unknownChanged: [],
      inexact: [],
    });
    for (const [key, stale] of [
      ['fixedExpiryDate', DATED['fixedExpiryDate']],
      ['fixedExpiryDate', 0],
      ['validTillDateTime', '2026-12-07T23:59:59Z'],
      ['validTillISODate', '2026-12-06'],
    ] as const)
      expect(compare(requested, { ...got, [key]: stale ?? 0 }, DATED).differences.map(({ field }) => field)).toEqual([
        key,
      ]);
    expect(compare(DATED, { ...DATED, brands: [] }, DATED).differences.map(({ field }) => field)).toEqual(['brands']);
  });

  test('is as expected if a series replaces its own end by its owner’s', () => {
    const own = { ...claimed, validTillDate: '2026-12-06T00:00:00Z', fixedExpiryDate: Date.UTC(2026, 11, 6) };
    const requested = { ...own, validTillDate: '1970-01-01T00:00:00Z' };
    expect(isVerified(compare(requested, claimed, own))).toBe(true);
  });
});

test('a changed value of any field that does not move by itself fails the verification', () => {
  const otherValues: { readonly [K in Kind['type']]?: fc.Arbitrary<Json> } = {
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
    .chain((key) => fc.tuple(fc.constant(key), otherValues[fieldOf(key).kind.type] ?? fc.constant(null)));
  const { wire } = series();
  // A date and its copies are compared by day only.
  const isDated = (key: FieldKey) => fieldOf(key).moves === 'validTillDate';
  const meaning = (body: JsonObject, key: FieldKey) => {
    const read = readField(body, key, 'UTC');
    const value = 'value' in read ? read.value : read.unresolved;
    if (!isDated(key) || value === null || value === '') return value;
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

test('an amount that a 32-bit float preserves to two decimals is the same amount', () => {
  const requested = { ...series().wire, discountValue: 12.35 };
  const got = { ...series().wire, discountValue: Math.fround(12.35) };
  expect(compare(requested, got).differences).toEqual([]);
  const large = { ...series().wire, discountValue: 16_777_217 };
  const rounded = { ...series().wire, discountValue: Math.fround(16_777_217) };
  expect(compare(large, rounded).differences.map(({ field }) => field)).toEqual(['discountValue']);
});

test('a number that loses digits in JavaScript is not verified', () => {
  const wire: JsonObject = JSON.parse(
    '{"big":9007199254740993,"deep":{"list":[-9007199254740993]},"fine":[9007199254740991,0.1]}',
  );
  const result = compare({ ...series({}).wire, ...wire }, { ...series({}).wire, ...wire });
  expect(result.inexact).toEqual(['big', 'deep']);
  expect(isStored(result)).toBe(true);
  expect(isVerified(result)).toBe(false);
});
