import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EDITABLE_KEYS, fieldOf } from '#catalogue/catalogue.ts';
import { diff } from './diff.ts';
import { edited, payload, payloads, series, seriesOf, typed } from '../testing/builders.ts';

test('an unedited form has no changes', () => {
  for (const wire of [...payloads.values(), { id: 1 }]) {
    const base = seriesOf(wire);
    expect(diff(base, base.values)).toEqual([]);
  }
});

test('a change has its old and new value, and implied changes are marked', () => {
  const base = series({ discountType: 'PERC', discountUpto: 50 });
  expect(diff(base, edited(base, { discountType: 'ABS', maxCreate: 10 }))).toEqual([
    { field: 'discountType', from: 'PERC', to: 'ABS', implied: false },
    { field: 'discountUpto', from: 50, to: null, implied: true },
    { field: 'maxCreate', from: null, to: 10, implied: false },
  ]);
});

test('an edit that restores the loaded value is no change', () => {
  const base = series();
  expect(diff(base, edited(base, { redemptionRange: { dom: [], dow: [], hours: [] }, maxCreate: null }))).toEqual([]);
});

test('diff is symmetric: swapping the sides swaps `from` and `to`', () => {
  const edits = fc.record(
    {
      description: fc.string(),
      maxCreate: fc.option(fc.nat()),
      validTillDate: fc.constantFrom('2031-01-01', '2032-02-02', null),
      redemptionRange: fc.record({
        dom: fc.constant([]),
        dow: fc.uniqueArray(fc.integer({ min: 1, max: 7 })),
        hours: fc.constant([9]),
      }),
      resendMessageEnabled: fc.boolean(),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(edits, edits, (one, other) => {
      const start = seriesOf(payload('put_response_698948.json'));
      const [a, b] = [typed(start, one), typed(start, other)];
      const forward = diff({ ...start, values: a }, b);
      const backward = diff({ ...start, values: b }, a);
      expect(backward.map(({ field, from, to }) => ({ field, from: to, to: from }))).toEqual(
        forward.map(({ field, from, to }) => ({ field, from, to })),
      );
    }),
  );
});

test('read-only fields are never changes', () => {
  const base = series();
  expect(diff(base, edited(base, { numIssued: 5, lastUsed: '2026-01-01T00:00:00Z' }))).toEqual([]);
  expect(EDITABLE_KEYS.every((key) => fieldOf(key).access !== 'read')).toBe(true);
});
