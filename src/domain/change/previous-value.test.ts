import { expect, test } from 'vitest';
import { fieldsRevertedWith, formatPreviousValue } from './previous-value.ts';
import { series } from '../testing/builders.ts';

const now = { currency: 'INR', zone: 'Asia/Kolkata', gates: { discountType: 'ABS', expiryStrategyType: 'MONTHS' } };

test('a previous number has its previous unit', () => {
  const percent = series({ discountType: 'PERC', discountValue: 15 });
  expect(formatPreviousValue(percent, 'discountValue', now)).toContain('%');
  const days = series({ expiryStrategyType: 'DAYS', expiryStrategyValue: 30 });
  expect(formatPreviousValue(days, 'expiryStrategyValue', now)).toContain('30 days');
});

test('the filler value of a hidden field is not shown', () => {
  const ended = series({ expiryStrategyType: 'SERIES_EXPIRY', expiryStrategyValue: 1 });
  expect(formatPreviousValue(ended, 'expiryStrategyValue', now)).toBe('not used');
  const set = series({ expiryStrategyType: 'SERIES_EXPIRY', expiryStrategyValue: 7 });
  expect(formatPreviousValue(set, 'expiryStrategyValue', now)).toContain('7');
});

test('kind, number and cap of a discount revert together once the kind has changed', () => {
  const all = ['discountType', 'discountValue', 'discountUpto'];
  expect(fieldsRevertedWith('discountType', new Set(['discountType', 'discountValue']))).toEqual(all);
  expect(fieldsRevertedWith('discountValue', new Set(['discountType', 'discountValue']))).toEqual(all);
  expect(fieldsRevertedWith('discountValue', new Set(['discountValue']))).toEqual(['discountValue']);
  expect(fieldsRevertedWith('maxRedeem', new Set(['discountType', 'maxRedeem']))).toEqual(['maxRedeem']);
});
