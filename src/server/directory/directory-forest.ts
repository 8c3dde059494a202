import { cycleRoots } from '#domain/targets/cycle-roots.ts';
import { groupBy } from '#values/group-by.ts';

interface Node {
  readonly id: number;
  readonly parentId: number | null;
}

/**
 * Builds a forest of zones or categories. A node whose parent is not on file is a root, and so is the first node of a
 * cycle, so that every node can be reached.
 */
export function buildForest(nodes: readonly Node[]) {
  const known = new Map(nodes.map((node) => [node.id, node]));
  const roots = cycleRoots(known.keys(), (id) => known.get(id)?.parentId ?? null);
  const children = groupBy(nodes, ({ id, parentId }) =>
    parentId !== null && known.has(parentId) && !roots.has(id) ? parentId : null,
  );

  /** The node and all its descendants. */
  function subtreeOf(id: number): ReadonlySet<number> {
    const seen = new Set([id]);
    // Iterating a Set includes elements that are added during the iteration.
    for (const one of seen) for (const child of children.get(one) ?? []) seen.add(child.id);
    return seen;
  }

  return { known, childrenOf: (id: number | null) => (children.get(id) ?? []).map((node) => node.id), subtreeOf };
}
