import { placeKey } from '#catalogue/model/kinds.ts';
import { cycleRoots } from '#domain/targets/cycle-roots.ts';
import type { DirectoryEntry } from '#contract/directory-endpoints.ts';
import { ENTRY_TYPES } from '#contract/endpoint-constants.ts';

/** An entry of the directory in a tree. The `path` distinguishes the same zone below two concepts. */
export interface TreeNode {
  readonly path: string;
  readonly entry: DirectoryEntry;
  /** Only stores of this concept are counted; null for all. */
  readonly concept: number | null;
  /** Whether it has children, loaded or not. */
  readonly hasChildren: boolean;
  /** Number of SKUs or stores in it and below; null if unknown. */
  readonly within: number | null;
  /** The zones that contain stores of this concept; empty for other entries, and in search results. */
  readonly zoneIds: readonly number[];
}

export interface Branch {
  readonly nodes: readonly TreeNode[];
  readonly state: 'loading' | 'ready' | 'failed';
  /** The branch has another page. */
  readonly more: boolean;
}
/** By path of the parent. */
export type Branches = ReadonlyMap<string, Branch>;

export interface NodeRow extends TreeNode {
  readonly type: 'node';
  readonly level: number;
  /** From 1. */
  readonly position: number;
  readonly size: number;
  readonly expanded: boolean;
  /** Index of the parent row; -1 at the root. */
  readonly parent: number;
}
/** A placeholder for nodes that are not loaded yet. */
interface WaitRow {
  readonly type: 'wait';
  readonly path: string;
  readonly level: number;
  readonly failed: boolean;
}
export type TreeRow = NodeRow | WaitRow;

export const ROOT = '';

export const pathOf = (parentPath: string, entry: DirectoryEntry) => `${parentPath}/${placeKey(entry)}`;

/** The visible rows: expanded branches, depth first. */
export function rowsOf(branches: Branches, expanded: ReadonlySet<string>): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  const walk = (path: string, level: number, parent: number) => {
    const branch = branches.get(path);
    if (!branch) return void rows.push({ type: 'wait', path, level, failed: false });
    branch.nodes.forEach((node, at) => {
      const open = node.hasChildren && expanded.has(node.path);
      rows.push({ ...node, type: 'node', level, position: at + 1, size: branch.nodes.length, expanded: open, parent });
      if (open) walk(node.path, level + 1, rows.length - 1);
    });
    if (branch.more || branch.state !== 'ready')
      rows.push({ type: 'wait', path, level, failed: branch.state === 'failed' });
  };
  walk(ROOT, 1, -1);
  return rows;
}

/** The effect of a key: another row, or a branch to open or close. Null if the tree does not handle the key. */
export type Step = { readonly to: number } | { readonly open: string } | { readonly close: string } | null;

export function stepOf(rows: readonly TreeRow[], active: number, key: string, page: number): Step {
  const last = rows.length - 1;
  const row = rows[active];
  const to = (index: number): Step => ({ to: Math.max(0, Math.min(last, index)) });
  switch (key) {
    case 'ArrowDown':
      return to(active + 1);
    case 'ArrowUp':
      return to(active - 1);
    case 'Home':
      return to(0);
    case 'End':
      return to(last);
    case 'PageDown':
      return to(active + page);
    case 'PageUp':
      return to(active - page);
    case 'ArrowRight':
      if (row?.type !== 'node' || !row.hasChildren) return to(active);
      return row.expanded ? to(active + 1) : { open: row.path };
    case 'ArrowLeft':
      if (row?.type !== 'node') return to(active);
      return row.expanded ? { close: row.path } : to(row.parent < 0 ? active : row.parent);
    default:
      return null;
  }
}

/**
 * Type-ahead: index of the next row whose name starts with the typed text, wrapping around; -1 if there is none. With
 * more than one letter, the active row is searched, too.
 */
export function findTyped(rows: readonly TreeRow[], active: number, typed: string): number {
  const prefix = typed.toLowerCase();
  const from = prefix.length > 1 ? active : active + 1;
  for (let step = 0; step < rows.length; step += 1) {
    const index = (from + step) % rows.length;
    const row = rows[index];
    if (row?.type === 'node' && row.entry.name.toLowerCase().startsWith(prefix)) return index;
  }
  return -1;
}

const PARENT_TYPES: Readonly<Record<string, string>> = {
  CATEGORY: 'CATEGORY',
  ZONE: 'ZONE',
  STORE: 'ZONE',
  TILL: 'STORE',
};
/** The order in which the directory lists the children of an entry. */
const byTypeAndName = (a: DirectoryEntry, b: DirectoryEntry) =>
  ENTRY_TYPES.indexOf(a.type) - ENTRY_TYPES.indexOf(b.type) || a.name.localeCompare(b.name);

/** Search hits below their ancestors, as loaded branches. */
export function branchesOfHits(
  hits: readonly DirectoryEntry[],
  ancestors: readonly DirectoryEntry[],
  more: boolean,
): Branches {
  const hitKeys = new Set(hits.map(placeKey));
  // Stores are listed below zones, so a concept is shown only if it is a hit itself.
  const shown = [...ancestors, ...hits].filter((entry) => entry.type !== 'CONCEPT' || hitKeys.has(placeKey(entry)));
  const all = new Map(shown.map((entry) => [placeKey(entry), entry]));
  const parentKey = (key: string) => {
    const { type = '', parentId = null } = all.get(key) ?? {};
    const parent = `${PARENT_TYPES[type]}:${parentId}`;
    return all.has(parent) ? parent : null;
  };
  const roots = cycleRoots(all.keys(), parentKey);
  const childrenByKey = new Map<string, DirectoryEntry[]>();
  for (const [key, entry] of all) {
    const parent = (roots.has(key) ? null : parentKey(key)) ?? ROOT;
    childrenByKey.set(parent, [...(childrenByKey.get(parent) ?? []), entry]);
  }
  const branches = new Map<string, Branch>();
  const walk = (path: string, key: string) => {
    const nodes = (childrenByKey.get(key) ?? []).toSorted(byTypeAndName).map((entry): TreeNode => ({
      path: pathOf(path, entry),
      entry,
      concept: null,
      hasChildren: childrenByKey.has(placeKey(entry)),
      within: null,
      zoneIds: [],
    }));
    branches.set(path, { nodes, state: 'ready', more: path === ROOT && more });
    for (const node of nodes) if (node.hasChildren) walk(node.path, placeKey(node.entry));
  };
  walk(ROOT, ROOT);
  return branches;
}
