import { cycleRoots } from '#domain/targets/cycle-roots.ts';
import { groupBy } from '#values/group-by.ts';

interface Node {
  readonly id: number;
  readonly parentId: number | null;
}

/**
 * Zones or categories as a forest. What hangs on something that is not on file stands at the top, so that it can be reached, and so
 * does the first of those that hang on each other in a circle.
 */
export function forest(nodes: readonly Node[]) {
  const known = new Map(nodes.map((node) => [node.id, node]));
  const tops = cycleRoots(known.keys(), (id) => known.get(id)?.parentId ?? null);
  const below = groupBy(nodes, ({ id, parentId }) =>
    parentId !== null && known.has(parentId) && !tops.has(id) ? parentId : null,
  );

  /** The node and everything below it. */
  function reach(id: number): ReadonlySet<number> {
    const seen = new Set([id]);
    // A Set goes on to what is added while it is walked.
    for (const one of seen) for (const child of below.get(one) ?? []) seen.add(child.id);
    return seen;
  }

  return { known, below: (id: number | null) => (below.get(id) ?? []).map((node) => node.id), reach };
}
