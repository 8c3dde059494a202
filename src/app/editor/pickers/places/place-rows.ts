import { cycleRoots } from '#domain/targets/cycle-roots.ts';
import { type KnownPlace, placeKey, withinConcept } from '#domain/targets/place-coverage.ts';

/** A place in the tree; `path` tells apart the same zone below two concepts. */
export interface TreeNode {
  readonly path: string;
  readonly place: KnownPlace;
  /** The concept it is looked at in; null where all count. */
  readonly concept: number | null;
  /** Whether something hangs on it, loaded or not. */
  readonly hasChildren: boolean;
}

export interface Branch {
  readonly nodes: readonly TreeNode[];
  readonly state: 'loading' | 'ready' | 'failed';
  /** More of it can be loaded. */
  readonly more: boolean;
}

export interface NodeRow extends TreeNode {
  readonly type: 'node';
  readonly level: number;
  /** From 1. */
  readonly position: number;
  readonly size: number;
  readonly expanded: boolean;
  /** Index of the row it hangs on; -1 at the top. */
  readonly parent: number;
}
/** Stands for what is not there yet. */
interface WaitRow {
  readonly type: 'wait';
  readonly path: string;
  readonly level: number;
  readonly failed: boolean;
}
export type TreeRow = NodeRow | WaitRow;

export const ROOT = '';
export const pathOf = (above: string, place: KnownPlace) => `${above}/${placeKey(place)}`;

/** The rows in sight: what is expanded, depth first. */
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

/** Where a key leads: another row, or a branch to open or close. Null where the key is none of the tree's. */
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

/** The next row whose name starts with what was typed, round the end; the active one counts while more than one letter is typed. */
export function findTyped(rows: readonly TreeRow[], active: number, typed: string): number {
  const wanted = typed.toLowerCase();
  const from = wanted.length > 1 ? active : active + 1;
  for (let step = 0; step < rows.length; step += 1) {
    const index = (from + step) % rows.length;
    const row = rows[index];
    if (row?.type === 'node' && row.place.name.toLowerCase().startsWith(wanted)) return index;
  }
  return -1;
}

/** Hits with what they lie in, as branches that are all there already. Zones and stores by their parents, concepts at the top. */
export function branchesOfHits(
  hits: readonly KnownPlace[],
  ancestors: readonly KnownPlace[],
  more: boolean,
): ReadonlyMap<string, Branch> {
  const all = new Map([...ancestors, ...hits].map((place) => [placeKey(place), place]));
  const hitKeys = new Set(hits.map(placeKey));
  const hangsOn = ({ type, parentId }: KnownPlace) =>
    parentId === null ? undefined : all.get(`${type === 'TILL' ? 'STORE' : 'ZONE'}:${parentId}`);
  const tops = cycleRoots(all.keys(), (key) => {
    const place = all.get(key);
    const above = place && hangsOn(place);
    return above ? placeKey(above) : null;
  });
  const parentOf = (place: KnownPlace) => (tops.has(placeKey(place)) ? undefined : hangsOn(place));
  const below = new Map<string, KnownPlace[]>();
  for (const place of all.values()) {
    // A concept is said beside its stores; as a branch it stands here only where it is a hit itself.
    if (place.type === 'CONCEPT' && !hitKeys.has(placeKey(place))) continue;
    const parent = parentOf(place);
    const key = parent ? placeKey(parent) : ROOT;
    below.set(key, [...(below.get(key) ?? []), place]);
  }
  const branches = new Map<string, Branch>();
  const walk = (path: string, key: string, depth: number) => {
    const nodes = (below.get(key) ?? []).map((place): TreeNode => ({
      path: pathOf(path, place),
      place,
      concept: null,
      hasChildren: depth < 20 && below.has(placeKey(place)),
    }));
    branches.set(path, { nodes, state: 'ready', more: path === ROOT && more });
    for (const node of nodes) if (node.hasChildren) walk(node.path, placeKey(node.place), depth + 1);
  };
  walk(ROOT, ROOT, 1);
  return branches;
}

/** How many chosen places lie inside of a row; below a concept only those of the concept count. */
export function insideOf({ place, concept }: TreeNode, counts: ReadonlyMap<string, number>): number {
  const key = place.type === 'ZONE' && concept !== null ? withinConcept(place, concept) : placeKey(place);
  return counts.get(key) ?? 0;
}
