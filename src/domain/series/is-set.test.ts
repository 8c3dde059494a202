import { expect, test } from 'vitest';
import { FIELD_KEYS, fieldOf } from '#catalogue/catalogue.ts';
import { series } from '../testing/builders.ts';
import { isSet } from './is-set.ts';
import { decodeSeries } from './series-codec.ts';

test('an empty series has no set field', () => {
  expect(FIELD_KEYS.filter((key) => isSet(decodeSeries({}, 'Asia/Kolkata'), key))).toEqual([]);
});

test.each([
  ['maxCreate', -1, false],
  ['maxCreate', 0, true],
  ['mutualExclusiveSeriesIds', '[-1]', false],
  ['mutualExclusiveSeriesIds', '[7]', true],
  ['mutualExclusiveSeriesIds', '[seven]', true],
  ['redemptionValidFrom', '1970-01-01T00:00:00Z', false],
  ['productInfo', [], false],
  ['productInfo', [{ productType: 'SKU', productIds: [1] }], true],
  ['resendMessageEnabled', undefined, false],
] as const)('%s: %j counts as set: %s', (key, wire, expected) => {
  const name = fieldOf(key).path[0];
  expect(isSet(decodeSeries(wire === undefined ? {} : { [name]: wire }, 'Asia/Kolkata'), key)).toBe(expected);
});

test('a switch counts as set if it differs from the default of the API', () => {
  for (const key of FIELD_KEYS) {
    const { kind, whenOmitted } = fieldOf(key);
    if (kind.type !== 'flag' || !('value' in whenOmitted)) continue;
    const { values, ...rest } = series();
    const reads = decodeSeries({}, 'UTC').values[key];
    expect(isSet({ ...rest, values: { ...values, [key]: reads } }, key), key).toBe(false);
    expect(isSet({ ...rest, values: { ...values, [key]: !reads } }, key), key).toBe(true);
  }
});
