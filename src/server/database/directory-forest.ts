import { groupBy } from '../group-by.ts';

interface Node {
  readonly id: number;
  readonly parentId: number | null;
}

/** Zones or categories as a forest. What hangs on something that is not on file stands at the top, so that it can be reached. */
export function forest(nodes: readonly Node[]) {
  const known = new Set(nodes.map(({ id }) => id));
  const below = groupBy(nodes, ({ parentId }) => (parentId !== null && known.has(parentId) ? parentId : null));

  /** The node and everything below it, each once, even where somebody made a circle. */
  function reach(id: number): ReadonlySet<number> {
    const seen = new Set([id]);
    // A Set goes on to what is added while it is walked.
    for (const one of seen) for (const child of below.get(one) ?? []) seen.add(child.id);
    return seen;
  }

  return { known, below: (id: number | null) => (below.get(id) ?? []).map((node) => node.id), reach };
}
