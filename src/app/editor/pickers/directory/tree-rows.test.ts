import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DirectoryEntry } from '#contract/directory-endpoints.ts';
import type { EntryType } from '#contract/endpoint-constants.ts';
import { type Branch, branchesOfHits, findTyped, pathOf, ROOT, rowsOf, stepOf, type TreeRow } from './tree-rows.ts';

const entry = (type: EntryType, id: number, name: string, parentId: number | null = null): DirectoryEntry => ({
  type,
  id,
  name,
  parentId,
  code: null,
  brandId: null,
  conceptId: null,
  isActive: true,
});
const NORTH = entry('ZONE', 31, 'North');
const SOUTH = entry('ZONE', 33, 'South');
const NCR = entry('ZONE', 37, 'Delhi NCR', 31);
const STORE = entry('STORE', 1201, 'Saket', 37);
const node = (parentPath: string, each: DirectoryEntry, hasChildren = true) => ({
  path: pathOf(parentPath, each),
  entry: each,
  concept: null,
  hasChildren,
  within: null,
  zoneIds: [],
});
const north = node(ROOT, NORTH);
const ncr = node(north.path, NCR);
const ready = (...nodes: ReturnType<typeof node>[]): Branch => ({ nodes, state: 'ready', more: false });
const BRANCHES = new Map<string, Branch>([
  [ROOT, ready(north, node(ROOT, SOUTH))],
  [north.path, ready(ncr)],
]);
const names = (rows: readonly TreeRow[]) => rows.map((row) => (row.type === 'node' ? row.entry.name : '…'));

describe('the visible rows', () => {
  test('are the nodes of expanded branches, with level, position and parent', () => {
    const rows = rowsOf(BRANCHES, new Set([north.path]));
    expect(names(rows)).toEqual(['North', 'Delhi NCR', 'South']);
    expect(rows[1]).toMatchObject({ level: 2, position: 1, size: 1, parent: 0, expanded: false });
    expect(rows[2]).toMatchObject({ level: 1, position: 2, size: 2, parent: -1 });
  });

  test('end with a placeholder if a branch is loading, has more pages or failed', () => {
    expect(names(rowsOf(BRANCHES, new Set([north.path, ncr.path])))).toEqual(['North', 'Delhi NCR', '…', 'South']);
    const failed = new Map(BRANCHES).set(ROOT, { nodes: [], state: 'failed', more: false });
    expect(rowsOf(failed, new Set())).toEqual([{ type: 'wait', path: ROOT, level: 1, failed: true }]);
    expect(names(rowsOf(new Map([[ROOT, { ...ready(north), more: true }]]), new Set()))).toEqual(['North', '…']);
  });
});

describe('keys', () => {
  const rows = rowsOf(BRANCHES, new Set([north.path]));
  test.each([
    [0, 'ArrowRight', { to: 1 }],
    [1, 'ArrowRight', { open: ncr.path }],
    [0, 'ArrowLeft', { close: north.path }],
    [1, 'ArrowLeft', { to: 0 }],
    [2, 'ArrowLeft', { to: 2 }],
    [2, 'ArrowDown', { to: 2 }],
    [0, 'ArrowUp', { to: 0 }],
    [1, 'Home', { to: 0 }],
    [0, 'End', { to: 2 }],
    [0, 'PageDown', { to: 2 }],
    [0, 'x', null],
  ])('from row %i, %s', (active, key, step) => {
    expect(stepOf(rows, active, key, 5)).toEqual(step);
  });

  test('type-ahead finds the next name, wraps around, and stays while the typed text matches', () => {
    expect(findTyped(rows, 0, 's')).toBe(2);
    expect(findTyped(rows, 2, 'd')).toBe(1);
    expect(findTyped(rows, 1, 'de')).toBe(1);
    expect(findTyped(rows, 0, 'x')).toBe(-1);
  });

  test('property: no key moves outside of the rows', () => {
    const keys = fc.constantFrom(
      'ArrowDown',
      'ArrowUp',
      'Home',
      'End',
      'PageUp',
      'PageDown',
      'ArrowLeft',
      'ArrowRight',
    );
    fc.assert(
      fc.property(keys, fc.integer({ min: 0, max: 2 }), (key, active) => {
        const step = stepOf(rows, active, key, 5);
        if (step && 'to' in step) expect(rows[step.to]).toBeDefined();
      }),
    );
  });
});

test('hits are listed below their ancestors, each place once', () => {
  const branches = branchesOfHits([STORE, NORTH], [NCR, NORTH], false);
  const rows = rowsOf(branches, new Set(branches.keys()));
  expect(names(rows)).toEqual(['North', 'Delhi NCR', 'Saket']);
  expect(rows.map((row) => row.level)).toEqual([1, 2, 3]);
});

test('siblings are sorted by name, and a leaf is not expandable', () => {
  const hits = [entry('CATEGORY', 9, 'Toys'), entry('CATEGORY', 3, 'Silk', 1), entry('CATEGORY', 2, 'Denim', 1)];
  const branches = branchesOfHits(hits, [entry('CATEGORY', 1, 'Fashion')], true);
  const rows = rowsOf(branches, new Set(branches.keys()));
  expect(names(rows)).toEqual(['Fashion', 'Denim', 'Silk', 'Toys', '…']);
  expect(rows.map((row) => row.type === 'node' && row.hasChildren)).toEqual([true, false, false, false, false]);
});

test('property: every hit is listed once, even if the parents form a cycle', () => {
  const pairs = fc.array(fc.tuple(fc.nat(8), fc.option(fc.nat(8))), { maxLength: 12 });
  fc.assert(
    fc.property(pairs, (entries) => {
      const hits = entries.map(([id, parent]) => entry('CATEGORY', id, `C${id}`, parent));
      const branches = branchesOfHits(hits, [], false);
      const ids = rowsOf(branches, new Set(branches.keys())).map((row) => row.type === 'node' && row.entry.id);
      expect(ids).toHaveLength(new Set(entries.map(([id]) => id)).size);
      expect(new Set(ids)).toEqual(new Set(entries.map(([id]) => id)));
    }),
  );
});
