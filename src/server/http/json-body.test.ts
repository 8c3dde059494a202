import { describe, expect, it } from 'vitest';
import { isDeeperThan, unstorable } from './json-body.ts';

describe('isDeeperThan', () => {
  it('counts objects and arrays, but no brackets inside strings', () => {
    expect(isDeeperThan(2, '{"a":[1]}')).toBe(false);
    expect(isDeeperThan(2, '{"a":[{}]}')).toBe(true);
    expect(isDeeperThan(1, '{"a":"[[[\\"[[","b":"\\\\"}')).toBe(false);
    expect(isDeeperThan(1, '[[]')).toBe(true);
    expect(isDeeperThan(2, '[[],[],[]]')).toBe(false);
  });
});

describe('unstorable', () => {
  const fields = (body: unknown, isValidUtf8 = true) => unstorable(body, isValidUtf8).map(({ field }) => field);

  it('names every field with a NUL or a lone surrogate in its name or value', () => {
    const body = {
      description: 'a\0b',
      info: '\ud83d',
      tag: 'whole 🎉, and \ufffd is a character too',
      productInfo: [{ productType: '\udc00' }],
      targetUserDetails: { validMaxUserTransactionLimit: '\0' },
      customPropertyMap: { 'sea\0son': 'x', standard_terms_and_conditions: '\0' },
      'o\ud800dd': 1,
    };
    const fieldNames = [
      'description',
      'info',
      'productInfo',
      'validMaxUserTransactionLimit',
      'customPropertyMap',
      'standard_terms_and_conditions',
      'o\ud800dd',
    ];
    expect(fields({ CouponSeriesV2: body })).toEqual(fieldNames);
    expect(fields(body)).toEqual(fieldNames);
    expect(fields(['\0'])).toEqual([null]);
  });

  it('names an object with too many keys', () => {
    const many = Object.fromEntries(Array.from({ length: 1001 }, (_, n) => [`k${n}`, n]));
    expect(fields({ CouponSeriesV2: { customPropertyMap: many, info: '\0' } })).toEqual(['customPropertyMap', 'info']);
    expect(fields({ CouponSeriesV2: many })).toEqual(['CouponSeriesV2']);
    expect(fields({ CouponSeriesV2: Object.fromEntries(Object.entries(many).slice(1)) })).toEqual([]);
  });

  it('reports replacement characters only if the bytes were not valid UTF-8', () => {
    expect(fields({ tag: 'x\ufffd' })).toEqual([]);
    expect(fields({ tag: 'x\ufffd', info: 'x' }, false)).toEqual(['tag']);
    expect(fields({ tag: 'x' }, false)).toEqual([null]);
  });
});
