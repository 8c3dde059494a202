import { describe, expect, test } from 'vitest';
import { FIELD_KEYS, type FieldKey, fieldOf } from './catalogue.ts';
import { readValue } from './codecs.ts';
import { formatRange, formatValue, type Print } from './format.ts';
import type { Json } from '#values/json.ts';

const PRINT: Print = {
  currency: 'INR',
  zone: 'Asia/Kolkata',
  gates: { discountType: 'PERC', expiryStrategyType: 'DAYS' },
};
const printed = (key: FieldKey, wire: Json | undefined, print = PRINT) => {
  const read = readValue(fieldOf(key).kind, wire, 'UTC');
  return formatValue(fieldOf(key).kind, 'value' in read ? read.value : read.unresolved, print);
};

test.each<[FieldKey, Json | undefined, string]>([
  ['maxCreate', -1, 'No limit'],
  ['maxCreate', 1, '1 coupon'],
  ['maxRedeem', 12345, '12,345 redemptions'],
  ['redemptionPerCouponMaxLimit', null, 'No limit'],
  ['maxBillAmount', 9007199254740991, 'Any amount'],
  ['minBillAmount', 100.5, '₹100.5'],
  ['discountUpto', 0, 'No cap'],
  ['discountValue', 12.5, '12.5 %'],
  ['expiryStrategyValue', -1, 'Not set'],
  ['expiryStrategyValue', 0, '0 days after issue'],
  ['redemptionValidAfterDays', 0, 'At once'],
  ['redemptionValidFrom', '1970-01-01T05:30:00+05:30', 'No start date'],
  ['validTillDate', '2026-11-29T00:00:00Z', 'Sun 29 Nov 2026'],
  ['validTillDate', '2026-11-31T00:00:00Z', 'Could not be read: "2026-11-31T00:00:00Z"'],
  ['createdOn', '2025-04-17T05:36:41Z', 'Thu 17 Apr 2025 11:06:41 IST'],
  // A text without an offset is UTC on every machine.
  ['createdOn', '2025-04-17T05:36:41', 'Thu 17 Apr 2025 11:06:41 IST'],
  ['latestIssualTime', 0, 'Never'],
  ['fixedExpiryDate', 0, 'No fixed end'],
  ['mutualExclusiveSeriesIds', '[-1]', 'No other series'],
  ['storeIdsJson', '[-1]', 'All stores'],
  ['ownerId', -1, 'None'],
  ['createdBy', 75154383, '75154383'],
  ['productInfo', undefined, 'Not returned by the API'],
  ['productInfo', [], 'All products'],
  ['productInfo', [{ productType: 'CATEGORY', productIds: [1, 2] }], '2 categories'],
  ['redemptionOrgEntityDetails', [{ redemptionOrgEntityType: 'TILL', orgEntityId: 1 }], '1 till'],
  ['customPropertyMap', { a: '' }, 'a: (empty)'],
  ['clientHandlingType', 'EXTERNALLY_MANAGED', 'EXTERNALLY_MANAGED (unknown)'],
  ['isMultipleUseAllowed', false, 'Works once'],
])('%s %j reads as “%s”', (key, wire, text) => {
  expect(printed(key, wire)).toBe(text);
});

describe('formatRange prints a sentence', () => {
  test.each([
    [{ dom: [], dow: [], hours: [] }, 'Any day, any hour'],
    [{ dom: [], dow: [1, 2, 3, 4, 5], hours: [10, 11, 12] }, 'Mon–Fri 10:00–12:59'],
    [{ dom: [1], dow: [6, 7], hours: [] }, 'Sat–Sun, all day, on day 1 of the month'],
    [{ dom: [1, 2, 15], dow: [], hours: [9] }, 'Every day 09:00–09:59, on days 1–2, 15 of the month'],
  ])('%j', (range, sentence) => {
    expect(formatRange(range)).toBe(sentence);
  });
});

test('no field ever shows a sentinel', () => {
  for (const key of FIELD_KEYS) {
    const { kind } = fieldOf(key);
    const none: readonly number[] = 'none' in kind ? kind.none : [];
    for (const wire of none) expect(printed(key, wire), key).not.toMatch(/\d/);
  }
});
