import { cycleRoots } from '#domain/targets/cycle-roots.ts';
import { type KnownPlace, placeKey, withinConcept } from '#domain/targets/place-coverage.ts';

/** A place in the tree. The `path` distinguishes the same zone below two concepts. */
export interface TreeNode {
  readonly path: string;
  readonly place: KnownPlace;
  /** Only stores of this concept are counted; null for all. */
  readonly concept: number | null;
  /** Whether it has children, loaded or not. */
  readonly hasChildren: boolean;
}

export interface Branch {
  readonly nodes: readonly TreeNode[];
  readonly state: 'loading' | 'ready' | 'failed';
  /** The branch has another page. */
  readonly more: boolean;
}

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
export const pathOf = (parentPath: string, place: KnownPlace) => `${parentPath}/${placeKey(place)}`;

/** The visible rows: expanded branches, depth first. */
export function rowsOf(branches: ReadonlyMap<string, Branch>, expanded: ReadonlySet<string>): readonly TreeRow[] {
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
    if (row?.type === 'node' && row.place.name.toLowerCase().startsWith(prefix)) return index;
  }
  return -1;
}

/** Search hits with their ancestors, as loaded branches. */
export function branchesOfHits(
  hits: readonly KnownPlace[],
  ancestors: readonly KnownPlace[],
  more: boolean,
): ReadonlyMap<string, Branch> {
  const all = new Map([...ancestors, ...hits].map((place) => [placeKey(place), place]));
  const hitKeys = new Set(hits.map(placeKey));
  const loadedParent = ({ type, parentId }: KnownPlace) =>
    parentId === null ? undefined : all.get(`${type === 'TILL' ? 'STORE' : 'ZONE'}:${parentId}`);
  const roots = cycleRoots(all.keys(), (key) => {
    const place = all.get(key);
    const parent = place && loadedParent(place);
    return parent ? placeKey(parent) : null;
  });
  const parentOf = (place: KnownPlace) => (roots.has(placeKey(place)) ? undefined : loadedParent(place));
  const childrenByKey = new Map<string, KnownPlace[]>();
  for (const place of all.values()) {
    // Stores are listed below zones, so a concept is shown only if it is a hit itself.
    if (place.type === 'CONCEPT' && !hitKeys.has(placeKey(place))) continue;
    const parent = parentOf(place);
    const key = parent ? placeKey(parent) : ROOT;
    childrenByKey.set(key, [...(childrenByKey.get(key) ?? []), place]);
  }
  const branches = new Map<string, Branch>();
  const walk = (path: string, key: string, depth: number) => {
    const nodes = (childrenByKey.get(key) ?? []).map((place): TreeNode => ({
      path: pathOf(path, place),
      place,
      concept: null,
      hasChildren: depth < 20 && childrenByKey.has(placeKey(place)),
    }));
    branches.set(path, { nodes, state: 'ready', more: path === ROOT && more });
    for (const node of nodes) if (node.hasChildren) walk(node.path, placeKey(node.place), depth + 1);
  };
  walk(ROOT, ROOT, 1);
  return branches;
}

/** Number of selected places inside a row. Below a concept, only its own stores count. */
export function insideOf({ place, concept }: TreeNode, counts: ReadonlyMap<string, number>): number {
  const key = place.type === 'ZONE' && concept !== null ? withinConcept(place, concept) : placeKey(place);
  return counts.get(key) ?? 0;
}
