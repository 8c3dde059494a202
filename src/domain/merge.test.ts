import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EDITABLE_KEYS, type FieldKey, type Values } from '#catalogue/catalogue.ts';
import { diff } from './diff.ts';
import { merge } from './merge.ts';
import { series, typed } from './testing.ts';
import type { Series } from './series.ts';

const base = series();
const left = (values: Partial<Values>): Series => ({ ...base, values: typed(base, values) });

test('fields that only one of us touched merge by themselves', () => {
  const result = merge(base, typed(base, { maxCreate: 10 }), left({ description: 'theirs' }));
  expect(result).toMatchObject({ theirs: ['description'], clashes: [] });
  expect(result.values).toMatchObject({ maxCreate: 10, description: 'theirs' });
});

test('the same edit twice is no clash', () => {
  const edit = { redemptionRange: { dom: [], dow: [1, 2], hours: [] } };
  expect(merge(base, typed(base, edit), left(structuredClone(edit)))).toMatchObject({ theirs: [], clashes: [] });
});

test('a true clash keeps mine until somebody chooses', () => {
  const result = merge(base, typed(base, { maxCreate: 10 }), left({ maxCreate: 20 }));
  expect(result).toMatchObject({ theirs: [], clashes: ['maxCreate'], values: { maxCreate: 10 } });
});

test('counters that moved meanwhile follow theirs and are no clash', () => {
  const result = merge(base, typed(base, { maxCreate: 10 }), left({ numIssued: 5 }));
  expect(result).toMatchObject({ theirs: [], clashes: [], values: { numIssued: 5, maxCreate: 10 } });
});

// Values without conditions, so that no edit implies another.
const edits: fc.Arbitrary<Partial<Values>> = fc.record(
  {
    description: fc.constantFrom('a', 'b'),
    discountCode: fc.constantFrom('a', 'b'),
    maxCreate: fc.constantFrom(1, 2, null),
    maxRedeem: fc.constantFrom(1, 2, null),
    validTillDate: fc.constantFrom('2031-01-01', '2032-01-01', null),
    mutualExclusiveSeriesIds: fc.constantFrom([1], [2], []),
    customPropertyMap: fc.constantFrom([{ key: 'a', value: '' }], []),
    isSMSDisabled: fc.boolean(),
  },
  { requiredKeys: [] },
);
const touched = (values: Values): FieldKey[] => diff(base, values).map((change) => change.field);

test('whatever both did: nothing of mine is lost, nothing of theirs is undone, and clashes are told', () => {
  fc.assert(
    fc.property(edits, edits, (my, their) => {
      const [mine, theirs] = [typed(base, my), left(their)];
      const { values, clashes, theirs: taken } = merge(base, mine, theirs);
      const [me, them] = [touched(mine), touched(theirs.values)];
      for (const key of EDITABLE_KEYS) expect(values[key]).toEqual(me.includes(key) ? mine[key] : theirs.values[key]);
      expect(taken).toEqual(them.filter((key) => !me.includes(key)));
      const both = me.filter((key) => them.includes(key));
      expect(clashes).toEqual(both.filter((key) => JSON.stringify(mine[key]) !== JSON.stringify(theirs.values[key])));
    }),
  );
});

test('merging with a series nobody else touched changes nothing', () => {
  fc.assert(
    fc.property(edits, (my) => {
      const mine = typed(base, my);
      expect(merge(base, mine, base)).toEqual({ values: mine, theirs: [], clashes: [] });
    }),
  );
});
