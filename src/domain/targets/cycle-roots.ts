/**
 * Of nodes that hang on each other in a circle, the first one of each circle as they are given: drawn as a tree, it stands at the
 * top, so that all of them can be reached. `above` gives what a node hangs on.
 */
export function cycleRoots<K>(keys: Iterable<K>, above: (key: K) => K | null): ReadonlySet<K> {
  const order = [...keys];
  const rank = new Map(order.map((key, at) => [key, at]));
  const done = new Set<K>();
  const tops = new Set<K>();
  for (const start of order) {
    const path: K[] = [];
    const met = new Set<K>();
    let key: K | null = start;
    while (key !== null && rank.has(key) && !done.has(key) && !met.has(key)) {
      met.add(key);
      path.push(key);
      key = above(key);
    }
    if (key !== null && met.has(key)) {
      const circle = path.slice(path.indexOf(key));
      const [first] = circle.toSorted((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0));
      if (first !== undefined) tops.add(first);
    }
    for (const one of path) done.add(one);
  }
  return tops;
}
