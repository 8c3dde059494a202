import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EDITABLE_KEYS, type FieldKey, type Values } from '#catalogue/catalogue.ts';
import { dequal } from 'dequal/lite';
import type { Series } from '../series/series.ts';
import { series, typed } from '../testing/builders.ts';
import { mergeLive } from './merge-live.ts';

const base = series();
const saved = (values: Partial<Values>): Series => ({ ...base, values: typed(base, values) });

const FIELDS = ['description', 'maxCreate', 'maxRedeem', 'validTillDate'] as const satisfies readonly FieldKey[];
// Unconditional fields, so that no edit implies another. A text that cannot be read yet is an edit, too.
const edits: fc.Arbitrary<Partial<Values>> = fc.record(
  {
    description: fc.constantFrom('a', 'b'),
    maxCreate: fc.constantFrom(1, 2, null, { unresolved: 'draft', text: '12a' } as const),
    maxRedeem: fc.constantFrom(1, 2, null),
    validTillDate: fc.constantFrom('2031-01-01', null, { unresolved: 'draft', text: '31 Fe' } as const),
  },
  { requiredKeys: [] },
);
const focus = fc.constantFrom(null, ...FIELDS);

test('an edited field and the field with the focus keep what they show; each other field takes their value', () => {
  fc.assert(
    fc.property(edits, edits, focus, (my, their, focused) => {
      const [mine, theirs] = [typed(base, my), saved(their)];
      const { values, taken, offered, deferred } = mergeLive(base, mine, theirs, focused);
      for (const key of EDITABLE_KEYS) {
        const isMine = !dequal(mine[key], base.values[key]);
        const isTheirs = !dequal(theirs.values[key], base.values[key]);
        const differs = !dequal(mine[key], theirs.values[key]);
        expect(offered.includes(key), key).toBe(isMine && isTheirs && differs);
        expect(deferred.includes(key), key).toBe(!isMine && isTheirs && key === focused);
        expect(taken.includes(key), key).toBe(!isMine && isTheirs && key !== focused);
        expect(values[key], key).toEqual(isMine ? mine[key] : theirs.values[key]);
      }
    }),
  );
});

test('counters take their value and are no news', () => {
  const { values, taken, offered, deferred } = mergeLive(base, base.values, saved({ numRedeemed: 7 }), 'description');
  expect(values.numRedeemed).toBe(7);
  expect([...taken, ...offered, ...deferred]).toEqual([]);
});
