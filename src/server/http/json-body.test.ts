import { describe, expect, it } from 'vitest';
import { isDeeperThan, unstorable } from './json-body.ts';

describe('isDeeperThan', () => {
  it('counts objects and arrays, and no brackets inside strings', () => {
    expect(isDeeperThan(2, '{"a":[1]}')).toBe(false);
    expect(isDeeperThan(2, '{"a":[{}]}')).toBe(true);
    expect(isDeeperThan(1, '{"a":"[[[\\"[[","b":"\\\\"}')).toBe(false);
    expect(isDeeperThan(1, '[[]')).toBe(true);
    expect(isDeeperThan(2, '[[],[],[]]')).toBe(false);
  });
});

describe('unstorable', () => {
  const fields = (body: unknown, isValidUtf8 = true) => unstorable(body, isValidUtf8).map(({ field }) => field);

  it('names every field that holds a NUL or half a character, in its name or its value', () => {
    const body = {
      description: 'a\0b',
      info: '\ud83d',
      tag: 'whole 🎉, and \ufffd is a character too',
      productInfo: [{ productType: '\udc00' }],
      targetUserDetails: { validMaxUserTransactionLimit: '\0' },
      customPropertyMap: { 'sea\0son': 'x', standard_terms_and_conditions: '\0' },
      'o\ud800dd': 1,
    };
    const named = [
      'description',
      'info',
      'productInfo',
      'validMaxUserTransactionLimit',
      'customPropertyMap',
      'standard_terms_and_conditions',
      'o\ud800dd',
    ];
    expect(fields({ CouponSeriesV2: body })).toEqual(named);
    expect(fields(body)).toEqual(named);
    expect(fields(['\0'])).toEqual([null]);
  });

  it('names an object with more keys than anything has', () => {
    const many = Object.fromEntries(Array.from({ length: 1001 }, (_, n) => [`k${n}`, n]));
    expect(fields({ CouponSeriesV2: { customPropertyMap: many, info: '\0' } })).toEqual(['customPropertyMap', 'info']);
    expect(fields({ CouponSeriesV2: many })).toEqual(['CouponSeriesV2']);
    expect(fields({ CouponSeriesV2: Object.fromEntries(Object.entries(many).slice(1)) })).toEqual([]);
  });

  it('looks for what could not be read only where the bytes were bad', () => {
    expect(fields({ tag: 'x\ufffd' })).toEqual([]);
    expect(fields({ tag: 'x\ufffd', info: 'x' }, false)).toEqual(['tag']);
    expect(fields({ tag: 'x' }, false)).toEqual([null]);
  });
});
