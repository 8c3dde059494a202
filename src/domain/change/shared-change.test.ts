import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EDITABLE_KEYS, type FieldKey, fieldOf, type Values } from '#catalogue/catalogue.ts';
import { otherValue, series, typed } from '../testing/builders.ts';
import { diff } from './diff.ts';
import { mergeShared, sharedChange } from './shared-change.ts';

const base = series({ id: 7 });
/** As a link carries it. */
const sent = (values: Values) =>
  JSON.parse(JSON.stringify(sharedChange(base, values))) as ReturnType<typeof sharedChange>;
const withOther = (keys: readonly FieldKey[]): Partial<Values> =>
  Object.fromEntries(keys.map((key) => [key, otherValue(fieldOf(key).kind, base.values[key])]));

test('any change arrives exactly, on a series that did not move', () => {
  fc.assert(
    fc.property(fc.subarray([...EDITABLE_KEYS]), (keys) => {
      const mine = typed(base, withOther(keys));
      const { values, changed, clashes, unreadable } = mergeShared(base, sent(mine), 'UTC');
      expect(values).toEqual(mine);
      expect(diff(base, values)).toEqual(diff(base, mine));
      expect([changed, clashes, unreadable]).toEqual([keys, [], []]);
    }),
  );
});

test('fields that moved meanwhile stay, or are named if the change has them too', () => {
  const plain = EDITABLE_KEYS.filter((key) => fieldOf(key).kind.type === 'text' && fieldOf(key).access !== 'locked');
  fc.assert(
    fc.property(fc.subarray(plain), fc.subarray(plain), (mine, theirs) => {
      const moved = Object.fromEntries(theirs.map((key) => [key, 'moved']));
      const current = { ...base, values: typed(base, moved) };
      const { values, clashes } = mergeShared(current, sent(typed(base, withOther(mine))), 'UTC');
      expect(clashes).toEqual(plain.filter((key) => mine.includes(key) && theirs.includes(key)));
      for (const key of plain)
        expect(values[key]).toEqual(
          mine.includes(key) ? withOther([key])[key] : theirs.includes(key) ? 'moved' : base.values[key],
        );
    }),
  );
});

test('what is no value of a field is left out and named', () => {
  const change = {
    ...sent(base.values),
    from: { maxCreate: 5, numIssued: 1, description: 'Old' },
    to: { maxCreate: ['x'], numIssued: 2, description: 'New', noField: 1 },
  };
  const { values, changed, unreadable } = mergeShared(base, change, 'UTC');
  expect(changed).toEqual(['description']);
  expect(values).toEqual({ ...base.values, description: 'New' });
  expect(unreadable.toSorted()).toEqual(['Coupons in total', 'noField', 'numIssued'].toSorted());
});
