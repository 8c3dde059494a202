import { cycleRoots } from '#domain/targets/cycle-roots.ts';
import { groupBy } from '#values/group-by.ts';

interface Node {
  readonly id: number;
  readonly parentId: number | null;
}

/**
 * Builds a forest of zones or categories. A node whose parent is not on file is a root, and so is the first node of a cycle, so that
 * every node can be reached.
 */
export function forest(nodes: readonly Node[]) {
  const known = new Map(nodes.map((node) => [node.id, node]));
  const tops = cycleRoots(known.keys(), (id) => known.get(id)?.parentId ?? null);
  const below = groupBy(nodes, ({ id, parentId }) =>
    parentId !== null && known.has(parentId) && !tops.has(id) ? parentId : null,
  );

  /** The node and all its descendants. */
  function reach(id: number): ReadonlySet<number> {
    const seen = new Set([id]);
    // Iterating a Set includes elements that are added during the iteration.
    for (const one of seen) for (const child of below.get(one) ?? []) seen.add(child.id);
    return seen;
  }

  return { known, below: (id: number | null) => (below.get(id) ?? []).map((node) => node.id), reach };
}
