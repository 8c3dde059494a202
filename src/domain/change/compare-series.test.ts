import { expect, test } from 'vitest';
import { FIELD_KEYS } from '#catalogue/catalogue.ts';
import { series } from '../testing/builders.ts';
import { compareSeries } from './compare-series.ts';

test('a series has no difference from itself, and every field is in one group', () => {
  const { different, same, unknown, others } = compareSeries(series(), series());
  expect(different).toEqual([]);
  expect(others).toEqual([]);
  expect(unknown).toContain('productInfo');
  expect([...same, ...unknown].toSorted()).toEqual([...FIELD_KEYS].toSorted());
});

test('fields differ by meaning, not by the notation of the API', () => {
  const first = series({ minBillAmount: -1, maxRedeem: 5, productInfo: [] });
  const second = series({ minBillAmount: 0, maxRedeem: 6, newKey: 1, productInfo: [] });
  const { different, same, unknown, others } = compareSeries(first, second);
  expect(different).toEqual(['maxRedeem']);
  expect(same).toContain('minBillAmount');
  expect(same).toContain('productInfo');
  expect(unknown).not.toContain('productInfo');
  expect(others.map(({ key }) => key)).toEqual(['newKey']);
});
