/**
 * Finds cycles in parent links and returns the first node of each, in the given order. A tree shows these nodes as
 * roots, so that every node of a cycle is reachable. `parentOf` returns null for a root.
 */
export function cycleRoots<K>(keys: Iterable<K>, parentOf: (key: K) => K | null): ReadonlySet<K> {
  const order = [...keys];
  const rank = new Map(order.map((key, index) => [key, index]));
  const visited = new Set<K>();
  const roots = new Set<K>();
  for (const start of order) {
    const path: K[] = [];
    const onPath = new Set<K>();
    let key: K | null = start;
    while (key !== null && rank.has(key) && !visited.has(key) && !onPath.has(key)) {
      onPath.add(key);
      path.push(key);
      key = parentOf(key);
    }
    if (key !== null && onPath.has(key)) {
      const cycle = path.slice(path.indexOf(key));
      const [first] = cycle.toSorted((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0));
      if (first !== undefined) roots.add(first);
    }
    for (const node of path) visited.add(node);
  }
  return roots;
}
