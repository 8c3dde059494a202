import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { KnownPlace } from '#domain/targets/place-coverage.ts';
import { type Branch, branchesOfHits, findTyped, pathOf, ROOT, rowsOf, stepOf, type TreeRow } from './place-rows.ts';

const place = (type: string, id: number, name: string, parentId: number | null = null): KnownPlace => ({
  type,
  id,
  name,
  parentId,
  code: null,
  conceptId: null,
  isActive: true,
});
const NORTH = place('ZONE', 31, 'North');
const SOUTH = place('ZONE', 33, 'South');
const NCR = place('ZONE', 37, 'Delhi NCR', 31);
const STORE = place('STORE', 1201, 'Saket', 37);
const node = (parentPath: string, each: KnownPlace, hasChildren = true) => ({
  path: pathOf(parentPath, each),
  place: each,
  concept: null,
  hasChildren,
});
const north = node(ROOT, NORTH);
const ncr = node(north.path, NCR);
const ready = (...nodes: ReturnType<typeof node>[]): Branch => ({ nodes, state: 'ready', more: false });
const BRANCHES = new Map<string, Branch>([
  [ROOT, ready(north, node(ROOT, SOUTH))],
  [north.path, ready(ncr)],
]);
const names = (rows: readonly TreeRow[]) => rows.map((row) => (row.type === 'node' ? row.place.name : '…'));

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
