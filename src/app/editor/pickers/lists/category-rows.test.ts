import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DirectoryEntry } from '#contract/directory-endpoints.ts';
import { foundRows, openRows, parentRow } from './category-rows.ts';

const entry = (id: number, parentId: number | null = null): DirectoryEntry => ({
  type: 'CATEGORY',
  id,
  parentId,
  name: `C${id}`,
  code: null,
  brandId: null,
  conceptId: null,
  isActive: true,
});
/** 1 has the children 2 and 3, 2 has 4. */
const CHILDREN = new Map<number | null, number[]>([
  [null, [1, 9]],
  [1, [2, 3]],
  [2, [4]],
]);
const childrenOf = (id: number | null) =>
  CHILDREN.get(id)?.map((childId) => ({
    ...entry(childId, id),
    children: CHILDREN.get(childId)?.length ?? 0,
    within: 0,
  }));
const drawn = (rows: ReturnType<typeof openRows>) =>
  rows.map(({ entry: { id }, level, expanded, position, siblings }) => [id, level, expanded, position, siblings]);

it('lists the expanded rows only', () => {
  expect(drawn(openRows(childrenOf, new Set()))).toEqual([
    [1, 1, false, 1, 2],
    [9, 1, null, 2, 2],
  ]);
  expect(drawn(openRows(childrenOf, new Set([1, 2])))).toEqual([
    [1, 1, true, 1, 2],
    [2, 2, true, 1, 2],
    [4, 3, null, 1, 1],
    [3, 2, null, 2, 2],
    [9, 1, null, 2, 2],
  ]);
  // An expanded row whose children are still loading has no rows below.
  expect(drawn(openRows((id) => (id === null ? childrenOf(null) : undefined), new Set([1])))).toHaveLength(2);
});

it('finds the parent row', () => {
  const rows = openRows(childrenOf, new Set([1, 2]));
  expect(rows.map((_, index) => parentRow(rows, index))).toEqual([0, 0, 1, 0, 4]);
});

it('lists hits below their ancestors, each once', () => {
  const rows = foundRows([entry(4, 2), entry(9), entry(1)], [entry(2, 1), entry(1)]);
  expect(drawn(rows)).toEqual([
    [1, 1, true, 1, 2],
    [2, 2, true, 1, 1],
    [4, 3, null, 1, 1],
    [9, 1, null, 2, 2],
  ]);
});

it('lists every hit, even if the parents form a cycle', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(8), fc.option(fc.nat(8))), { maxLength: 12 }), (pairs) => {
      const entries = pairs.map(([id, parent]) => entry(id, parent));
      const rows = foundRows(entries, []);
      expect(rows).toHaveLength(new Set(pairs.map(([id]) => id)).size);
      expect(new Set(rows.map((row) => row.entry.id)).size).toBe(rows.length);
      const all = (id: number | null) =>
        entries.filter((child) => child.parentId === id).map((child) => ({ ...child, children: 1, within: 0 }));
      expect(openRows(all, new Set([0, 1, 2]))).toBeDefined();
    }),
    { numRuns: 50 },
  );
});
