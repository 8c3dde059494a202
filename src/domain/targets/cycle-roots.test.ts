import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cycleRoots } from './cycle-roots.ts';

const roots = (parents: Readonly<Record<number, number>>, order = Object.keys(parents).map(Number)) => [
  ...cycleRoots(order, (key) => parents[key] ?? null),
];

test.each([
  ['a cycle of two', { 1: 2, 2: 1 }, [1]],
  ['a node that is its own parent', { 3: 3 }, [3]],
  ['a branch under a cycle', { 1: 2, 2: 3, 3: 2 }, [2]],
  ['two cycles', { 1: 2, 2: 1, 3: 4, 4: 3 }, [1, 3]],
  ['no cycle', { 2: 1, 3: 2 }, []],
])('%s', (_, parents, expected) => expect(roots(parents)).toEqual(expected));

test('returns the first node in the given order', () => {
  expect(roots({ 1: 2, 2: 3, 3: 1 }, [3, 1, 2])).toEqual([3]);
});

test('every chain of parents ends at a cycle root or a root', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(11), { minLength: 12, maxLength: 12 }), (parents) => {
      const cycles = cycleRoots(parents.keys(), (key) => parents[key] ?? null);
      for (const start of parents.keys()) {
        let steps = 0;
        for (let node = start; !cycles.has(node); node = parents[node] ?? 0) expect((steps += 1)).toBeLessThan(13);
      }
    }),
  );
});
