import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cycleRoots } from './cycle-roots.ts';

const tops = (parents: Readonly<Record<number, number>>, order = Object.keys(parents).map(Number)) => [
  ...cycleRoots(order, (key) => parents[key] ?? null),
];

test.each([
  ['a circle of two', { 1: 2, 2: 1 }, [1]],
  ['one that hangs on itself', { 3: 3 }, [3]],
  ['a branch below a circle', { 1: 2, 2: 3, 3: 2 }, [2]],
  ['two circles', { 1: 2, 2: 1, 3: 4, 4: 3 }, [1, 3]],
  ['no circle', { 2: 1, 3: 2 }, []],
])('%s', (_, parents, expected) => expect(tops(parents)).toEqual(expected));

test('the first as they are given', () => {
  expect(tops({ 1: 2, 2: 3, 3: 1 }, [3, 1, 2])).toEqual([3]);
});

test('from every node the way up ends, once the tops hang on nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(11), { minLength: 12, maxLength: 12 }), (parents) => {
      const found = cycleRoots(parents.keys(), (key) => parents[key] ?? null);
      for (const start of parents.keys()) {
        let steps = 0;
        for (let at = start; !found.has(at); at = parents[at] ?? 0) expect((steps += 1)).toBeLessThan(13);
      }
    }),
  );
});
