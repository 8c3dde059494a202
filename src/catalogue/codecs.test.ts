import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FIELD_KEYS, type FieldKey, fieldOf } from './catalogue.ts';
import { readValue, writeValue } from './codecs.ts';
import { emptyValue } from './model/kinds.ts';
import type { Json } from '#values/json.ts';
import { wrapInt32 } from '#values/int32.ts';

const read = (key: FieldKey, wire: Json | undefined) => readValue(fieldOf(key).kind, wire, 'UTC');
const write = (key: FieldKey, value: unknown) => writeValue(fieldOf(key).kind, value as never, 'UTC');
const value = (key: FieldKey, wire: Json | undefined) => {
  const result = read(key, wire);
  return 'value' in result ? result.value : result.unresolved;
};

describe('sentinels read as null, field by field', () => {
  const UNLIMITED = ['maxCreate', 'maxRedeem', 'maxRedemptionsInSeriesPerUser', 'maxVouchersPerUser'] as const;
  const cases: [FieldKey, Json[], Json, Json[]][] = [
    // field, wire values that mean none, the wire value sent for none, other wire values
    ...UNLIMITED.map((key): [FieldKey, Json[], Json, Json[]] => [key, [-1], -1, [0, 5]]),
    ['redemptionPerCouponMaxLimit', [-1, null], -1, [1, 3]],
    ['minDaysBetweenVouchers', [-1], -1, [0, 23]],
    ['minDaysBetweenRedemption', [-1, 0], -1, [1, 962]],
    ['redemptionValidAfterDays', [0, -1], 0, [1, 22]],
    ['minBillAmount', [-1, 0], -1, [0.5, 100]],
    ['maxBillAmount', [-1, 0, 9007199254740991], -1, [20000]],
    ['discountUpto', [0], 0, [150.5]],
    ['randomCodeLength', [0], 0, [8]],
    ['sourceOrgId', [-1], -1, [0, 7]],
  ];
  test.each(cases)('%s', (key, none, sent, others) => {
    for (const wire of none) expect(value(key, wire), JSON.stringify(wire)).toBeNull();
    for (const wire of others) expect(value(key, wire), JSON.stringify(wire)).toBe(wire);
    expect(write(key, null)).toEqual({ wire: sent });
    for (const wire of others) expect(write(key, wire)).toEqual({ wire });
    // A user cannot enter a sentinel by mistake.
    for (const wire of none)
      if (wire !== null) expect(write(key, wire), JSON.stringify(wire)).toHaveProperty('problem');
  });

  test.each<[FieldKey, number]>([
    ['fixedExpiryDate', 0],
    ['ownerValidity', 0],
    ['latestIssualTime', 0],
    ['latestRedemptionTime', 0],
    ['validUserRegistrationStartTime', 0],
    ['campaignId', -1],
    ['ownerId', -1],
    ['expiryStrategyValue', -1],
  ])('%s %d', (key, wire) => {
    expect(value(key, wire)).toBeNull();
    expect(value(key, 12345)).toBe(12345);
  });

  test('expiryStrategyValue 0 means the day of issue and is no sentinel', () => {
    expect(value('expiryStrategyValue', 0)).toBe(0);
    expect(write('expiryStrategyValue', 0)).toEqual({ wire: 0 });
    expect(write('expiryStrategyValue', null)).toEqual({ wire: -1 });
    expect(write('priority', null)).toHaveProperty('problem');
    expect(write('expiryStrategyValue', -1)).toHaveProperty('problem');
  });

  test.each(['mutualExclusiveSeriesIds', 'storeIdsJson', 'redeemAtStore'] as const)('%s', (key) => {
    for (const wire of ['[-1]', '["-1"]', '[]', 'false', false, '']) expect(value(key, wire)).toEqual([]);
    expect(value(key, '[10]')).toEqual([10]);
    expect(value(key, '["10", 11]')).toEqual([10, 11]);
    expect(value(key, [10, 11])).toEqual([10, 11]);
    expect(write(key, [])).toEqual({ wire: '[-1]' });
    expect(write(key, [10, 11])).toEqual({ wire: '[10,11]' });
    for (const wire of ['string', '{"a":1}', '[0]', '[1.5]', '[[7]]', '[true]', true, '7'])
      expect(value(key, wire), JSON.stringify(wire)).toMatchObject({ unresolved: 'unreadable', raw: wire });
  });
});

describe('numbers', () => {
  test('that are ambiguous are refused with both meanings', () => {
    expect(write('discountValue', { unresolved: 'draft', text: '1.000' })).toEqual({
      problem: '“1.000” can mean 1 or 1,000; write 1 or 1000.',
    });
    expect(write('discountValue', { unresolved: 'draft', text: '1.0x' })).toEqual({
      problem: '“1.0x” is not a number.',
    });
  });

  test('over 32 bits are refused with the value that would be stored', () => {
    expect(write('maxCreate', 10000000297830)).toEqual({ problem: expect.stringContaining('1,316,432,742') });
    expect(write('maxCreate', 2147483647)).toEqual({ wire: 2147483647 });
  });

  test('that a 32-bit float changes are refused with the value that would be stored', () => {
    expect(write('discountValue', 150000000000000)).toEqual({
      problem: expect.stringContaining('150,000,004,759,552'),
    });
    for (const ok of [0, 12.5, 33.3, 16777216]) expect(write('discountValue', ok)).toEqual({ wire: ok });
    expect(write('discountValue', 16777217)).toHaveProperty('problem');
  });

  test.each([-123, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '5', true])('%s is refused as a limit', (wire) => {
    expect(write('maxCreate', wire)).toHaveProperty('problem');
  });

  test('wrap like the published pair of request and answer', () => {
    expect([10000000297830, 10000000728300, -1, 2147483648].map(wrapInt32)).toEqual([
      1316432742, 1316863212, -1, -2147483648,
    ]);
  });
});

describe('texts', () => {
  test('that break a rule are readable, but refused in an edit', () => {
    const long = 'x'.repeat(21);
    expect(value('seriesCode', long)).toBe(long);
    expect(write('seriesCode', long)).toEqual({ problem: 'At most 20 characters.' });
    expect(value('genericCode', 'SAVE 10%')).toBe('SAVE 10%');
    expect(write('genericCode', 'SAVE 10%')).toHaveProperty('problem');
    expect(write('couponPrefix', 'Diwali_2-6')).toEqual({ wire: 'Diwali_2-6' });
    expect(write('couponPrefix', '')).toEqual({ wire: '' });
  });
});

describe('the other kinds', () => {
  test('an unknown choice is readable and sent back unchanged', () => {
    expect(value('clientHandlingType', 'EXTERNALLY_MANAGED')).toBe('EXTERNALLY_MANAGED');
    expect(write('clientHandlingType', 'EXTERNALLY_MANAGED')).toEqual({ wire: 'EXTERNALLY_MANAGED' });
  });

  test('properties convert to rows and back, including empty values', () => {
    const wire = { a: 'x', b: '' };
    const rows = [
      { key: 'a', value: 'x' },
      { key: 'b', value: '' },
    ];
    expect(value('customPropertyMap', wire)).toEqual(rows);
    expect(write('customPropertyMap', rows)).toEqual({ wire });
    expect(write('customPropertyMap', [...rows, { key: 'a', value: 'y' }])).toEqual({
      problem: 'The name a is used twice.',
    });
    expect(write('customPropertyMap', [{ key: ' ', value: 'y' }])).toHaveProperty('problem');
    expect(
      write(
        'customPropertyMap',
        Array.from({ length: 21 }, (_, i) => ({ key: `k${i}`, value: '' })),
      ),
    ).toHaveProperty('problem');
    expect(value('customPropertyMap', { a: 1 })).toMatchObject({ unresolved: 'unreadable' });
  });

  test('products and places are grouped by type, and empty lists mean all', () => {
    const products = [{ productType: 'ATTRIBUTE', productIds: [10, 20] }];
    expect(value('productInfo', products)).toEqual([{ type: 'ATTRIBUTE', ids: [10, 20] }]);
    expect(write('productInfo', [{ type: 'ATTRIBUTE', ids: [10, 20] }])).toEqual({ wire: products });
    expect(write('productInfo', [{ type: 'SKU', ids: [] }])).toEqual({ wire: [] });
    const many = Array.from({ length: 1001 }, (_, i) => i + 1);
    expect(write('productInfo', [{ type: 'CATEGORY', ids: many }])).toEqual({
      problem: expect.stringContaining('1,000'),
    });
    expect(write('productInfo', [{ type: 'SKU', ids: many }])).toHaveProperty('wire');
    const places = [{ redemptionOrgEntityType: 'TILL', orgEntityId: 20 }];
    expect(value('redemptionOrgEntityDetails', places)).toEqual([{ type: 'TILL', id: 20 }]);
    expect(write('redemptionOrgEntityDetails', [{ type: 'TILL', id: 20 }])).toEqual({ wire: places });
    for (const key of ['productInfo', 'redemptionOrgEntityDetails'] as const) {
      expect(value(key, [])).toEqual([]);
      expect(value(key, undefined)).toEqual({ unresolved: 'notReturned' });
      expect(write(key, { unresolved: 'notReturned' })).toHaveProperty('problem');
    }
  });

  test('a moment that does not exist is preserved and reported', () => {
    const wire = '2025-04-25T23:50:79+05:30';
    expect(read('validTillDate', wire)).toEqual({
      unresolved: { unresolved: 'unreadable', raw: wire },
      problem: expect.stringContaining(wire),
    });
    expect(value('createdOn', wire)).toEqual({ unresolved: 'unreadable', raw: wire });
    expect(value('createdOn', '2025-04-17T05:36:41Z')).toBe('2025-04-17T05:36:41Z');
    expect(value('ownerValidity', 4737090197000)).toBe(4737090197000);
    expect(value('ownerValidity', 1.5)).toMatchObject({ unresolved: 'unreadable' });
  });

  test('half-typed text is refused with a message, and unreadable values are sent back', () => {
    expect(write('maxCreate', { unresolved: 'draft', text: '12x' })).toEqual({ problem: '“12x” is not a number.' });
    expect(write('maxCreate', { unresolved: 'draft', text: ' ' })).toEqual({ problem: 'Enter a number.' });
    expect(write('validTillDate', { unresolved: 'draft', text: '' })).toEqual({ problem: 'Enter a date.' });
    expect(write('maxCreate', { unresolved: 'unreadable', raw: 'many' })).toEqual({ wire: 'many' });
  });
});

test('readValue never throws, for any JSON in any field', () => {
  fc.assert(
    fc.property(fc.constantFrom(...FIELD_KEYS), fc.option(fc.jsonValue(), { nil: undefined }), (key, wire) => {
      const result = read(key, wire as Json | undefined);
      if ('unresolved' in result && result.unresolved.unresolved === 'unreadable') {
        expect(result.unresolved.raw).toEqual(wire);
        expect(write(key, result.unresolved)).toEqual({ wire });
        expect(result.problem).not.toBe('');
      }
    }),
    { numRuns: 2000 },
  );
});

test('writeValue returns a wire value or a message, for any value in any field', () => {
  fc.assert(
    fc.property(fc.constantFrom(...FIELD_KEYS), fc.anything(), (key, anyValue) => {
      const result = write(key, anyValue);
      expect('wire' in result || result.problem !== '').toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test('the empty value of each field survives a round trip', () => {
  for (const key of FIELD_KEYS) {
    const { kind, omitEmpty } = fieldOf(key);
    if (omitEmpty) continue;
    const empty = emptyValue(kind);
    const written = write(key, empty);
    if ('wire' in written) expect(value(key, written.wire), key).toEqual(empty);
  }
});
