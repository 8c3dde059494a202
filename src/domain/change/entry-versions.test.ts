import { expect, test } from 'vitest';
import { series } from '../testing/builders.ts';
import { entryDifferences, versionOf } from './entry-versions.ts';

const before = series({ id: 7, description: 'One', maxRedeem: 5, numRedeemed: 1 }).wire;

test('names the fields that an entry changed, without counters and dates of the API', () => {
  const after = { ...before, description: 'Two', numRedeemed: 9, lastUsed: '2026-11-23T06:00:00Z', own: 1 };
  const { fields, others } = entryDifferences({ before, body: after, after }, 'UTC');
  expect(fields).toEqual(['description']);
  expect(others.map(({ key }) => key)).toEqual(['own']);
});

test('names an unknown key inside of targetUserDetails', () => {
  const details = (segment: string) => ({ ...before, targetUserDetails: { validMaxUserTransactionLimit: 3, segment } });
  const [from, to] = [details('gold'), details('silver')];
  expect(entryDifferences({ before: from, body: to, after: to }, 'UTC')).toMatchObject({
    fields: [],
    others: [{ key: 'targetUserDetails.segment', from: 'gold', to: 'silver' }],
  });
});

test('a field that no answer shows comes from what was sent, and is not counted as changed', () => {
  const { productInfo: _, ...answered } = before;
  const body = { ...answered, productInfo: [{ productType: 'SKU', productIds: [1, 2] }] };
  const entry = { before: answered, body, after: answered };
  expect(versionOf(entry, 'after')['productInfo']).toEqual(body.productInfo);
  expect(versionOf(entry, 'before')).toBe(answered);
  expect(entryDifferences(entry, 'UTC')).toMatchObject({ fields: [], sentOnly: ['productInfo'] });
});

test('shows what a refused save was to change', () => {
  const entry = { before, body: { ...before, maxRedeem: 6 }, after: null };
  expect(entryDifferences(entry, 'UTC').fields).toEqual(['maxRedeem']);
});
