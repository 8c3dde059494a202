import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EDITABLE_KEYS, fieldOf } from '#catalogue/catalogue.ts';
import { diff } from './diff.ts';
import { payload, payloads, series, seriesOf, typed } from '../testing/builders.ts';

test('a form nobody touched differs in nothing', () => {
  for (const wire of [...payloads.values(), { id: 1 }]) {
    const base = seriesOf(wire);
    expect(diff(base, base.values)).toEqual([]);
  }
});

test('an edit is listed with what it was and will be, and apart from what follows from it', () => {
  const base = series({ discountType: 'PERC', discountUpto: 50 });
  expect(diff(base, typed(base, { discountType: 'ABS', maxCreate: 10 }))).toEqual([
    { field: 'discountType', from: 'PERC', to: 'ABS', implied: false },
    { field: 'discountUpto', from: 50, to: null, implied: true },
    { field: 'maxCreate', from: null, to: 10, implied: false },
  ]);
});

test('an edit undone is no edit', () => {
  const base = series();
  expect(diff(base, typed(base, { redemptionRange: { dom: [], dow: [], hours: [] }, maxCreate: null }))).toEqual([]);
});

test('seen from the other side it is the same fields with from and to exchanged', () => {
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
      const there = diff({ ...start, values: a }, b);
      const back = diff({ ...start, values: b }, a);
      expect(back.map(({ field, from, to }) => ({ field, from: to, to: from }))).toEqual(
        there.map(({ field, from, to }) => ({ field, from, to })),
      );
    }),
  );
});

test('what the API counts for itself is never a change', () => {
  const base = series();
  expect(diff(base, typed(base, { numIssued: 5, lastUsed: '2026-01-01T00:00:00Z' }))).toEqual([]);
  expect(EDITABLE_KEYS.every((key) => fieldOf(key).access !== 'read')).toBe(true);
});
